import type { Result } from '#lib/domain/result.ts';
import type { LedgerResult } from './ledger.ts';
import type { LedgerError } from './ledger-error.ts';

/** What surrounds each HTTP call of an adapter: the call budget, a fresh token and the connection's health. */
export interface LedgerSession {
  readonly organisationId: string;
  /** How the organisation is named in links into the ledger's own pages. */
  readonly shortCode: string | null;
  /**
   * Claims the budget, hands over a fresh token and makes one HTTP call with it. The call is made a second time only
   * when the ledger refused its token as expired, which it does before acting.
   */
  call<T>(send: (accessToken: string) => Promise<CallAnswer<T>>): LedgerResult<T>;
}

export type CallAnswer<T> = { result: Result<T, LedgerError>; usage: CallUsage };

/** Calls left as the ledger tells them; null where it does not. */
export type CallUsage = { minuteLeft: number | null; dayLeft: number | null; appMinuteLeft: number | null };

export const unknownUsage: CallUsage = { minuteLeft: null, dayLeft: null, appMinuteLeft: null };
