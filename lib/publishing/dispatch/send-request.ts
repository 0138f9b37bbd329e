import { db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import { afterAnswer, backoffMs } from '#lib/domain/publication/dispatch.ts';
import type { Result } from '#lib/domain/result.ts';
import { type HeardAnswer, hearing } from '#lib/ledger/heard-answer.ts';
import type { LedgerError, LedgerReason } from '#lib/ledger/ledger-error.ts';
import { startRefresh } from '#lib/lists/start-refresh.ts';
import type { Dispatch } from '#prisma/generated/client.ts';
import { recordPending } from '../record.ts';
import { recordLastDone } from '../record-last-done.ts';
import { isTurnedAway, meaningOf, showsStaleLists, unlessLapsed, writing } from './answer.ts';
import { concludeDone, concludeFailed, concludeUncertain } from './conclude.ts';
import type { Drain, Member, Outcome, StepRules } from './step-rules.ts';
import { recordDispatch, sendsOf } from './stored-dispatch.ts';

/**
 * Sends a request that was stored as sent, for the first time or again, and records at once what its answer means for
 * each of its steps. Gives the error when the ledger takes no more calls for now, so that the drain stops.
 */
export async function sendRequest<T, R>(
  { ledger, lease }: Drain,
  rules: StepRules<T, R>,
  dispatch: Dispatch,
  members: Member<T>[],
): Promise<LedgerError | null> {
  const { idempotencyKey, body } = dispatch;
  const { value, heard } = await hearing(() => writing(() => rules.send(ledger, members, { idempotencyKey, body })));
  const answer = unlessLapsed(value, new Date());
  const refusals = await record(rules, dispatch, members, { answer, heard });
  if (rules.kind === 'DOCUMENT' && showsStaleLists(refusals)) {
    await startRefresh({ businessId: dispatch.businessId, actor: intray }, lease.connectionId, 'PUBLISH');
  }
  return !answer.ok && isTurnedAway(answer.error) ? answer.error : null;
}

/** All of an answer or nothing: a crash leaves either all of it recorded, or the request to be settled. */
async function record<T, R>(
  rules: StepRules<T, R>,
  dispatch: Dispatch,
  members: Member<T>[],
  told: { answer: Result<Outcome<R>[], LedgerError>; heard: HeardAnswer | null },
): Promise<LedgerReason[]> {
  const { answer, heard } = told;
  const [member, ...others] = members;
  const [outcome] = answer.ok ? answer.value : [];
  if (rules.told && member && others.length === 0 && outcome?.ok) {
    const { step } = member;
    const { result } = outcome;
    const done = { step, ledgerId: rules.ledgerIdOf(result), line: rules.told(step, result) };
    if (await recordLastDone({ ...done, dispatchId: dispatch.id, heard })) return [];
  }
  return recordInFull(rules, dispatch, members, told);
}

async function recordInFull<T, R>(
  rules: StepRules<T, R>,
  dispatch: Dispatch,
  members: Member<T>[],
  { answer, heard }: { answer: Result<Outcome<R>[], LedgerError>; heard: HeardAnswer | null },
): Promise<LedgerReason[]> {
  return db.$transaction(async (transaction) => {
    const refusals: LedgerReason[] = [];
    const refuse = async ({ step }: Member<T>, reasons: LedgerReason[]) => {
      refusals.push(...reasons);
      await concludeFailed(transaction, rules, step, reasons, 'ledger');
    };
    if (answer.ok) {
      const told = members.map((member, index) => ({ member, outcome: answer.value[index] }));
      const done = told.flatMap(({ member: { step }, outcome }) =>
        outcome?.ok ? [{ step, result: outcome.result }] : [],
      );
      if (done.length > 0) await concludeDone(transaction, rules, ...done);
      for (const { member, outcome } of told) if (!outcome?.ok) await refuse(member, outcome?.reasons ?? []);
      await recordDispatch(transaction, dispatch.id, 'ANSWERED', { heard });
      return refusals;
    }
    const { error } = answer;
    const things = rules.isOneThing ? 1 : members.length;
    const verdict = afterAnswer(meaningOf(error), { isResend: dispatch.sends > 1, things });
    const tries = verdict.step === 'UNCERTAIN' && members[0] ? await sendsOf(transaction, members[0].step.id) : 0;
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
