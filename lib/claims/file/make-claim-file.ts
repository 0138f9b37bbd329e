import { createHash, randomUUID } from 'node:crypto';
import { liveConnection } from '#lib/connections/business-connection.ts';
import { type Db, db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import { announce } from '#lib/events/announce.ts';
import { capabilitiesOf, storedLedger } from '#lib/ledger/ledgers.ts';
import { noteDiscarded } from '#lib/storage/discard-files.ts';
import { storage } from '#lib/storage/open-storage.ts';
import type { ClaimFile, Prisma } from '#prisma/generated/client.ts';
import { type LoadedClaim, loadClaim } from '../load-claims.ts';
import { publishPrepared } from '../publish-prepared.ts';
import { type ClaimPaper, pagesOf, papersKey } from './claim-paper.ts';
import { claimPdf } from './claim-pdf.ts';
import { papersOf } from './file-state.ts';

const NOTE_EVERY_MS = 1_000;
/** Whoever is silent for so long has died. */
export const FILE_SILENT_SECONDS = 60;
const MAX_TRIES = 3;
/** Without books nothing limits it: as large as any ledger takes. */
const USUAL_MAX_BYTES = 20_000_000;
/** A claim that is changed again and again while its file is made. */
const MAX_ROUNDS = 5;

/** Thrown where it is not ours to go on with, or the worker ends. */
class Stopped extends Error {}

/**
 * Makes the PDFs of a claim, one of each bill, and attaches them to those, unless somebody else does; then publishes it where
 * that was asked for. What changed meanwhile is made anew. Returns false when it has to be gone on with later.
 */
export async function makeClaimFile(claimId: string, { signal }: { signal?: AbortSignal } = {}): Promise<boolean> {
  const claimed = await claimFile(claimId);
  if (!claimed) return true;
  const { file, businessId } = claimed;
  const scope = { businessId, actor: intray };
  if (file.tries > MAX_TRIES) return end(file, businessId, { state: 'FAILED', problem: 'unexpected' });
  try {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const claim = await loadClaim(scope, { id: claimId, businessId, deletedAt: null });
      if (!claim) return end(file, businessId, { state: 'CANCELLED' });
      const papers = await papersOf(claim);
      const madeOf = papersKey(papers);
      if (round > 0 && madeOf === (await db.claimFile.findUniqueOrThrow({ where: { claimId } })).madeOf) break;
      await make(claim, papers, { file, signal, madeOf });
    }
    await end(file, businessId, { state: 'DONE' });
  } catch (error) {
    if (error instanceof Stopped) return !(signal?.aborted && (await release(file, file.tries - 1)));
    await release(file, file.tries);
    throw error;
  }
  await publishPrepared(businessId, claimId);
  return true;
}

async function claimFile(claimId: string): Promise<{ file: ClaimFile; businessId: string } | null> {
  const token = randomUUID();
  const taken = await db.$executeRaw`
    UPDATE "ClaimFile" SET "claim" = ${token}::uuid, "tries" = "tries" + 1, "done" = 0, "movedAt" = now()
     WHERE "claimId" = ${claimId}::uuid AND "state" = 'RUNNING'
       AND ("claim" IS NULL OR "movedAt" < now() - make_interval(secs => ${FILE_SILENT_SECONDS}))`;
  if (taken !== 1) return null;
  const found = await db.claimFile.findFirst({
    where: { claimId, claim: token },
    include: { ofClaim: { select: { businessId: true } } },
  });
  if (!found) return null;
  const { ofClaim, ...file } = found;
  return { file, businessId: ofClaim.businessId };
}

async function release({ claimId, claim }: ClaimFile, tries: number): Promise<boolean> {
  const { count } = await db.claimFile.updateMany({
    where: { claimId, claim, state: 'RUNNING' },
    data: { claim: null, tries },
  });
  return count > 0;
}

