import type { Answer } from '#lib/domain/publication/dispatch.ts';
import { fail, type Result } from '#lib/domain/result.ts';
import type { LedgerError, LedgerReason, ReasonCode } from '#lib/ledger/ledger-error.ts';
import { log } from '#lib/log.ts';
import type { Outcome } from './step-rules.ts';

/** What a failed write means for what was in it. */
export function meaningOf(error: LedgerError): Exclude<Answer, 'done' | 'refused' | 'absent'> {
  switch (error.kind) {
    case 'rateLimited':
    case 'unavailable':
    case 'authorisationLost':
      return 'turnedAway';
    case 'rejected':
    case 'missing':
      return 'requestRefused';
    // The key is known with other bytes: what those did has to be found out.
    case 'conflict':
    case 'uncertain':
      return 'silence';
  }
}

/** The ledger takes no more calls for now. */
export function isTurnedAway(error: LedgerError): boolean {
  return meaningOf(error) === 'turnedAway';
}

/** Why the ledger refused a request as a whole. `gone` is said when it no longer has something. */
export function reasonsOf(error: LedgerError, gone: LedgerReason = somethingGone): LedgerReason[] {
  if (error.kind === 'rejected' && error.reasons.length > 0) return error.reasons;
  const ledgerText = typeof error.cause === 'string' ? error.cause : '';
  return [error.kind === 'missing' ? { ...gone, ledgerText } : { ...reason(error.message), ledgerText }];
}

const somethingGone = reason(
  'The accounting software no longer has something that this item points to, most likely its contact. ' +
    'The lists are being refreshed; choose it again, then publish.',
  { code: 'contactUnknown', field: 'contactId' },
);

/** A reason of our own, in words; about the whole document unless it says otherwise. */
export function reason(message: string, more: Partial<LedgerReason> = {}): LedgerReason {
  return { code: 'other', field: null, line: null, message, ledgerText: '', ...more };
}

/** Runs a write. A throw after it began leaves its outcome as unknown as a lost answer does. */
export async function writing<T>(send: () => Promise<Result<T, LedgerError>>): Promise<Result<T, LedgerError>> {
  try {
    return await send();
  } catch (cause) {
    log.error({ err: cause }, 'a write to the ledger broke off');
    return fail({ kind: 'uncertain', retry: 'unknown-outcome', message: 'The request broke off.', cause });
  }
}

/** A subscription is renewed by people, elsewhere: that is looked for now and then. */
const RENEWAL_MS = 30 * 60_000;

/**
 * An answer that refuses all because the ledger's subscription lets nothing be written is about none of what was sent:
 * then it is as if the ledger were away. Any other answer as it is.
 */
export function unlessLapsed<R>(
  answer: Result<Outcome<R>[], LedgerError>,
  now: Date,
): Result<Outcome<R>[], LedgerError> {
  const isLapse = (reasons: readonly LedgerReason[]) => reasons.some(({ code }) => code === 'subscriptionInactive');
  const isAll = answer.ok
    ? answer.value.length > 0 && answer.value.every((outcome) => !outcome.ok && isLapse(outcome.reasons))
    : answer.error.kind === 'rejected' && isLapse(answer.error.reasons);
  if (!isAll) return answer;
  return fail({
    ...{ kind: 'unavailable', retry: 'later', because: 'subscription' },
    until: new Date(now.getTime() + RENEWAL_MS),
    message: 'The subscription of the accounting software lets nothing be written.',
  });
}

/** Refusals that our lists did not foresee, so they are older than the books. */
const staleListCodes: ReadonlySet<ReasonCode> = new Set([
  'accountUnknown',
  'accountArchived',
  'accountNotAllowed',
  'taxRateNotAllowed',
  'trackingUnknown',
  'contactArchived',
  'contactUnknown',
  'contactExists',
  'bankAccountMissing',
  'currencyNotEnabled',
  'periodLocked',
]);

export function showsStaleLists(reasons: readonly LedgerReason[]): boolean {
  return reasons.some(({ code }) => staleListCodes.has(code));
}
