import type { Coding } from '../coding/coding.ts';
import { statusesInLock } from '../lock-dates.ts';
import type { ListName } from '../sync-summary.ts';
import { ratesInstead } from '../tax.ts';
import type { Circumstances } from './circumstances.ts';
import { asStatus } from './document-fields.ts';
import { rateFixes } from './entries.ts';
import type { LedgerReason, ReasonCode } from './ledger-reason.ts';
import type { Fix } from './problem.ts';
import { reloadLabel } from './reload-label.ts';

/**
 * What puts the cause of a refusal right:
 *
 * - `choose`: another value at the reason's field, among those that can be chosen.
 * - `correct`: what was entered there.
 * - `draft`: a status that the ledger takes all the same.
 * - `reload`: it was put right in the books, which only people can do there, and is read anew from them.
 * - `publishAgain`: nothing is to be changed here.
 * - `reconnect`: the consent does not suffice.
 * - `link`: a payment method is linked to another account.
 */
export type Remedy = 'choose' | 'correct' | 'draft' | 'reload' | 'publishAgain' | 'reconnect' | 'link';

/** By what each cause is put right, the most usual way first. */
export const remediesOf: Record<ReasonCode, readonly Remedy[]> = {
  notConnected: ['reconnect'],
  typeNotAllowed: ['choose'],
  contactMissing: ['choose'],
  contactUnknown: ['choose', 'reload'],
  contactArchived: ['choose', 'reload'],
  contactMerged: ['choose'],
  contactNew: ['choose'],
  contactExists: ['reload', 'choose'],
  contactRefused: ['publishAgain', 'choose'],
  dateMissing: ['correct'],
  dateImplausible: ['correct'],
  dueDateMissing: ['correct'],
  dueDateImplausible: ['correct'],
  periodLocked: ['draft', 'correct', 'reload'],
  totalMissing: ['correct'],
  totalNotPositive: ['correct'],
  totalTooLarge: ['correct'],
  totalMismatch: ['correct'],
  amountTooFine: ['correct'],
  outOfBalance: ['correct'],
  statusNotAllowed: ['choose'],
  currencyMissing: ['choose'],
  currencyNotEnabled: ['reload', 'choose'],
  exchangeRateMissing: ['correct'],
  categoryMissing: ['choose'],
  accountUnknown: ['choose', 'reload'],
  accountArchived: ['choose', 'reload'],
  accountNotAllowed: ['choose'],
  taxRateMissing: ['choose'],
  taxRateUnknown: ['choose', 'reload'],
  taxRateArchived: ['choose', 'reload'],
  taxRateNotAllowed: ['choose'],
  taxExceedsLine: ['correct'],
  taxExceedsTotal: ['correct'],
  taxOfUnregistered: ['choose'],
  secondTaxExceedsTax: ['correct'],
  reverseChargeWithTax: ['correct'],
  cisDeduction: ['correct'],
  supplierNumberMissing: ['correct'],
  buyerNameMissing: ['correct'],
  trackingUnknown: ['choose', 'reload'],
  trackingArchived: ['choose', 'reload'],
  referenceTooLong: ['correct'],
  descriptionTooLong: ['correct'],
  duplicateNumber: ['correct'],
  duplicate: ['correct'],
  readUnsure: ['correct'],
  bankDetailsChanged: ['correct'],
  inBooks: ['correct'],
  lineAmountMissing: ['correct'],
  quantityNegative: ['correct'],
  quantityTooLarge: ['correct'],
  paymentMissing: ['correct'],
  paymentTooLarge: ['correct'],
  paymentIncomplete: ['correct'],
  paymentCurrency: ['link', 'correct'],
  paymentMethodUnusable: ['link', 'correct'],
  paymentNeedsApproval: ['choose'],
  bankAccountMissing: ['link', 'reload'],
  creditForUnusable: ['correct'],
  notPayable: ['publishAgain'],
  notDraft: ['publishAgain'],
  documentGone: ['publishAgain'],
  linkRefused: ['publishAgain'],
  approvalLimit: ['draft', 'publishAgain'],
  mayNotApprove: ['draft', 'reconnect'],
  subscriptionInactive: ['publishAgain'],
  permissionDenied: ['reconnect', 'publishAgain'],
  attachmentTooLarge: [],
  attachmentTypeUnsupported: [],
  fieldMissing: ['correct'],
  other: ['publishAgain'],
};

/** The list in which it would be seen that a cause was put right in the books. */
const listOf: Partial<Record<ReasonCode, ListName>> = {
  accountArchived: 'ACCOUNTS',
  accountUnknown: 'ACCOUNTS',
  bankAccountMissing: 'ACCOUNTS',
  contactArchived: 'CONTACTS',
  contactUnknown: 'CONTACTS',
  contactExists: 'CONTACTS',
  currencyNotEnabled: 'CURRENCIES',
  periodLocked: 'ORGANISATION',
  taxRateArchived: 'TAX_RATES',
  taxRateUnknown: 'TAX_RATES',
  trackingArchived: 'TRACKING',
  trackingUnknown: 'TRACKING',
};

/** What is read anew for a cause; the chart of accounts where no list shows it. */
export const listToReload = (code: ReasonCode): ListName => listOf[code] ?? 'ACCOUNTS';

/** The ways to put one reason of an item's refusal right at one press; what is chosen or corrected is so at its field. */
export function refusalFixes(
  reason: Pick<LedgerReason, 'code' | 'field' | 'line'>,
  coding: Coding,
  circumstances: Circumstances,
): Fix[] {
  return remediesOf[reason.code].flatMap((remedy) => fixesBy(remedy, reason, coding, circumstances));
}

function fixesBy(
  remedy: Remedy,
  { code, field, line }: Pick<LedgerReason, 'code' | 'field' | 'line'>,
  coding: Coding,
  circumstances: Circumstances,
): Fix[] {
  const { lists } = circumstances;
  switch (remedy) {
    case 'choose': {
      if (field !== 'taxRateId' || (line === null && coding.lines.length > 0)) return [];
      const part = line === null ? coding : coding.lines[line];
      const rate = lists.taxRates.get(part?.taxRateId ?? '');
      const others = ratesInstead(rate, lists.accounts.get(part?.accountId ?? ''), lists);
      return rateFixes(
        others.filter(({ id }) => id !== rate?.id),
        line,
        circumstances,
        coding,
      );
    }
    case 'draft': {
      const mayBeDraft = coding.publishAs !== 'DRAFT' && statusesInLock(coding, lists.rules).includes('DRAFT');
      return mayBeDraft ? [asStatus('DRAFT', lists.rules)] : [];
    }
    case 'reload': {
      const list = listToReload(code);
      return [{ label: reloadLabel(list), kind: 'reload', list }];
    }
    case 'publishAgain':
      return [{ label: 'Publish again', kind: 'publishAgain' }];
    case 'reconnect':
      return [{ label: 'Reconnect', kind: 'reconnect' }];
    case 'link':
      return [{ label: 'Open payment methods', kind: 'linkPaymentMethod' }];
    case 'correct':
      return [];
  }
}
