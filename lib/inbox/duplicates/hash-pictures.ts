import { db } from '#lib/db.ts';
import { inspectDocument } from '#lib/documents/decoding/decode.ts';
import { log } from '#lib/log.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import { storage } from '#lib/storage/open-storage.ts';

/** Documents that one job looks at; the next sweep wakes another for the rest, so that what people wait for goes first. */
const BATCH = 25;

/** Wakes a worker for documents of which nobody knows yet what they look like. Gives whether there are any. */
export async function wakeHashing(): Promise<number> {
  const due = await db.document.findFirst({ where: { isHashDue: true }, select: { id: true } });
  if (!due) return 0;
  await enqueue('hash-pictures', {});
  return 1;
}

/**
 * Finds out what the first pages of documents look like that arrived before that was kept, the newest first, and has their
 * items held against the others. One that cannot be read any more is not tried again. Gives how many were looked at.
 */
export async function hashPictures(signal?: AbortSignal): Promise<number> {
  const due = await db.document.findMany({
    where: { isHashDue: true },
    orderBy: { id: 'desc' },
    take: BATCH,
    select: { id: true, businessId: true, storageKey: true },
  });
  let looked = 0;
  for (const { id, businessId, storageKey } of due) {
    if (signal?.aborted) break;
    const pictureHash = await hashOf(storageKey, businessId).catch((error: unknown) => {
      log.warn({ err: error, documentId: id }, 'what a document looks like was not found out');
      return null;
    });
    if (pictureHash === 'busy') break;
    await db.$transaction([
      db.document.update({ where: { id }, data: { isHashDue: false, pictureHash } }),
      ...(pictureHash === null
        ? []
        : [
            db.item.updateMany({
              where: { documents: { some: { documentId: id } }, deletedAt: null, likenessDueAt: null },
              data: { likenessDueAt: new Date() },
            }),
          ]),
    ]);
    looked++;
  }
  return looked;
}

/** Null for a page with nothing on it, and for what can no longer be read; `busy` where it is to be tried later. */
async function hashOf(storageKey: string, businessId: string): Promise<string | 'busy' | null> {
  const inspected = await inspectDocument(await storage().get(storageKey), { for: businessId });
  if (inspected.ok) return inspected.document.pictureHash;
  return inspected.code === 'busy' ? 'busy' : null;
}
