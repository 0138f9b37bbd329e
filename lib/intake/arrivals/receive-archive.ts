import { createHash } from 'node:crypto';
import { z } from 'zod';
import { db } from '#lib/db.ts';
import { BrokenZip, TooManyEntries, type ZipEntryFound, zipEntries } from '#lib/documents/archive/open-zip.ts';
import { MAX_DOCUMENT_BYTES, refusalMessages } from '#lib/documents/document-kind.ts';
import { archiveContents, isOfficeArchive } from '#lib/domain/intake/archive-entries.ts';
import { splitWays } from '#lib/domain/intake/split-groups.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import { noteDiscarded } from '#lib/storage/discard-files.ts';
import { storage } from '#lib/storage/open-storage.ts';
import type { Arrival } from '#prisma/generated/client.ts';
import { type AddedDocument, addDocument, cleanFileName, firstOwner } from '../add-document.ts';
import { recordRefused } from '../submissions/record-submission.ts';
import { ARRIVAL_PART_BYTES, arrivalKey, arrivedBytes } from './arrival-parts.ts';

export const MAX_ARCHIVE_BYTES = 200 * 1024 * 1024;
/** Files in one archive. */
export const MAX_ARCHIVE_FILES = 1_000;
/** Of one person, on their way at the same time. */
const MAX_OPEN = 20;

const problems = {
  tooLarge: 'This ZIP file is larger than 200 MB. Make several of it, and add them one by one.',
  tooMany: `There are more than ${MAX_ARCHIVE_FILES} files in this ZIP file. Make several of it, and add them one by one.`,
  broken: 'This ZIP file is damaged or was not made as ZIP files are. Nothing of it was added: make it anew.',
  empty: 'There are no documents in this ZIP file. Nothing was added.',
} as const;

export const beginArchiveInput = z.object({
  name: z.string().default(''),
  workspace: z.enum(workspaces),
  owner: z.union([z.uuid(), z.literal('nobody')]).optional(),
  bytes: z.coerce.number().int().positive(),
  how: z.enum(splitWays).default('file'),
});

/** Makes ready for the parts of an archive. */
export async function beginArchive(
  scope: PersonScope,
  { name, workspace, owner, bytes, how }: z.output<typeof beginArchiveInput>,
): Promise<Result<{ id: string; partBytes: number }>> {
  const { businessId, actor } = scope;
  const fileName = cleanFileName(name);
  if (bytes > MAX_ARCHIVE_BYTES) {
    const refused = failure('tooLarge', problems.tooLarge);
    await recordRefused(db, scope, { workspace, fileName, byteSize: null }, refused.error);
    return refused;
  }
  const own = await firstOwner(scope, owner === 'nobody' ? null : owner);
  if (!own.ok) return own;
  const open = { businessId, byUserId: actor.userId, state: { in: ['UPLOADING', 'OPENING'] } } as const;
  if ((await db.arrival.count({ where: { ...open, state: { in: [...open.state.in] } } })) >= MAX_OPEN) {
    return failure(
      'busy',
      'Many ZIP files of yours are on their way already. Add this one when some of them are done.',
    );
  }
  const { id } = await db.arrival.create({
    data: {
      ...{ businessId, byUserId: actor.userId, byName: actor.name, workspace, owner: owner ?? null },
      ...{ fileName, byteSize: bytes, state: 'UPLOADING', way: how },
    },
    select: { id: true },
  });
  return ok({ id, partBytes: ARRIVAL_PART_BYTES });
}

/** What has come of an archive, or that it was a document by itself. */
export type PartKept = { received: number; document?: AddedDocument };

