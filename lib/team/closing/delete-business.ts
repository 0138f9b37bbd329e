import { db } from '#lib/db.ts';
import { log } from '#lib/log.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** Rows, or files, of one step. What belongs to a row goes with it. */
const BATCH = 500;
const FILES_AT_ONCE = 100;
/** Of one run of the job; it then goes on behind others. */
const RUN_MS = 20_000;
const MAX_WOKEN = 20;

/** For the sweep: has those deleted whose time has come. Gives how many were woken. */
export async function wakeDeletions(): Promise<number> {
  const due = await db.business.findMany({
    where: { deleteAt: { lte: new Date() } },
    select: { id: true },
    orderBy: { deleteAt: 'asc' },
    take: MAX_WOKEN,
  });
  for (const { id } of due) await enqueue('delete-business', { businessId: id });
  return due.length;
}

/**
 * Deletes all of a closed business whose time has come: files first, since their names are in the rows, then the rows of
 * each table, the business last. Each step is small, and may be repeated after whatever ended the last run. Gives whether
 * nothing of it is left.
 */
export async function deleteBusiness(businessId: string, signal: AbortSignal): Promise<boolean> {
  const business = await db.business.findFirst({ where: { id: businessId, deleteAt: { lte: new Date() } } });
  if (!business) return true;
  const endsAt = Date.now() + RUN_MS;
  const isTime = () => signal.aborted || Date.now() > endsAt;
  while (await deleteDocuments(businessId)) if (isTime()) return false;
  for (const table of await tablesOfBusinesses()) {
    while (await deleteRows(table, businessId)) if (isTime()) return false;
  }
  // The logo, and what a killed upload has left.
  await storage().remove(businessId);
  await db.business.deleteMany({ where: { id: businessId, deleteAt: { lte: new Date() } } });
  const { slug, closedAt, closedByUserId } = business;
  log.info({ businessId, slug, closedAt, closedByUserId }, 'closed business deleted');
  return true;
}

/** Gives whether there may be more. */
async function deleteDocuments(businessId: string): Promise<boolean> {
  const documents = await db.document.findMany({
    where: { businessId },
    select: { id: true, storageKey: true },
    take: FILES_AT_ONCE,
  });
  await Promise.all(documents.map(({ storageKey }) => storage().remove(storageKey)));
  await db.document.deleteMany({ where: { id: { in: documents.map(({ id }) => id) } } });
  return documents.length === FILES_AT_ONCE;
}

async function deleteRows(table: string, businessId: string): Promise<boolean> {
  const name = Prisma.raw(`"${table.replaceAll('"', '""')}"`);
  const deleted = await db.$executeRaw`
    DELETE FROM ${name} WHERE ctid = ANY(ARRAY(
      SELECT ctid FROM ${name} WHERE "businessId" = ${businessId}::uuid LIMIT ${BATCH}))`;
  return deleted === BATCH;
}

/**
 * The tables that say of each row whose it is, as the database has them, so that none is forgotten: those first that
 * point at others, or a row would take all that points at it along in one step.
 */
async function tablesOfBusinesses(): Promise<string[]> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name::text AS name FROM information_schema.columns
     WHERE table_schema = current_schema() AND column_name = 'businessId' ORDER BY table_name`;
  const links = await db.$queryRaw<{ from: string; to: string }[]>`
    SELECT child.relname::text AS "from", parent.relname::text AS "to"
      FROM pg_constraint AS link
      JOIN pg_class AS child ON child.oid = link.conrelid
      JOIN pg_class AS parent ON parent.oid = link.confrelid
     WHERE link.contype = 'f'`;
  const ordered: string[] = [];
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const { from, to } of links) if (to === name) visit(from);
    ordered.push(name);
  };
  for (const { name } of tables) visit(name);
  const known = new Set(tables.map(({ name }) => name));
  return ordered.filter((name) => known.has(name));
}
