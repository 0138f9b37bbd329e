import { db } from '#lib/db.ts';
import type { Settlement } from '#lib/domain/publication/life.ts';
import { fail, ok } from '#lib/domain/result.ts';
import type { DocumentTarget, Ledger, SettlementInBooks } from '#lib/ledger/ledger.ts';
import type { LedgerError, LedgerReason } from '#lib/ledger/ledger-error.ts';
import { isTurnedAway, reason, reasonsOf } from '../dispatch/answer.ts';
import { concludeDone, concludeFailed } from '../dispatch/conclude.ts';
import type { StepRules } from '../dispatch/step-rules.ts';
import type { OpenStep } from '../open-step.ts';
import { recordEvent } from '../publication-events.ts';
import { recordPending } from '../record.ts';
import { readLife } from '../stored-life.ts';
import { refusePublication } from './refuse-publication.ts';

type Subject = {
  target: DocumentTarget;
  /** Its id at the ledger: the payment's, or of a credit that of the note or of what it is allocated to. */
  settlementId: string;
  /** As the ledger has it; null where it has it no longer. */
  settlement: SettlementInBooks | null;
};

/** A ledger that can't be asked what it holds is asked again then. */
const READ_AGAIN_MS = 5 * 60_000;
const MAX_ATTEMPTS = 3;

/**
 * Payments and allocations of a document that is to end, taken back one by one, those alone that whoever asked was
 * shown. Before the first of them all are looked at: where one can't be taken back, or another has come since, nothing is.
 */
export const undo: StepRules<Subject, null> = {
  kind: 'UNDO',
  isOneThing: true,
  maxAttempts: MAX_ATTEMPTS,
  noVerdict: reason(
    'The accounting software broke down over taking a payment back, and said nothing about why. We looked, and the ' +
      'payment is still there. Try again later.',
  ),
  unreadable: reason('What was to be taken back can no longer be read after an upgrade. Look at it, then ask again.'),

  async *plan(drain, steps) {
    for (const step of steps) {
      const target = targetOf(step);
      const found = await drain.ledger.settlements(target);
      if (!found.ok) {
        if (isTurnedAway(found.error)) yield fail(found.error);
        await refuseOrDelay(step, found.error);
        continue;
      }
      const obstacles = await obstaclesOf(step, found.value);
      const settlementId = step.subjectId ?? '';
      const settlement = found.value.find(({ ledgerId }) => ledgerId === settlementId) ?? null;
      if (obstacles.length > 0) {
        await db.$transaction((transaction) => concludeFailed(transaction, undo, step, obstacles, 'ledger'));
      } else if (!settlement) {
        await db.$transaction((transaction) => concludeDone(transaction, undo, { step, result: null }));
      } else {
        const subject = { target, settlementId, settlement };
        yield ok({ members: [{ step, subject }], content: { body: drain.ledger.takeBackBody(settlement) } });
      }
    }
  },

  subjects: ({ ledger }, steps) => Promise.all(steps.map((step) => subjectOf(ledger, step))),

  isWhole: (_dispatch, members) => members.every(({ subject }) => subject.settlement !== null),

  async send(ledger, members, { idempotencyKey, body }) {
    const settlement = members[0]?.subject.settlement;
    if (!settlement || body === null) throw new Error('A request to take something back holds nothing');
    const answer = await ledger.takeBack(settlement, { idempotencyKey, body });
    return answer.ok ? ok([{ ok: true, result: null }]) : answer;
  },

  async lookUp({ ledger }, { subject: { target, settlementId } }) {
    const found = await ledger.settlements(target);
    if (!found.ok) return found.error.kind === 'missing' ? ok({ found: 'done', result: null }) : found;
    const isThere = found.value.some(({ ledgerId }) => ledgerId === settlementId);
    return ok(isThere ? { found: 'absent' } : { found: 'done', result: null });
  },

  reasonsOf: (error) => reasonsOf(error, gone),
  ledgerIdOf: () => null,

  /** What it settled is owed again, whatever becomes of the rest: that is read once more soon. */
  async done(transaction, { publication, subjectId }) {
    if (publication.supersedesId !== null) {
      const lookAt = new Date();
      await transaction.publication.update({ where: { id: publication.supersedesId }, data: { lookAt } });
    }
    const removed = settlementsKnown(publication).filter(({ ledgerId }) => ledgerId === subjectId);
    await recordEvent(transaction, publication, 'settlementTakenBack', { removed });
  },

  failed: (transaction, { publication }, reasons, by) => refusePublication(transaction, publication, reasons, by),
};

function targetOf({ publication: { id, kind, supersedes } }: OpenStep): DocumentTarget {
  if (!supersedes?.ledgerId) throw new Error(`Publication ${id} ends nothing that is at the ledger`);
  return { kind, ledgerId: supersedes.ledgerId };
}

function settlementsKnown({ supersedes }: OpenStep['publication']): Settlement[] {
  return (supersedes && readLife(supersedes)?.settlements) ?? [];
}

/** Where the ledger can't be asked, a payment's own id is all that its request needs. */
async function subjectOf(ledger: Ledger, step: OpenStep): Promise<Subject> {
  const target = targetOf(step);
  const settlementId = step.subjectId ?? '';
  const known = settlementsKnown(step.publication).find(({ ledgerId }) => ledgerId === settlementId);
  if (known?.kind === 'payment') {
    const settlement = { kind: known.kind, ledgerId: settlementId, allocation: null, obstacle: null };
    return { target, settlementId, settlement };
  }
  const found = await ledger.settlements(target);
  const settlement = found.ok ? found.value.find(({ ledgerId }) => ledgerId === settlementId) : undefined;
  return { target, settlementId, settlement: settlement ?? null };
}

async function obstaclesOf({ publicationId }: OpenStep, found: readonly SettlementInBooks[]): Promise<LedgerReason[]> {
  const asked = await db.publicationStep.findMany({
    where: { publicationId, kind: 'UNDO' },
    select: { subjectId: true },
  });
  const ids = new Set(asked.map(({ subjectId }) => subjectId));
  const texts = found.flatMap(({ ledgerId, obstacle }) => obstacle ?? (ids.has(ledgerId) ? [] : newcomer));
  return [...new Set(texts)].map((text) => reason(`${text} Nothing more was changed.`));
}

const newcomer = 'A payment or credit that was not shown has come to it since. Reload the page and look at it again.';

async function refuseOrDelay(step: OpenStep, error: LedgerError): Promise<void> {
  await db.$transaction(async (transaction) => {
    if (error.kind === 'missing' || step.attempts + 1 >= MAX_ATTEMPTS) {
      await concludeFailed(transaction, undo, step, reasonsOf(error, gone), 'ledger');
    } else {
      const notBefore = new Date(Date.now() + READ_AGAIN_MS);
      await recordPending(transaction, step, { spendsAttempt: true, notBefore });
    }
  });
}

const gone: LedgerReason = reason(
  'What was published is no longer in the accounting software, so there is nothing to take back.',
);
