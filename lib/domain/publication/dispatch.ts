import type { StepState } from './publication-steps.ts';

/**
 * What the answer to a write request, or its absence, means for the steps in it.
 *
 * A ledger remembers an idempotency key for a while from its first use, errors included. Well inside that time the
 * same key with the same bytes is safe. Later it is not: then the ledger's books are searched first, and only a
 * thing that surely is not there is sent anew, under a new key. In between one waits, so that no request of ours
 * can still be on its way when the books are searched.
 */
export type DispatchState = 'STORED' | 'SENT' | 'ANSWERED' | 'UNCERTAIN' | 'VOID';

/** No send under an old key happens this close to the key's end: longer than the slowest call. */
const RESEND_MARGIN_MS = 120_000;

/** The books are searched only this long after the key's end. */
const SETTLE_MS = 15_000;

export type Move =
  /** It never left: forget it. */
  | { move: 'void' }
  /** The same key and the same bytes. */
  | { move: 'resend' }
  | { move: 'wait'; until: Date }
  /** Search the ledger's books. */
  | { move: 'lookUp' };

/**
 * What to do about a dispatch whose answer nobody recorded. `firstSentAt` is our clock just before the first send. One
 * that can't be repeated byte by byte, such as a form that this version no longer writes, is only looked up.
 */
export function afterSilence(
  dispatch: { state: DispatchState; firstSentAt: Date | null; isRepeatable: boolean },
  keyLifeMs: number,
  now: Date,
): Move {
  if (dispatch.state === 'STORED' || dispatch.firstSentAt === null) return { move: 'void' };
  const sentAt = dispatch.firstSentAt.getTime();
  const mayResend = dispatch.isRepeatable && now.getTime() < sentAt + keyLifeMs - RESEND_MARGIN_MS;
  if (mayResend) return { move: 'resend' };
  const settledAt = new Date(sentAt + keyLifeMs + SETTLE_MS);
  return now < settledAt ? { move: 'wait', until: settledAt } : { move: 'lookUp' };
}

export type Answer =
  /** The ledger did it, or it was found in the books. */
  | 'done'
  /** The ledger refused this one thing. */
  | 'refused'
  /** The ledger refused the request as a whole: which of several things is to blame is not known. */
  | 'requestRefused'
  /** This send was turned away before it could change anything: too many calls, offline, not authorised. */
  | 'turnedAway'
  /** A time-out, a reset, a server error: it may or may not have happened. */
  | 'silence'
  /** The books were searched after the key's end, and it is not there. */
  | 'absent';

export type Verdict = {
  step: Extract<StepState, 'DONE' | 'FAILED' | 'PENDING' | 'UNCERTAIN'>;
  dispatch: DispatchState;
  /** Whether a try was spent on the step itself. A document with one behind it is sent alone. */
  spendsAttempt: boolean;
};

/** What an answer makes of a step and of the dispatch that carried it. */
export function afterAnswer(answer: Answer, request: { isResend: boolean; members: number }): Verdict {
  switch (answer) {
    case 'done':
      return { step: 'DONE', dispatch: 'ANSWERED', spendsAttempt: true };
    case 'refused':
      return { step: 'FAILED', dispatch: 'ANSWERED', spendsAttempt: true };
    case 'requestRefused':
      // Sent alone next time, so that one bad document never fails its neighbours.
      return { step: request.members > 1 ? 'PENDING' : 'FAILED', dispatch: 'ANSWERED', spendsAttempt: true };
    case 'turnedAway':
      // Of a repeated request this says nothing about the sends before it.
      return request.isResend
        ? { step: 'UNCERTAIN', dispatch: 'UNCERTAIN', spendsAttempt: false }
        : { step: 'PENDING', dispatch: 'VOID', spendsAttempt: false };
    case 'silence':
      return { step: 'UNCERTAIN', dispatch: 'UNCERTAIN', spendsAttempt: false };
    case 'absent':
      return { step: 'PENDING', dispatch: 'VOID', spendsAttempt: true };
  }
}

const FIRST_DELAY_MS = 3_000;
const LONGEST_DELAY_MS = 60 * 60_000;

/** Time to let pass after the `tries`-th try in vain: 3 s, 6 s, 12 s … up to an hour. */
export function backoffMs(tries: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, tries - 1));
}
