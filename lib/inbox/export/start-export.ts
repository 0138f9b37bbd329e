import { byActor } from '#lib/coding/item-events.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { type Db, db } from '#lib/db.ts';
import { isQuick, KEEP_DAYS, MAX_EXPORTED, MAX_UNDER_WAY, tooMuch } from '#lib/domain/export/export-state.ts';
import { statusOfFilter } from '#lib/domain/inbox-choices.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { announce } from '#lib/events/announce.ts';
import { log } from '#lib/log.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { archiveItems } from '../archive-items.ts';
import { findItems } from '../find-items.ts';
import type { ExportChoice, ExportStart } from './export-choice.ts';
import { type ExportRow, exportRow } from './list-exports.ts';
import { makeExport } from './make-export.ts';

/** What a file would hold. */
export type ExportPreview = {
  items: number;
  /** Those of them that were exported before, and when the last of them was: an ISO instant. */
  exportedBefore: number;
  lastExportedAt: string | null;
  documents: number;
  /** Of all documents. */
  byteSize: number;
  /** Those still in the inbox, which may be archived with it. */
  inInbox: number;
  /** Whether they are, unless whoever exports says otherwise: as the business has it. */
  archives: boolean;
};

/** Changes nothing. */
export async function previewExport(scope: PersonScope, choice: ExportChoice): Promise<Result<ExportPreview>> {
  const found = await chosenItems(scope, choice);
  return found.ok ? ok(await previewOf(scope, found.value)) : found;
}

async function previewOf({ businessId }: PersonScope, itemIds: readonly string[]): Promise<ExportPreview> {
  const business = await db.business.findUniqueOrThrow({
    where: { id: businessId },
    select: { archivesExported: true },
  });
  type Counted = Omit<ExportPreview, 'lastExportedAt' | 'archives'> & { lastExportedAt: Date | null };
  const [counted] = await db.$queryRaw<[Counted]>`
    SELECT count(DISTINCT i."id")::int AS "items",
           count(DISTINCT i."id") FILTER (WHERE i."exportedAt" IS NOT NULL)::int AS "exportedBefore",
           max(i."exportedAt") AS "lastExportedAt",
           count(d."id")::int AS "documents", COALESCE(sum(d."byteSize"), 0)::float8 AS "byteSize",
           count(DISTINCT i."id") FILTER (WHERE i."place" = 'INBOX')::int AS "inInbox"
      FROM "Item" AS i LEFT JOIN "ItemDocument" AS l ON l."itemId" = i."id" LEFT JOIN "Document" AS d ON d."id" = l."documentId"
     WHERE i."businessId" = ${businessId}::uuid AND i."id" = ANY(${itemIds}::uuid[])`;
  return {
    ...counted,
    lastExportedAt: counted.lastExportedAt?.toISOString() ?? null,
    archives: business.archivesExported,
  };
}

/**
 * Writes down that items are exported, has the file made of them, and archives those that may be when asked. A small file
 * is made at once; a large one by a worker, and whoever asked is told of its end. `archived` are the ids of those that went
 * to the archive with it. With `within`, it is begun in the same transaction as that, which then tells of its end.
 */
