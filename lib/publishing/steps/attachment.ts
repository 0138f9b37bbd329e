import { db } from '#lib/db.ts';
import { ok } from '#lib/domain/result.ts';
import type { AttachmentFile, DocumentTarget, Ledger } from '#lib/ledger/ledger.ts';
import type { LedgerReason } from '#lib/ledger/ledger-error.ts';
import { log } from '#lib/log.ts';
import { reason, reasonsOf } from '../dispatch/answer.ts';
import { concludeFailed } from '../dispatch/conclude.ts';
import type { StepRules } from '../dispatch/step-rules.ts';
import { hashOf } from '../dispatch/stored-dispatch.ts';
import type { OpenStep } from '../open-step.ts';
import { type EventLine, recordEvent } from '../publication-events.ts';
import { recordPending } from '../record.ts';
import { attachmentFile, type DocumentsOfItem, documentsOf } from './attachment-file.ts';
import { writing } from './following.ts';

type Subject = { target: DocumentTarget; file: AttachmentFile & { isSmaller: boolean } };
type Attached = { fileName: string; isSmaller: boolean };

const MAX_ATTEMPTS = 5;
/** A document that can't be read just now, as when the storage is away, is tried again then. */
const UNREADABLE_PAUSE_MS = 10 * 60_000;

const unreadable = reason('The stored document could not be read. An administrator finds the cause in the log.');

/**
 * The original documents of what was posted: requests of their own, tried again alone, that never post anything. One
 * whose answer got lost is looked for among the files that are attached.
 */
export const attachment: StepRules<Subject, Attached> = {
  kind: 'ATTACHMENT',
  isOneThing: true,
  maxAttempts: MAX_ATTEMPTS,
  noVerdict: reason('The accounting software did not take the document, and said nothing about why.'),
  unreadable,

  // One at a time, so that few files are in memory at once.
  async *plan({ ledger }, steps) {
    const documents = await documentsOf(steps.map(({ publication }) => publication.itemId));
    for (const step of steps) {
      const subject = await subjectOf(ledger, step, documents);
      const refusal = subject && refusedBeforehand(subject.file, ledger);
      if (!subject) await delayOrGiveUp(step);
      else if (refusal) {
        await db.$transaction((transaction) => concludeFailed(transaction, attachment, step, [refusal], 'rules'));
      } else yield ok({ members: [{ step, subject }], content: subject.file });
    }
  },

  async subjects({ ledger }, steps) {
    const documents = await documentsOf(steps.map(({ publication }) => publication.itemId));
    return Promise.all(steps.map((step) => subjectOf(ledger, step, documents)));
  },

  isWhole: ({ bodyHash }, members) => members.every(({ subject }) => hashOf(subject.file) === bodyHash),

  async send(ledger, members, { idempotencyKey }) {
    const subject = members[0]?.subject;
    if (!subject) throw new Error('A request for an attachment holds none');
    const answer = await ledger.attach(subject.target, subject.file, idempotencyKey);
    return answer.ok ? ok([{ ok: true, result: asAttached(subject.file) }]) : answer;
  },

  async lookUp({ ledger }, { subject: { target, file } }) {
    const listed = await ledger.attachments(target);
    if (!listed.ok) return listed.error.kind === 'missing' ? ok({ found: 'refused', reasons: [targetGone] }) : listed;
    const name = ledger.attachmentName(file);
    const isThere = listed.value.some((each) => each.fileName === name && each.byteSize === file.bytes.length);
    return ok(isThere ? { found: 'done', result: asAttached(file) } : { found: 'absent' });
  },

  reasonsOf: (error) => reasonsOf(error, targetGone),
  ledgerIdOf: () => null,

  told: (_step, attached) => asLine(attached),
  done: writing((_step, attached) => asLine(attached)),

  /** The document stays unattached until a person asks to try again. */
  failed: (transaction, { publication }, reasons) =>
    recordEvent(transaction, publication, 'attachmentFailed', { reasons }),
};

const asLine = (attached: Attached): EventLine => ({ kind: 'attached', detail: attached });

const asAttached = ({ fileName, isSmaller }: Subject['file']): Attached => ({ fileName, isSmaller });

/** Null, and logged, when the document can't be read just now. */
async function subjectOf(
  ledger: Ledger,
  { publication, subjectId }: OpenStep,
  documents: Map<string, DocumentsOfItem>,
): Promise<Subject | null> {
  const { id, itemId, kind, ledgerId, operation, item } = publication;
  if (!ledgerId) throw new Error(`Publication ${id} is posted without an id at the ledger`);
  try {
    if (subjectId === null) throw new Error('The document is gone');
    const file = await attachmentFile(documents.get(itemId) ?? [], subjectId, ledger);
    // What somebody attached there by hand may have the same name, and would give way to it.
    const fileName = operation === 'ATTACH' ? `Item ${item.number} ${file.fileName}` : file.fileName;
    return { target: { kind, ledgerId }, file: { ...file, fileName } };
  } catch (error) {
    log.error({ err: error, publicationId: id }, 'could not read the document to attach');
    return null;
  }
}

function refusedBeforehand(file: AttachmentFile, { capabilities }: Ledger): LedgerReason | null {
  if (file.bytes.length > capabilities.attachmentMaxBytes) {
    const megabytes = Math.floor(capabilities.attachmentMaxBytes / 1_000_000);
    return reason(
      `The document is larger than the ${megabytes} MB that can be attached, and so is every copy that could still be read. Attach a smaller copy to it there by hand; the original stays here.`,
      { code: 'attachmentTooLarge' },
    );
  }
  if (!capabilities.attachmentMimeTypes.includes(file.mimeType)) {
    return reason('Files of this kind can’t be attached. Attach a PDF of it there by hand; the original stays here.', {
      code: 'attachmentTypeUnsupported',
    });
  }
  return null;
}

async function delayOrGiveUp(step: OpenStep): Promise<void> {
  await db.$transaction(async (transaction) => {
    if (step.attempts + 1 < MAX_ATTEMPTS) {
      const notBefore = new Date(Date.now() + UNREADABLE_PAUSE_MS);
      await recordPending(transaction, step, { spendsAttempt: true, notBefore });
    } else await concludeFailed(transaction, attachment, step, [unreadable], 'rules');
  });
}

const targetGone = reason(
  'What was published is no longer in the accounting software, so there is nothing to attach the document to.',
);
