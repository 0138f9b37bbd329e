import type { CodingField } from '#lib/domain/coding/coding.ts';

/** Why the ledger refused a document, in the field's terms. */
export const reasonCodes = [
  'periodLocked',
  'accountUnknown',
  'accountArchived',
  'accountNotAllowed',
  'taxRateNotAllowed',
  'taxExceedsLine',
  'totalMismatch',
  'contactArchived',
  'contactExists',
  'duplicateNumber',
  'currencyNotEnabled',
  'trackingUnknown',
  'bankAccountMissing',
  'notDraft',
  'approvalLimit',
  'subscriptionInactive',
  'permissionDenied',
  'attachmentTooLarge',
  'attachmentTypeUnsupported',
  'fieldMissing',
  'other',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** One reason of a refusal: what it is about, in our words, and the ledger's own text behind it. */
export type LedgerReason = {
  code: ReasonCode;
  /** The coding field concerned; null when it is about the whole document. */
  field: CodingField | null;
  /** The line's position, from 0, when it is about one line. */
  line: number | null;
  /** What happened and what to do, for a bookkeeper. */
  message: string;
  /** The ledger's text, unchanged. */
  ledgerText: string;
};

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
  | { kind: 'unavailable'; retry: 'later'; until: Date }
  | { kind: 'uncertain'; retry: 'unknown-outcome' }
  | { kind: 'rejected'; retry: 'never'; reasons: LedgerReason[] }
  | { kind: 'missing'; retry: 'never' }
  | { kind: 'conflict'; retry: 'never' }
);
