import type { LedgerReason } from '#lib/domain/readiness/ledger-reason.ts';

export type { LedgerReason, ReasonCode } from '#lib/domain/readiness/ledger-reason.ts';

/**
 * Everything that can go wrong with a call. `retry` has to be decided by whoever makes the error:
 * `never` without a change, `later` safely, or `unknown-outcome`: the ledger may have acted.
 */
export type LedgerError = { message: string; cause?: unknown } & (
  | { kind: 'authorisationLost'; retry: 'never'; reason: 'revoked' | 'expired' | 'disconnected' | 'scope' }
  | {
      kind: 'rateLimited';
      retry: 'later';
      until: Date;
      limit: 'minute' | 'day' | 'appMinute' | 'concurrent' | 'reserve';
    }
  /** It is away or, where that is why, its subscription lets nothing be written. */
  | { kind: 'unavailable'; retry: 'later'; until: Date; because?: 'subscription' }
  | { kind: 'uncertain'; retry: 'unknown-outcome' }
  | { kind: 'rejected'; retry: 'never'; reasons: LedgerReason[] }
  | { kind: 'missing'; retry: 'never' }
  | { kind: 'conflict'; retry: 'never' }
);
