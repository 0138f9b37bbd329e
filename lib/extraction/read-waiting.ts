import { randomUUID } from 'node:crypto';
import { parseItemPages } from '#lib/coding/stored-pages.ts';
import { db } from '#lib/db.ts';
import type { DocumentMimeType } from '#lib/documents/document-kind.ts';
import { documentReading } from '#lib/domain/actor.ts';
import type { ItemPages } from '#lib/domain/documents/item-pages.ts';
import type { FileReading, Reading, ReadPage } from '#lib/domain/extraction/reading.ts';
import { makeItem } from '#lib/intake/make-item.ts';
import { wakeReading } from '#lib/intake/request-reading.ts';
import { log } from '#lib/log.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { applyReading } from './apply-reading.ts';
import { readWithModel } from './model/read-with-model.ts';
import { type ReadOutcome, readInProcess } from './reader-pool.ts';
import { readingHints } from './reading-hints.ts';

/** Whoever has had a document in hand for longer has died with it. */
const DEAD_AFTER_SECONDS = 240;
/** A document that ended its reader is tried once more. */
const MAX_TRIES = 2;
/** Words of a document that a search looks into: some twenty full pages. */
const MAX_SEARCHED = 40_000;

type Claimed = { itemId: string; businessId: string; documentId: string; part: number; tries: number; claim: string };

export type Reader = (prepare: Parameters<typeof readInProcess>[0]) => Promise<ReadOutcome>;

/**
 * Reads the documents that wait, one after the other, until none does: those of the business first that was served longest
 * ago. Several may go on at once. Whatever becomes of a document, its item is no longer in *Processing* then.
 */
export async function readWaiting({
  signal,
  read = readInProcess,
}: {
  signal?: AbortSignal;
  read?: Reader;
} = {}): Promise<void> {
  for (let claimed = await claim(); claimed; claimed = signal?.aborted ? null : await claim()) {
    await readOne(claimed, read);
  }
}

