import type { CisDeduction } from '../cis.ts';
import type { Coding, CodingField } from '../coding/coding.ts';
import type { ListName } from '../sync-summary.ts';

export const problemCodes = [
  'notConnected',
  'typeNotAllowed',
  'contactMissing',
  'contactUnknown',
  'contactArchived',
  'contactMerged',
  'contactNew',
  'dateMissing',
  'dateImplausible',
  'dueDateMissing',
  'periodLocked',
  'totalMissing',
  'totalNotPositive',
  'totalTooLarge',
  'amountTooFine',
  'statusNotAllowed',
  'currencyMissing',
  'currencyNotEnabled',
  'exchangeRateMissing',
  'categoryMissing',
  'accountUnknown',
  'accountArchived',
  'accountNotAllowed',
  'taxRateMissing',
  'taxRateUnknown',
  'taxRateArchived',
  'taxRateNotAllowed',
  'taxExceedsTotal',
  'taxOfUnregistered',
  'secondTaxExceedsTax',
  'reverseChargeWithTax',
  'cisDeduction',
  'supplierNumberMissing',
  'buyerNameMissing',
  'trackingUnknown',
  'trackingArchived',
  'referenceTooLong',
  'descriptionTooLong',
  'lineAmountMissing',
  'quantityNegative',
  'quantityTooLarge',
  'paymentMissing',
  'paymentTooLarge',
  'paymentMethodUnusable',
  'paymentCurrency',
  'paymentIncomplete',
  'creditForUnusable',
  'paymentNeedsApproval',
  'totalMismatch',
  'outOfBalance',
  'dueDateImplausible',
  'duplicate',
  'readUnsure',
  'bankDetailsChanged',
  'inBooks',
  'approvalLimit',
  'mayNotApprove',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Where a problem is shown: one of the coding's fields, or one that only lines have. */
export type ProblemField = CodingField | 'quantity' | 'unitAmount';

/** Something that would clear a problem at one press. */
export type Fix = { label: string } & (
  | { kind: 'edit'; changes: Partial<Coding> }
  | { kind: 'addRemainingBalance' }
  /** Takes what a subcontractor is to be paid less off as a line. */
  | { kind: 'deductCis'; deduction: CisDeduction }
  | { kind: 'connect' }
  /** The connection is given a new consent, perhaps by somebody else. */
  | { kind: 'reconnect' }
  /** The books are read anew and, where that puts it right, it is published again. */
  | { kind: 'reload'; list: ListName }
  | { kind: 'publishAgain' }
  /** Where payment methods are linked to accounts. */
  | { kind: 'linkPaymentMethod' }
  /** The entries of the books before are paired with those of these. */
  | { kind: 'mergeLists' }
  /** A person says that it is meant; the same question is not asked again. */
  | { kind: 'confirm'; question: string }
);

/** One thing that the ledger would refuse or a bookkeeper has to decide, about one field. */
export type Problem = {
  code: ProblemCode;
  field: ProblemField;
  /** The line's position, from 0; null when it is about the item. */
  line: number | null;
  /** One sentence for a bookkeeper: what is wrong and what to do. */
  message: string;
  fixes: Fix[];
};

export function problem(
  code: ProblemCode,
  field: ProblemField,
  message: string,
  extra: { line?: number | null; fixes?: Fix[] } = {},
): Problem {
  return { code, field, line: extra.line ?? null, message, fixes: extra.fixes ?? [] };
}