/** Keeps a part of an archive: the next one, or one that had come already. The last one has the archive opened. */
export async function keepArchivePart(
  scope: PersonScope,
  { arrivalId, number, bytes }: { arrivalId: string; number: number; bytes: Buffer },
): Promise<Result<PartKept>> {
  const { businessId, actor } = scope;
  const arrival = await db.arrival.findFirst({
    where: { id: arrivalId, businessId, byUserId: actor.userId, state: 'UPLOADING' },
  });
  if (!arrival) return failure('missing', 'This file is not waited for any more. Choose it again.');
  const at = number * ARRIVAL_PART_BYTES;
  const expected = Math.min(ARRIVAL_PART_BYTES, arrival.byteSize - at);
  if (at > arrival.received || bytes.length !== expected) {
    return failure('partInvalid', 'A part of this file did not come as it was. Choose it again: nothing was added.');
  }
  await storage().put(`${arrivalKey(arrival)}/${number}`, bytes);
  const received = Math.max(arrival.received, at + bytes.length);
  await db.arrival.updateMany({
    where: { id: arrivalId, state: 'UPLOADING', received: { lt: received } },
    data: { received, movedAt: new Date() },
  });
  return received < arrival.byteSize ? ok({ received }) : begin(scope, arrival);
}

/** Looks into the archive that has come whole. */
async function begin(scope: PersonScope, arrival: Arrival): Promise<Result<PartKept>> {
  const entries = await entriesOf(arrival);
  const { byteSize: received } = arrival;
  if (typeof entries === 'string') return refuse(scope, arrival, entries);
  if (isOfficeArchive(entries.map(({ name }) => name))) {
    const document = await addWhole(scope, arrival);
    return document.ok ? ok({ received, document: document.value }) : document;
  }
  const { files, skipped } = archiveContents(entries);
  if (files.length === 0) return refuse(scope, arrival, 'empty');
  const { count } = await db.arrival.updateMany({
    where: { id: arrival.id, state: 'UPLOADING' },
    data: { state: 'OPENING', total: files.length, skipped, movedAt: new Date() },
  });
  if (count > 0) await enqueue('open-archive', { arrivalId: arrival.id });
  return ok({ received });
}

/** In the order in which they are added; why not, where it can't be opened. */
export async function entriesOf(arrival: Arrival): Promise<ZipEntryFound[] | 'broken' | 'tooMany'> {
  try {
    return await zipEntries(arrivedBytes(arrival), { maxEntries: MAX_ARCHIVE_FILES * 2 });
  } catch (error) {
    if (error instanceof TooManyEntries) return 'tooMany';
    if (error instanceof BrokenZip || error instanceof RangeError) return 'broken';
    throw error;
  }
}

async function refuse(scope: PersonScope, arrival: Arrival, code: keyof typeof problems): Promise<Result<never>> {
  const refused = failure(code, problems[code]);
  const { workspace, fileName, byteSize } = arrival;
  await db.$transaction(async (transaction) => {
    await recordRefused(transaction, scope, { workspace, fileName, byteSize }, refused.error);
    await transaction.arrival.update({ where: { id: arrival.id }, data: { state: 'FAILED', problem: problems[code] } });
    await noteDiscarded(transaction, [arrivalKey(arrival)]);
  });
  return refused;
}

/** An office file, which is a document although it is a ZIP file. */
async function addWhole(scope: PersonScope, arrival: Arrival): Promise<Result<AddedDocument>> {
  const { id, workspace, fileName, byteSize, owner } = arrival;
  const isSmall = byteSize <= MAX_DOCUMENT_BYTES;
  const bytes = isSmall ? await arrivedBytes(arrival).read(0, byteSize) : Buffer.alloc(0);
  const upload = { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
  const ownerId = owner === 'nobody' ? null : (owner ?? undefined);
  const added = isSmall
    ? await addDocument(scope, { workspace, fileName, upload, ownerId })
    : failure('tooLarge', refusalMessages.tooLarge);
  await db.$transaction(async (transaction) => {
    await transaction.arrival.deleteMany({ where: { id } });
    await noteDiscarded(transaction, [arrivalKey(arrival)]);
  });
  return added;
}
