import { db } from '#lib/db.ts';
import { afterAnswer, afterSilence } from '#lib/domain/publication/dispatch.ts';
import { MAX_ATTACHMENT_ATTEMPTS } from '#lib/domain/publication/publication.ts';
import type { AttachmentFile, Ledger } from '#lib/ledger/ledger.ts';
import type { LedgerError, LedgerReason } from '#lib/ledger/ledger-error.ts';
import { log } from '#lib/log.ts';
import type { Dispatch, Publication } from '#prisma/generated/client.ts';
import { meaningOf, reasonsOf, writing } from './answer.ts';
import { attachmentFile } from './attachment-file.ts';
import { databaseNow, hashOf, markSent, recordDispatch, storeDispatch } from './dispatches.ts';
import type { Lease } from './lease.ts';
import { recordAttached, recordAttachmentDelayed, recordNotAttached } from './record.ts';

type Target = Parameters<Ledger['attach']>[0];

/**
 * Attaches the document to what was posted from it: a request of its own, tried again alone, that never posts anything.
 * Gives the error when the ledger takes no more calls for now.
 */
export async function attachDocument(
  ledger: Ledger,
  lease: Lease,
  publication: Publication,
): Promise<LedgerError | null> {
  const file = await readFile(ledger, publication);
  if (!file) return giveUpOrDelay(publication, null);
  const refusal = refusedBeforehand(file, ledger);
  if (refusal) {
    await db.$transaction((transaction) => recordNotAttached(transaction, publication, [refusal]));
    return null;
  }
  if (!publication.ledgerId) throw new Error(`Publication ${publication.id} is posted without an id at the ledger`);
  const target = { kind: publication.kind, ledgerId: publication.ledgerId };
  const earlier = await unanswered(ledger, publication, file);
  if (earlier?.mustLookUp) {
    const there = await isAttached(ledger, target, file);
    if (!there.ok) return notAttached(publication, there.error);
    if (there.value) return attached(publication, file, earlier.dispatch);
    await db.dispatch.update({ where: { id: earlier.dispatch.id }, data: { state: 'VOID' } });
  }
  const dispatch = earlier && !earlier.mustLookUp ? earlier.dispatch : await store(lease, publication, file);
  return send(ledger, lease, publication, target, file, dispatch);
}

/** Null, and logged, when the document can't be read just now. */
async function readFile(ledger: Ledger, publication: Publication): Promise<AttachmentFile | null> {
  try {
    return await attachmentFile(publication, ledger.capabilities);
  } catch (error) {
    log.error({ err: error, publicationId: publication.id }, 'could not read the document to attach');
    return null;
  }
}

function refusedBeforehand(file: AttachmentFile, { capabilities }: Ledger): LedgerReason | null {
  const reason = (code: LedgerReason['code'], message: string) => ({
    code,
    field: null,
    line: null,
    message,
    ledgerText: '',
  });
  if (file.bytes.length > capabilities.attachmentMaxBytes) {
    const megabytes = Math.floor(capabilities.attachmentMaxBytes / 1_000_000);
    return reason(
      'attachmentTooLarge',
      `The document is larger than the ${megabytes} MB that can be attached. Attach a smaller copy to the bill by hand; the original stays here.`,
    );
  }
  if (!capabilities.attachmentMimeTypes.includes(file.mimeType)) {
    return reason(
      'attachmentTypeUnsupported',
      'Files of this kind can’t be attached. Attach a PDF of it to the bill by hand; the original stays here.',
    );
  }
  return null;
}

/** An earlier try whose answer got lost: the same key while it holds, afterwards a look at what is attached. */
async function unanswered(
  ledger: Ledger,
  publication: Publication,
  file: AttachmentFile,
): Promise<{ dispatch: Dispatch; mustLookUp: boolean } | null> {
  const dispatch = await db.dispatch.findFirst({
    where: {
      kind: 'ATTACHMENT',
      state: { in: ['SENT', 'UNCERTAIN'] },
      members: { some: { publicationId: publication.id } },
    },
    orderBy: { createdAt: 'desc' },
  });
  if (!dispatch) return null;
  const next = afterSilence(dispatch, ledger.capabilities.idempotencyKeyLifeMs, await databaseNow());
  return { dispatch, mustLookUp: next.move !== 'resend' || dispatch.bodyHash !== hashOf(file) };
}

async function isAttached(ledger: Ledger, target: Target, file: AttachmentFile) {
  const listed = await ledger.attachments(target);
  if (!listed.ok) return listed;
  return { ok: true as const, value: listed.value.some(({ byteSize }) => byteSize === file.bytes.length) };
}

function store(lease: Lease, publication: Publication, file: AttachmentFile): Promise<Dispatch> {
  const { id, businessId } = publication;
  return storeDispatch(lease, { businessId, kind: 'ATTACHMENT', publicationIds: [id], content: file });
}

async function send(
  ledger: Ledger,
  lease: Lease,
  publication: Publication,
  target: Target,
  file: AttachmentFile,
  dispatch: Dispatch,
): Promise<LedgerError | null> {
  const { isResend } = await markSent(lease, dispatch.id, [publication.id]);
  const answer = await writing(() => ledger.attach(target, file, dispatch.idempotencyKey));
  if (answer.ok) return attached(publication, file, dispatch);
  const { error } = answer;
  const verdict = afterAnswer(meaningOf(error), { isResend, documents: 1 });
  await db.$transaction((transaction) => recordDispatch(transaction, dispatch.id, verdict.dispatch, error));
  return notAttached(publication, error);
}

/** What a call in vain means: nothing more for now, another try later, or the end. */
async function notAttached(publication: Publication, error: LedgerError): Promise<LedgerError | null> {
  switch (meaningOf(error)) {
    case 'turnedAway':
      return error;
    case 'silence':
      return giveUpOrDelay(publication, error);
    case 'requestRefused': {
      const reasons = error.kind === 'missing' ? [targetGone] : reasonsOf(error);
      await db.$transaction((transaction) => recordNotAttached(transaction, publication, reasons));
      return null;
    }
  }
}

async function attached(publication: Publication, file: AttachmentFile, dispatch: Dispatch): Promise<null> {
  await db.$transaction(async (transaction) => {
    await recordAttached(transaction, publication, { fileName: file.fileName });
    await recordDispatch(transaction, dispatch.id, 'ANSWERED');
  });
  return null;
}

async function giveUpOrDelay(publication: Publication, error: LedgerError | null): Promise<null> {
  await db.$transaction(async (transaction) => {
    if (publication.attachmentAttempts + 1 < MAX_ATTACHMENT_ATTEMPTS) {
      await recordAttachmentDelayed(transaction, publication);
    } else {
      const reasons = error ? reasonsOf(error) : [unreadable];
      await recordNotAttached(transaction, publication, reasons);
    }
  });
  return null;
}

const targetGone: LedgerReason = {
  code: 'other',
  field: null,
  line: null,
  message: 'What was published is no longer in the accounting software, so there is nothing to attach the document to.',
  ledgerText: '',
};

const unreadable: LedgerReason = {
  code: 'other',
  field: null,
  line: null,
  message: 'The stored document could not be read. An administrator finds the cause in the log.',
  ledgerText: '',
};