export async function startExport(
  scope: PersonScope,
  { form, archive, ...choice }: ExportStart,
  within?: (transaction: Db, exportId: string) => Promise<void>,
): Promise<Result<{ row: ExportRow; archived: string[] }>> {
  const { businessId, actor, origin } = scope;
  const found = await chosenItems(scope, choice);
  if (!found.ok) return found;
  const itemIds = found.value;
  const size = await previewOf(scope, itemIds);
  const refusal = tooMuch(form, size);
  if (refusal) return failure('tooMany', refusal);
  const isSmall = isQuick(form, size);
  // Fonts and pictures are for a worker to read.
  const isAtOnce = isSmall && form.format !== 'PDF';
  const exportId = await db.$transaction(async (transaction) => {
    const now = new Date();
    // Two at the same time are counted one after the other.
    await transaction.$queryRaw`SELECT 1 FROM "Business" WHERE "id" = ${businessId}::uuid FOR UPDATE`;
    const underWay = await transaction.itemExport.count({ where: { businessId, state: 'RUNNING', tells: true } });
    if (!isSmall && underWay >= MAX_UNDER_WAY) return null;
    const { id } = await transaction.itemExport.create({
      data: {
        ...{ businessId, workspace: choice.workspace, itemIds, format: form.format, form, tells: !isSmall && !within },
        ...{ byUserId: actor.userId, exportedByName: actor.name },
        expiresAt: new Date(now.getTime() + KEEP_DAYS * 24 * 60 * 60_000),
      },
      select: { id: true },
    });
    // In the order in which all take hold of items, so that no two wait for each other.
    await transaction.$queryRaw`
      SELECT 1 FROM "Item" WHERE "businessId" = ${businessId}::uuid AND "id" = ANY(${itemIds}::uuid[]) ORDER BY "id" FOR UPDATE`;
    await transaction.item.updateMany({ where: { businessId, id: { in: itemIds } }, data: { exportedAt: now } });
    const withDocuments = form.format === 'ZIP' || (form.format === 'PDF' && form.withDocuments);
    for (let first = 0; first < itemIds.length; first += EVENTS) {
      await transaction.itemEvent.createMany({
        data: itemIds
          .slice(first, first + EVENTS)
          .map((itemId) => ({ ...byActor(scope, itemId, 'exported'), detail: { withDocuments } })),
      });
    }
    await announce(
      transaction,
      { businessId, topic: 'items', id: null, origin },
      { businessId, topic: 'exports', id, origin },
    );
    await within?.(transaction, id);
    return id;
  });
  if (exportId === null) return busy;
  if (isAtOnce) {
    // A worker tries it again.
    const failed = await makeExport(exportId).catch((error) => error ?? true);
    if (failed !== true) log.error({ err: failed, exportId }, 'an export was not made at once');
  } else await enqueue('make-export', { exportId });
  const archived = archive ? await archiveItems(scope, itemIds) : ok([]);
  const row = await exportRow(scope, exportId);
  return row ? ok({ row, archived: archived.ok ? archived.value : [] }) : nothing;
}

/** Rows of one statement. */
const EVENTS = 2_000;

/** The ids of what is chosen, in its order, of those that the actor may know of. */
async function chosenItems(scope: PersonScope, { workspace, of }: ExportChoice): Promise<Result<string[]>> {
  const { businessId } = scope;
  if (of.kind === 'items') {
    if (of.itemIds.length > MAX_EXPORTED) return tooMany;
    const where = { ...visibleItems(scope), businessId, workspace, id: { in: of.itemIds } };
    const known = new Set((await db.item.findMany({ where, select: { id: true } })).map(({ id }) => id));
    const itemIds = of.itemIds.filter((id) => known.has(id));
    return itemIds.length > 0 ? ok(itemIds) : nothing;
  }
  const list =
    of.kind === 'inbox'
      ? ({ ...of.query, place: 'INBOX', status: statusOfFilter[of.query.filter] } as const)
      : ({ ...of.query, place: 'ARCHIVE', status: null } as const);
  const page = await findItems(scope, { ...list, workspace, after: null, limit: MAX_EXPORTED });
  if (page.next !== null) return tooMany;
  return page.rows.length > 0 ? ok(page.rows.map(({ id }) => id)) : nothing;
}

const tooMany = failure('tooMany', `A file holds at most ${MAX_EXPORTED} items. Nothing was exported: choose fewer.`);

const nothing = failure('missing', 'Nothing was exported: what was chosen is no longer here.');

const busy = failure(
  'busy',
  `${MAX_UNDER_WAY} large files are being made in this business. Nothing was exported: wait for one to end, or cancel one.`,
);
