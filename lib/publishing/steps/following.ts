import { db } from '#lib/db.ts';
import { ok } from '#lib/domain/result.ts';
import type { DocumentTarget, Followed, Ledger, LedgerResult, StoredRequest } from '#lib/ledger/ledger.ts';
import type { LedgerReason } from '#lib/ledger/ledger-error.ts';
import { log } from '#lib/log.ts';
import { isTurnedAway, reasonsOf } from '../dispatch/answer.ts';
import { concludeFailed } from '../dispatch/conclude.ts';
import type { Drain, StepRules } from '../dispatch/step-rules.ts';
import type { OpenStep } from '../open-step.ts';
import { type EventLine, recordEvent } from '../publication-events.ts';
import { recordPending } from '../record.ts';

/**
 * What there is to send of a step: its body, or why it can't be sent; `later` where something that it needs is still on its
 * way. An error of the ledger's is asked again later too.
 */
export type Asked = LedgerResult<{ body: string } | { refused: LedgerReason[] } | { later: Date }>;

/** What one kind of thing that follows a document has of its own: a payment, an allocation, a note. */
export type Following = Pick<
  StepRules<DocumentTarget, string | null>,
  'kind' | 'noVerdict' | 'unreadable' | 'failed'
> & {
  /** The line of the item's history that says it is done; null where nobody needs to be told. */
  told(step: OpenStep, ledgerId: string | null): EventLine | null;
  /** Said when the document is no longer there. */
  gone: LedgerReason;
  /** The exact body. Throws where the lists lack something. */
  ask(drain: Drain, step: OpenStep): Promise<Awaited<Asked>>;
  send(ledger: Ledger, target: DocumentTarget, request: StoredRequest): LedgerResult<Followed>;
  /** Looks at the document whether what the body asked for is there: its id, `true` for what has none, null if it is not. */
  find(drain: Drain, step: OpenStep, target: DocumentTarget, body: string): LedgerResult<string | true | null>;
};

const MAX_ATTEMPTS = 3;
/** What can't be asked just now is asked again then. */
const ASK_AGAIN_MS = 5 * 60_000;

/**
 * Something that follows a posted document: a request of its own, tried again alone, that never posts the document again.
 * One whose answer got lost is looked for at the document.
 */
export function followingStep(following: Following): StepRules<DocumentTarget, string | null> {
  const rules: StepRules<DocumentTarget, string | null> = {
    kind: following.kind,
    isOneThing: true,
    maxAttempts: MAX_ATTEMPTS,
    noVerdict: following.noVerdict,
    unreadable: following.unreadable,
    told: following.told,
    done: writing(following.told),
    failed: following.failed,

    async *plan(drain, steps) {
      for (const step of steps) {
        const asked = await following.ask(drain, step).catch((error: unknown) => {
          log.error({ err: error, publicationId: step.publicationId }, 'could not build what follows a document');
          return ok({ refused: [following.unreadable] });
        });
        if (!asked.ok) {
          if (isTurnedAway(asked.error)) yield asked;
          const notBefore = 'until' in asked.error ? asked.error.until : new Date(Date.now() + ASK_AGAIN_MS);
          await db.$transaction((transaction) => recordPending(transaction, step, { spendsAttempt: false, notBefore }));
        } else if ('refused' in asked.value) {
          const { refused } = asked.value;
          await db.$transaction((transaction) => concludeFailed(transaction, rules, step, refused, 'rules'));
        } else if ('later' in asked.value) {
          const notBefore = asked.value.later;
          await db.$transaction((transaction) => recordPending(transaction, step, { spendsAttempt: false, notBefore }));
        } else yield ok({ members: [{ step, subject: targetOf(step) }], content: asked.value });
      }
    },

    subjects: async (_drain, steps) => steps.map(targetOf),

    // The stored bytes say all of it.
    isWhole: () => true,

    async send(ledger, members, { idempotencyKey, body }) {
      const target = members[0]?.subject;
      if (!target || body === null) throw new Error('A request for what follows a document holds none');
      const answer = await following.send(ledger, target, { idempotencyKey, body });
      if (!answer.ok) return answer;
      const { value } = answer;
      return ok([value.ok ? { ok: true, result: value.ledgerId } : value]);
    },

    async lookUp(drain, { step, subject }, { body }) {
      if (body === null) return ok({ found: 'refused', reasons: [following.unreadable] });
      const found = await following.find(drain, step, subject, body);
      if (!found.ok) {
        return found.error.kind === 'missing' ? ok({ found: 'refused', reasons: [following.gone] }) : found;
      }
      const { value } = found;
      return ok(value === null ? { found: 'absent' } : { found: 'done', result: value === true ? null : value });
    },

    reasonsOf: (error) => reasonsOf(error, following.gone),
    ledgerIdOf: (ledgerId) => ledgerId,
  };
  return rules;
}

/** Writes the line that says that a step is done, where there is one. */
export function writing<R>(told: (step: OpenStep, result: R) => EventLine | null): StepRules<unknown, R>['done'] {
  return async (transaction, step, result) => {
    const line = told(step, result);
    if (line) await recordEvent(transaction, step.publication, line.kind, line.detail);
  };
}

export function targetOf({ publication: { id, kind, ledgerId } }: OpenStep): DocumentTarget {
  if (!ledgerId) throw new Error(`Publication ${id} is posted without an id at the ledger`);
  return { kind, ledgerId };
}
