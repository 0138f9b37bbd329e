import { createHash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type Db, db } from '#lib/db.ts';
import { BrokenZip, type RandomBytes, unzipped, type ZipEntryFound } from '#lib/documents/archive/open-zip.ts';
import { MAX_DOCUMENT_BYTES, refusalMessages } from '#lib/documents/document-kind.ts';
import { archiveContents, entryTitle } from '#lib/domain/intake/archive-entries.ts';
import { splitWays } from '#lib/domain/intake/split-groups.ts';
import { type Failure, failure, ok, type Result } from '#lib/domain/result.ts';
import { may } from '#lib/domain/roles.ts';
import type { PersonScope } from '#lib/scope.ts';
import { noteDiscarded } from '#lib/storage/discard-files.ts';
import type { Arrival } from '#prisma/generated/client.ts';
import { addDocument, firstOwner } from '../add-document.ts';
import type { Upload } from '../read-upload.ts';
import { recordRefused } from '../submissions/record-submission.ts';
import { arrivalKey, arrivedBytes } from './arrival-parts.ts';
import { holdForSplit } from './hold-for-split.ts';
import { entriesOf } from './receive-archive.ts';

/** Whoever has said nothing for so long has died: a file takes 45 seconds at most, and is then given up. */
export const ARRIVAL_SILENT_SECONDS = 120;
const BUSY_WAIT_MS = 2_000;
/** All decoders were busy with others: then the file is refused as an upload would be. */
const MAX_BUSY_WAITS = 60;

const faults = {
  encrypted: 'This file is protected by a password in the ZIP file. Unpack it, and add it by itself.',
  method: 'This file is packed in a way that is not known here. Unpack it, and add it by itself.',
  growing:
    'This file is packed far smaller than documents can be, and was not opened. Unpack it, and add it by itself.',
  broken: 'This file is damaged in the ZIP file. Pack it anew, or add it by itself.',
} as const;

/** Thrown where it is not ours to go on with, or the worker ends. */
class Stopped extends Error {}

/**
 * Adds the files of an archive one by one, as whoever sent it, each with what became of it in the submission history. What has
 * been added stays added, and is not added twice, wherever it stops. Returns false when it has to be gone on with later.
 */
export async function openArchive(arrivalId: string, { signal }: { signal?: AbortSignal } = {}): Promise<boolean> {
  const claimed = await claim(arrivalId);
  if (!claimed) return true;
  const { arrival, token } = claimed;
  const scope = await senderOf(arrival);
  if (!scope) return fail(arrival, 'Whoever sent it may no longer add documents here. The rest was not added.');
  const entries = await entriesOf(arrival);
  if (typeof entries === 'string') return fail(arrival, 'This ZIP file can no longer be read. The rest was not added.');
  const { files } = archiveContents(entries);
  const bytes = arrivedBytes(arrival);
  try {
    for (const [place, file] of files.entries()) {
      if (place < arrival.done) continue;
      if (signal?.aborted) throw new Stopped();
      await addOne(scope, { arrival, token, bytes, file, place, signal });
    }
  } catch (error) {
    await db.arrival.updateMany({ where: { id: arrivalId, claim: token }, data: { claim: null } });
    if (error instanceof Stopped) return !signal?.aborted;
    throw error;
  }
  await db.$transaction(async (transaction) => {
    await transaction.arrival.updateMany({
      where: { id: arrivalId, claim: token },
      data: { state: 'DONE', claim: null },
    });
    await noteDiscarded(transaction, [arrivalKey(arrival)]);
  });
  return true;
}

async function claim(arrivalId: string): Promise<{ arrival: Arrival; token: string } | null> {
  const token = randomUUID();
  const taken = await db.$executeRaw`
    UPDATE "Arrival" SET "claim" = ${token}::uuid, "movedAt" = now()
     WHERE "id" = ${arrivalId}::uuid AND "state" = 'OPENING'
       AND ("claim" IS NULL OR "movedAt" < now() - make_interval(secs => ${ARRIVAL_SILENT_SECONDS}))`;
  if (taken === 0) return null;
  return { arrival: await db.arrival.findUniqueOrThrow({ where: { id: arrivalId } }), token };
}