async function end(
  { claimId, claim }: ClaimFile,
  businessId: string,
  how: { state: 'DONE' | 'FAILED' | 'CANCELLED'; problem?: string },
): Promise<true> {
  await db.$transaction(async (transaction) => {
    await transaction.claimFile.updateMany({
      where: { claimId, claim },
      data: {
        ...{ state: how.state, problem: how.problem ?? null, claim: null, movedAt: new Date() },
        // Without its documents nothing is published.
        ...(how.state === 'FAILED' && { publishProblem: fileFailed }),
        ...(how.state !== 'DONE' && { publishById: null }),
      },
    });
    await announce(transaction, { businessId, topic: 'items', id: null });
  });
  return true;
}

const fileFailed =
  'Its PDF could not be made, so nothing was published. Publish it again; if it happens again, look at the documents of its items.';

/** A PDF of each bill, in place of the one that it had. */
async function make(
  claim: LoadedClaim,
  papers: readonly ClaimPaper[],
  { file, signal, madeOf }: { file: ClaimFile; signal: AbortSignal | undefined; madeOf: string },
): Promise<void> {
  const { businessId, id: claimId } = claim.row;
  const connection = await liveConnection(db, businessId);
  const maxBytes = connection ? capabilitiesOf(storedLedger(connection)).attachmentMaxBytes : USUAL_MAX_BYTES;
  const note = follow(file, signal);
  await db.claimFile.updateMany({ where: { claimId, claim: file.claim }, data: { pages: pagesOf(papers), done: 0 } });
  let done = 0;
  for (const paper of papers) {
    const storageKey = `${businessId}/originals/${randomUUID()}`;
    const size = { pages: 0 };
    const hash = createHash('sha256');
    const onPage = async () => note(++done);
    const parts = hashed(claimPdf(paper, { asker: businessId, maxBytes, onPage }, size), hash);
    try {
      const byteSize = await storage().putParts(storageKey, parts);
      await note(done);
      await attach(paper, {
        ...{ businessId, storageKey, byteSize, fileName: paper.fileName, mimeType: 'application/pdf' },
        ...{ pageCount: size.pages, sha256: hash.digest('hex') },
      });
    } catch (error) {
      await storage().remove(storageKey);
      throw error;
    }
  }
  const { count } = await db.claimFile.updateMany({ where: { claimId, claim: file.claim }, data: { madeOf } });
  if (count === 0) throw new Stopped();
}

async function* hashed(parts: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const part of parts) {
    hash.update(part);
    yield part;
  }
}

/** Notes how many pages are drawn, now and then, and stops when it is no longer ours. */
function follow({ claimId, claim }: ClaimFile, signal: AbortSignal | undefined) {
  let notedAt = performance.now();
  return async (done: number) => {
    if (signal?.aborted) throw new Stopped();
    if (performance.now() - notedAt < NOTE_EVERY_MS) return;
    notedAt = performance.now();
    const { count } = await db.claimFile.updateMany({
      where: { claimId, claim, state: 'RUNNING' },
      data: { done, movedAt: new Date() },
    });
    if (count === 0) throw new Stopped();
  };
}

type NewDocument = Prisma.DocumentUncheckedCreateInput;

async function attach({ billId }: ClaimPaper, document: NewDocument): Promise<void> {
  await db.$transaction(async (transaction) => {
    const former = await transaction.document.findMany({
      where: { items: { some: { itemId: billId } } },
      select: { id: true, storageKey: true },
    });
    await transaction.document.deleteMany({ where: { id: { in: former.map(({ id }) => id) } } });
    await noteDiscarded(
      transaction,
      former.map(({ storageKey }) => storageKey),
    );
    const { id } = await transaction.document.create({ data: document, select: { id: true } });
    await transaction.itemDocument.create({ data: { itemId: billId, documentId: id, position: 0 } });
    for (const gone of former) await followInShares(transaction, document.businessId, gone.id, id);
  });
}

/** Links that show the former PDF show this one from now on: they would show none else. */
async function followInShares(transaction: Db, businessId: string, former: string, documentId: string): Promise<void> {
  await transaction.$executeRaw`
    UPDATE "Share" SET "items" = replace("items"::text, ${former}, ${documentId})::jsonb
     WHERE "businessId" = ${businessId}::uuid AND "expiresAt" > now() AND strpos("items"::text, ${former}) > 0`;
}
