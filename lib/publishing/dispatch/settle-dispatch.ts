import { db } from '#lib/db.ts';
import { afterAnswer, afterSilence } from '#lib/domain/publication/dispatch.ts';
import type { LedgerError } from '#lib/ledger/ledger-error.ts';
import type { Dispatch } from '#prisma/generated/client.ts';
import { fence } from '../lease.ts';
import type { OpenStep } from '../open-step.ts';
import { recordPending } from '../record.ts';
import { isTurnedAway } from './answer.ts';
import { concludeDone, concludeFailed, concludeUncertain } from './conclude.ts';
import { sendRequest } from './send-request.ts';
import type { Drain, LookedUp, Member, StepRules } from './step-rules.ts';
import { databaseNow, isOfThisVersion, markSent, publicationIdsOf, recordDispatch } from './stored-dispatch.ts';

/** A request whose answer nobody recorded, with those of its steps that are still to be settled. */
export type Unsettled = { dispatch: Dispatch; memberCount: number; steps: OpenStep[] };

/**
 * Finds out what became of a request whose answer nobody recorded: its worker died, or the answer got lost.
 * lib/domain/publication/dispatch.ts decides how. Gives the error when the ledger takes no more calls for now.
 */
export async function settleDispatch<T, R>(
  drain: Drain,
  rules: StepRules<T, R>,
  { dispatch, memberCount, steps }: Unsettled,
): Promise<LedgerError | null> {
  const now = await databaseNow();
  const next = (isRepeatable: boolean) =>
    afterSilence({ ...dispatch, isRepeatable }, drain.ledger.capabilities.idempotencyKeyLifeMs, now);
  if (next(true).move === 'void') return forget(drain, dispatch, steps);

  const subjects = await rules.subjects(drain, steps);
  const members = steps.map((step, index) => ({ step, subject: subjects[index] ?? null }));
  const readable = members.filter((member): member is Member<T & NonNullable<T>> => member.subject !== null);
  const isRepeatable =
    isOfThisVersion(dispatch) && readable.length === steps.length && rules.isWhole(dispatch, readable, memberCount);
  const decided = next(isRepeatable);
  switch (decided.move) {
    case 'void':
      return forget(drain, dispatch, steps);
    case 'wait':
      await waitUntil(drain, dispatch, steps, decided.until);
      return null;
    case 'resend':
      return sendRequest(drain, rules, await markSent(drain.lease, dispatch, steps), readable);
    case 'lookUp':
      return lookUp(drain, rules, dispatch, members);
  }
}

async function forget({ lease }: Drain, dispatch: Dispatch, steps: OpenStep[]): Promise<null> {
  await db.$transaction(async (transaction) => {
    await fence(transaction, lease, publicationIdsOf(steps));
    for (const step of steps) await recordPending(transaction, step, { spendsAttempt: false });
    await recordDispatch(transaction, dispatch.id, 'VOID');
  });
  return null;
}

async function waitUntil({ lease }: Drain, dispatch: Dispatch, steps: OpenStep[], until: Date): Promise<void> {
  await db.$transaction(async (transaction) => {
    await fence(transaction, lease, publicationIdsOf(steps));
    for (const step of steps) await concludeUncertain(transaction, step, until);
    await recordDispatch(transaction, dispatch.id, 'UNCERTAIN');
  });
}

/** A search that the ledger refuses is not made at every turn, which would use up the day's calls. */
const SEARCH_AGAIN_MS = 5 * 60_000;

const wasSent = { isResend: false, things: 1 };

/** Each step is looked up by itself and recorded at once, so that a search cut short is not begun anew. */
async function lookUp<T, R>(
  drain: Drain,
  rules: StepRules<T, R>,
  dispatch: Dispatch,
  members: Member<T | null>[],
): Promise<LedgerError | null> {
  for (const [index, { step, subject }] of members.entries()) {
    const found: Awaited<ReturnType<typeof rules.lookUp>> =
      subject === null
        ? { ok: true, value: { found: 'refused', reasons: [rules.unreadable] } }
        : await rules.lookUp(drain, { step, subject }, dispatch);
    if (!found.ok) {
      const { error } = found;
      const until = 'until' in error ? error.until : new Date(Date.now() + (isTurnedAway(error) ? 0 : SEARCH_AGAIN_MS));
      const left = members.slice(index).map((member) => member.step);
      await waitUntil(drain, dispatch, left, until);
      return isTurnedAway(error) ? error : null;
    }
    await recordLookedUp(drain, rules, step, found.value);
  }
  const done = await db.publicationStep.count({
    where: { dispatches: { some: { dispatchId: dispatch.id } }, state: 'DONE' },
  });
  await db.$transaction((transaction) =>
    recordDispatch(transaction, dispatch.id, afterAnswer(done > 0 ? 'done' : 'absent', wasSent).dispatch),
  );
  return null;
}

async function recordLookedUp<T, R>(
  { lease }: Drain,
  rules: StepRules<T, R>,
  step: OpenStep,
  looked: LookedUp<R>,
): Promise<void> {
  await db.$transaction(async (transaction) => {
    await fence(transaction, lease, [step.publicationId]);
    switch (looked.found) {
      case 'done':
        return concludeDone(transaction, rules, { step, result: looked.result });
      case 'refused':
        return concludeFailed(transaction, rules, step, looked.reasons, 'ledger');
      case 'absent':
        // Sent anew under a new key, but not for ever.
        if (step.attempts + 1 < rules.maxAttempts) return recordPending(transaction, step, { spendsAttempt: true });
        return concludeFailed(transaction, rules, step, [rules.noVerdict], 'ledger');
    }
  });
}