/** As they are now: who has left the business adds nothing more. */
async function senderOf({ businessId, byUserId }: Arrival): Promise<PersonScope | null> {
  const member = await db.membership.findFirst({
    where: { businessId, userId: byUserId },
    select: { role: true, user: { select: { id: true, name: true } } },
  });
  if (!member || !may(member.role, 'documents.add')) return null;
  return { businessId, actor: { kind: 'person', userId: member.user.id, name: member.user.name, role: member.role } };
}

async function fail(arrival: Arrival, problem: string): Promise<true> {
  await db.$transaction(async (transaction) => {
    await transaction.arrival.update({ where: { id: arrival.id }, data: { state: 'FAILED', problem, claim: null } });
    await noteDiscarded(transaction, [arrivalKey(arrival)]);
  });
  return true;
}

type Turn = {
  arrival: Arrival;
  token: string;
  bytes: RandomBytes;
  file: ZipEntryFound;
  place: number;
  signal: AbortSignal | undefined;
};

async function addOne(scope: PersonScope, { arrival, token, bytes, file, place, signal }: Turn): Promise<void> {
  const { workspace, owner, id: arrivalId } = arrival;
  const way = splitWays.find((each) => each === arrival.way) ?? 'file';
  const fileName = entryTitle(file.name);
  /** In the transaction that keeps what became of the file: so that it is seen to once. */
  const note = async (transaction: Db, held = 0) => {
    const { count } = await transaction.arrival.updateMany({
      where: { id: arrivalId, claim: token, done: place },
      data: { done: place + 1, held: { increment: held }, movedAt: new Date() },
    });
    if (count === 0) throw new Stopped();
  };
  const upload = await unpacked(bytes, file);
  if (!upload.ok) return refuse(upload.error);
  const within = { arrivalId, note, noteHeld: (transaction: Db) => note(transaction, 1) };
  const wanted = owner === 'nobody' ? null : (owner ?? undefined);
  // An owner who was archived since keeps nobody's documents back.
  const ownerId = (await firstOwner(scope, wanted)).ok ? wanted : undefined;
  for (let waits = 0; ; waits++) {
    const sent = { workspace, fileName, upload: upload.value, within };
    const added =
      way === 'file'
        ? await addDocument(scope, { ...sent, ownerId })
        : await holdForSplit(scope, { ...sent, owner: ownerId === null ? 'nobody' : (ownerId ?? null) }, way);
    if (added.ok || added.error.code !== 'busy') return;
    if (waits >= MAX_BUSY_WAITS) return refuse({ ...added.error, code: 'stayedBusy' });
    if (signal?.aborted) throw new Stopped();
    await setTimeout(BUSY_WAIT_MS, undefined, { signal }).catch(() => undefined);
    await db.arrival.updateMany({ where: { id: arrivalId, claim: token }, data: { movedAt: new Date() } });
  }

  async function refuse(refusal: Failure): Promise<void> {
    await db.$transaction(async (transaction) => {
      const sent = { workspace, fileName, byteSize: file.size, method: 'archive', arrivalId } as const;
      await recordRefused(transaction, scope, sent, refusal);
      await note(transaction);
    });
  }
}

async function unpacked(bytes: RandomBytes, file: ZipEntryFound): Promise<Result<Upload>> {
  if (file.fault) return failure(file.fault, faults[file.fault]);
  if (file.size > MAX_DOCUMENT_BYTES) return failure('tooLarge', refusalMessages.tooLarge);
  const parts: Buffer[] = [];
  const hash = createHash('sha256');
  try {
    for await (const part of unzipped(bytes, file)) {
      parts.push(part);
      hash.update(part);
    }
  } catch (error) {
    if (error instanceof BrokenZip) return failure('broken', faults.broken);
    throw error;
  }
  return ok({ bytes: Buffer.concat(parts), sha256: hash.digest('hex') });
}
