import { db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import { afterAnswer, backoffMs } from '#lib/domain/publication/dispatch.ts';
import type { Result } from '#lib/domain/result.ts';
import { type HeardAnswer, hearing } from '#lib/ledger/heard-answer.ts';
import type { LedgerError, LedgerReason } from '#lib/ledger/ledger-error.ts';
import { startRefresh } from '#lib/lists/start-refresh.ts';
import type { Dispatch } from '#prisma/generated/client.ts';
import { recordPending } from '../record.ts';
import { isTurnedAway, meaningOf, showsStaleLists, writing } from './answer.ts';
import { concludeDone, concludeFailed, concludeUncertain } from './conclude.ts';
import type { Drain, Member, Outcome, StepRules } from './step-rules.ts';
import { markSent, recordDispatch, sendsOf } from './stored-dispatch.ts';

/**
 * Sends a stored request, for the first time or again, and records at once what its answer means for each of its steps.
 * Gives the error when the ledger takes no more calls for now, so that the drain stops.
 */
export async function sendRequest<T, R>(
  { ledger, lease }: Drain,
  rules: StepRules<T, R>,
  dispatch: Dispatch,
  members: Member<T>[],
): Promise<LedgerError | null> {
  const { idempotencyKey, body } = dispatch;
  const steps = members.map(({ step }) => step);
  const { isResend } = await markSent(lease, dispatch.id, steps);
  const { value: answer, heard } = await hearing(() =>
    writing(() => rules.send(ledger, members, { idempotencyKey, body })),
  );
  const refusals = await record(rules, dispatch, members, { answer, isResend, heard });
  if (rules.kind === 'DOCUMENT' && showsStaleLists(refusals)) {
    await startRefresh({ businessId: dispatch.businessId, actor: intray }, lease.connectionId, 'PUBLISH');
  }
  return !answer.ok && isTurnedAway(answer.error) ? answer.error : null;
}

/** One transaction for the whole answer: a crash leaves either all of it recorded, or the request to be settled. */
async function record<T, R>(
  rules: StepRules<T, R>,
  dispatch: Dispatch,
  members: Member<T>[],
  {
    answer,
    isResend,
    heard,
  }: { answer: Result<Outcome<R>[], LedgerError>; isResend: boolean; heard: HeardAnswer | null },
): Promise<LedgerReason[]> {
  const tries = members[0] ? await sendsOf(members[0].step.id) : 0;
  return db.$transaction(async (transaction) => {
    const refusals: LedgerReason[] = [];
    const refuse = async ({ step }: Member<T>, reasons: LedgerReason[]) => {
      refusals.push(...reasons);
      await concludeFailed(transaction, rules, step, reasons, 'ledger');
    };
    if (answer.ok) {
      for (const [index, member] of members.entries()) {
        const outcome = answer.value[index];
        if (outcome?.ok) await concludeDone(transaction, rules, member.step, outcome.result);
        else await refuse(member, outcome?.reasons ?? []);
      }
      await recordDispatch(transaction, dispatch.id, 'ANSWERED', { heard });
      return refusals;
    }
    const { error } = answer;
    const things = rules.isOneThing ? 1 : members.length;
    const verdict = afterAnswer(meaningOf(error), { isResend, things });
    const until = 'until' in error ? error.until : null;
    for (const member of members) {
      const { step } = member;
      if (verdict.step === 'FAILED') await refuse(member, rules.reasonsOf(error));
      else if (verdict.step === 'UNCERTAIN') {
        await concludeUncertain(transaction, step, until ?? new Date(Date.now() + backoffMs(tries)));
      } else {
        await recordPending(transaction, step, { spendsAttempt: verdict.spendsAttempt, notBefore: until });
      }
    }
    await recordDispatch(transaction, dispatch.id, verdict.dispatch, { error, heard });
    return refusals;
  });
}
