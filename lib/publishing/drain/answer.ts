import type { Answer } from '#lib/domain/publication/dispatch.ts';
import { fail, type Result } from '#lib/domain/result.ts';
import type { LedgerError, LedgerReason, ReasonCode } from '#lib/ledger/ledger-error.ts';
import { log } from '#lib/log.ts';

/** What a failed write means for what was in it. */
export function meaningOf(error: LedgerError): Exclude<Answer, 'posted' | 'refused' | 'absent'> {
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

/** Why the ledger refused a request as a whole. */
export function reasonsOf(error: LedgerError): LedgerReason[] {
  if (error.kind === 'rejected' && error.reasons.length > 0) return error.reasons;
  const ledgerText = typeof error.cause === 'string' ? error.cause : '';
  if (error.kind !== 'missing') return [{ code: 'other', field: null, line: null, message: error.message, ledgerText }];
  const message =
    'The accounting software no longer has something that this item points to, most likely its supplier. ' +
    'The lists are being refreshed; choose it again, then publish.';
  return [{ code: 'other', field: 'contactId', line: null, message, ledgerText }];
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

/** Refusals that our lists did not foresee, so they are older than the books. */
const staleListCodes: ReadonlySet<ReasonCode> = new Set([
  'accountUnknown',
  'accountArchived',
  'accountNotAllowed',
  'taxRateNotAllowed',
  'trackingUnknown',
  'contactArchived',
  'currencyNotEnabled',
  'periodLocked',
]);

export function showsStaleLists(reasons: readonly LedgerReason[]): boolean {
  return reasons.some(({ code, field }) => staleListCodes.has(code) || (code === 'other' && field === 'contactId'));
}