/** Wakes readers for what nobody reads. Gives how many wait. */
export async function wakeReadings(): Promise<number> {
  const [row] = await db.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS "waiting" FROM "Extraction"
     WHERE "state" = 'WAITING'
        OR ("state" = 'READING' AND "startedAt" < now() - make_interval(secs => ${DEAD_AFTER_SECONDS}))`;
  const waiting = row?.waiting ?? 0;
  if (waiting > 0) await wakeReading();
  return waiting;
}

async function claim(): Promise<Claimed | null> {
  const token = randomUUID();
  const [claimed] = await db.$queryRaw<Claimed[]>`
    UPDATE "Extraction" SET "state" = 'READING', "claim" = ${token}::uuid, "startedAt" = now(), "tries" = "tries" + 1
     WHERE "itemId" = (
       SELECT e."itemId" FROM "Extraction" AS e
         JOIN "Item" AS i ON i."id" = e."itemId"
        WHERE e."state" = 'WAITING'
           OR (e."state" = 'READING' AND e."startedAt" < now() - make_interval(secs => ${DEAD_AFTER_SECONDS}))
        ORDER BY (SELECT max(o."startedAt") FROM "Extraction" AS o WHERE o."businessId" = e."businessId") NULLS FIRST,
                 e."requestedAt"
        LIMIT 1 FOR UPDATE OF e SKIP LOCKED)
    RETURNING "itemId", "businessId", "documentId", "part", "tries", "claim"`;
  return claimed ?? null;
}

async function readOne(claimed: Claimed, read: Reader): Promise<void> {
  const startedAt = performance.now();
  const { documentId } = claimed;
  if (claimed.tries > MAX_TRIES) return giveUp(claimed, 'unexpected');
  try {
    const document = await db.document.findUniqueOrThrow({ where: { id: documentId } });
    const own = await db.itemDocument.findUnique({
      where: { itemId_documentId: { itemId: claimed.itemId, documentId } },
    });
    const shown = own && parseItemPages(own.pages);
    const outcome = await read(async () => ({
      bytes: await storage().get(document.storageKey),
      mimeType: document.mimeType as DocumentMimeType,
      pages: shown,
      hints: await readingHints(claimed.businessId),
    }));
    if (outcome.ok) {
      const tookMs = Math.round(performance.now() - startedAt);
      await keep(claimed, await readWithModel(claimed.businessId, outcome.reading), { tookMs, shown });
      await enqueue('apply-rules', { businessId: claimed.businessId });
      await enqueue('find-duplicates', { businessId: claimed.businessId });
    } else if (claimed.tries < MAX_TRIES) await putBack(claimed);
    else await giveUp(claimed, outcome.problem);
  } catch (error) {
    log.error({ err: error, itemId: claimed.itemId }, 'a document could not be read');
    if (claimed.tries < MAX_TRIES) await putBack(claimed);
    else await giveUp(claimed, 'unexpected');
  }
}

const mine = ({ itemId, claim }: Claimed) => ({ itemId, claim, state: 'READING' as const });

/** For the next try, after what waits already. */
async function putBack(claimed: Claimed): Promise<void> {
  await db.extraction.updateMany({
    where: mine(claimed),
    data: { state: 'WAITING', claim: null, requestedAt: new Date() },
  });
}

async function giveUp(claimed: Claimed, problem: string): Promise<void> {
  await db.$transaction(async (transaction) => {
    const item = await heldItem(transaction, claimed);
    const { count } = await transaction.extraction.updateMany({
      where: mine(claimed),
      data: { state: 'FAILED', problem, finishedAt: new Date() },
    });
    if (item && count > 0) await applyReading(transaction, item, null);
  });
}

/** Keeps what was read and enters it. More invoices in the same file become items of their own, the first time. */
async function keep(
  claimed: Claimed,
  { documents, pages }: FileReading,
  { tookMs, shown }: { tookMs: number; shown: ItemPages },
): Promise<void> {
  const { itemId, businessId, documentId, part } = claimed;
  await db.$transaction(
    async (transaction) => {
      const item = await heldItem(transaction, claimed);
      const own = documents[part] ?? documents[0] ?? null;
      const { count } = await transaction.extraction.updateMany({
        where: mine(claimed),
        data: {
          ...{ state: 'DONE', finishedAt: new Date(), tookMs, problem: null },
          reading: own ? (own as Prisma.InputJsonObject) : Prisma.DbNull,
        },
      });
      if (!item || count === 0) return;
      await keepPages(transaction, documentId, pages, shown);
      await applyReading(transaction, item, own);
      const isFirst =
        part === 0 && (await transaction.extraction.count({ where: { documentId, part: { gt: 0 } } })) === 0;
      if (!isFirst) return;
      for (const [index, reading] of documents.slice(1).entries()) {
        await addPart(transaction, { itemId, businessId, documentId }, index + 1, reading);
      }
    },
    { timeout: 60_000, maxWait: 20_000 },
  );
}

/** The item, held until the commit; null for one that is deleted for good. */
async function heldItem(transaction: Prisma.TransactionClient, { itemId }: Claimed) {
  await transaction.$queryRaw`SELECT 1 FROM "Item" WHERE "id" = ${itemId}::uuid FOR UPDATE`;
  return transaction.item.findUnique({
    where: { id: itemId },
    select: { id: true, businessId: true, workspace: true, revision: true },
  });
}

/** Keeps what pages say: of all of the document, or of those that an item shows; then the others stay as they are. */
async function keepPages(
  transaction: Prisma.TransactionClient,
  documentId: string,
  pages: readonly ReadPage[],
  shown: ItemPages,
) {
  // Another item that shows other pages of the same document may be read at the same time.
  await transaction.$queryRaw`SELECT 1 FROM "Document" WHERE "id" = ${documentId}::uuid FOR UPDATE`;
  // An e-invoice is read whole, whatever is shown of it.
  const isPart = shown !== null && pages.length === shown.length;
  const read = pages.map(({ source, rows }, index) => {
    return { documentId, source, rows, page: isPart ? (shown[index]?.page ?? 1) - 1 : index };
  });
  const anew = isPart ? { page: { in: read.map(({ page }) => page) } } : {};
  await transaction.documentPage.deleteMany({ where: { documentId, ...anew } });
  if (read.length > 0) await transaction.documentPage.createMany({ data: read });
  const all = isPart
    ? await transaction.documentPage.findMany({
        where: { documentId },
        orderBy: { page: 'asc' },
        select: { rows: true },
      })
    : read;
  const words = all.flatMap(({ rows }) =>
    (rows as ReadPage['rows']).map((row) => row.map(({ text }) => text).join(' ')),
  );
  await transaction.document.update({
    where: { id: documentId },
    data: { readText: words.join('\n').slice(0, MAX_SEARCHED) },
  });
}

/** An item for another invoice of the same file, as the first one's sender's. */
async function addPart(
  transaction: Prisma.TransactionClient,
  { itemId, businessId, documentId }: Pick<Claimed, 'itemId' | 'businessId' | 'documentId'>,
  part: number,
  reading: Reading,
): Promise<void> {
  const first = await transaction.item.findUniqueOrThrow({
    where: { id: itemId },
    select: { workspace: true, ownerId: true, submittedByUserId: true, submittedByName: true },
  });
  const document = await transaction.document.findUniqueOrThrow({
    where: { id: documentId },
    select: { id: true, fileName: true },
  });
  const scope = { businessId, actor: documentReading };
  const made = await makeItem(transaction, scope, {
    ...{ workspace: first.workspace, ownerId: first.ownerId, document, isToBeRead: false },
    submitter: { userId: first.submittedByUserId, name: first.submittedByName },
  });
  await transaction.extraction.create({
    data: {
      ...{ itemId: made.id, businessId, documentId, part, state: 'DONE', finishedAt: new Date() },
      reading: reading as Prisma.InputJsonObject,
    },
  });
  await applyReading(transaction, { id: made.id, businessId, workspace: first.workspace, revision: 1 }, reading);
}
