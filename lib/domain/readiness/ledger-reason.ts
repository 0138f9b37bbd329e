import type { CodingField } from '../coding/coding.ts';
import { problemCodes } from './problem.ts';

/** What a ledger may say beside what our own rules foresee. */
const ledgerCodes = [
  'taxExceedsLine',
  'contactExists',
  'contactRefused',
  'duplicateNumber',
  'bankAccountMissing',
  'notPayable',
  'notDraft',
  'documentGone',
  'linkRefused',
  'subscriptionInactive',
  'permissionDenied',
  'attachmentTooLarge',
  'attachmentTypeUnsupported',
  'fieldMissing',
  'other',
] as const;

/** Why a document was refused, in the field's terms. */
export const reasonCodes = [...problemCodes, ...ledgerCodes] as const;
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
  /** The ledger's text, unchanged; empty for what our own rules found before sending. */
  ledgerText: string;
};
