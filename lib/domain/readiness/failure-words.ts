import { fieldName } from '../coding/show-value.ts';
import type { Lists } from '../lists.ts';
import type { Workspace } from '../paths.ts';
import { capitalised, contactWords } from '../words.ts';
import type { FailureCause } from './failure-cause.ts';
import type { ReasonCode } from './ledger-reason.ts';

/** What a cause is about, in the names of the books; null for what has none or is no longer there. */
export type FailureNames = {
  account: string | null;
  taxRate: string | null;
  contact: string | null;
  tracking: string | null;
  paymentMethod: string | null;
  /** The day up to which a period is locked, in the reader's form. */
  until: string | null;
};

type Say = (names: FailureNames, cause: FailureCause, workspace: Workspace) => string;

const category = ({ account }: FailureNames) => (account ? `Category ${account}` : 'The category');
const rate = ({ taxRate }: FailureNames) => (taxRate ? `Tax rate ${taxRate}` : 'The tax rate');
const option = ({ tracking }: FailureNames) => (tracking ? `Tracking option ${tracking}` : 'A tracking option');
const contact: Say = (names, _cause, workspace) => names.contact ?? `The ${contactWords[workspace].one}`;
const method = ({ paymentMethod }: FailureNames) => paymentMethod ?? 'The payment method';

/** Why several items failed, in a few words that hold for all of them. */
const titles: Partial<Record<ReasonCode, Say>> = {
  periodLocked: ({ until }) => (until ? `The books are locked up to ${until}` : 'The period is locked in the books'),
  accountArchived: (names) => `${category(names)} is archived`,
  accountUnknown: (names) => `${category(names)} is not in the books`,
  accountNotAllowed: (names) => `${category(names)} can’t be used for these`,
  taxRateNotAllowed: (names) =>
    names.account ? `${rate(names)} can’t be used with ${names.account}` : `${rate(names)} can’t be used`,
  taxRateArchived: (names) => `${rate(names)} is archived`,
  taxRateUnknown: (names) => `${rate(names)} is not in the books`,
  contactArchived: (...all) => `${contact(...all)} is archived`,
  contactUnknown: (...all) => `${contact(...all)} is not in the books`,
  contactMerged: (...all) => `${contact(...all)} was merged into another`,
  contactExists: (...all) => `The books have another contact like ${contact(...all)}`,
  contactRefused: (...all) => `The books find a fault in ${contact(...all)}`,
  currencyNotEnabled: (_names, { about }) => `${about.currency ?? 'The currency'} is not enabled in the books`,
  trackingUnknown: (names) => `${option(names)} is not in the books`,
  trackingArchived: (names) => `${option(names)} is archived`,
  bankAccountMissing: (names) => `${method(names)} goes through no account that takes payments`,
  paymentMethodUnusable: (names) => `${method(names)} can’t be paid with`,
  paymentCurrency: (names) => `${method(names)} is kept in another currency`,
  approvalLimit: () => 'The plan approves no more documents',
  mayNotApprove: () => 'Whoever connected the books may not approve there',
  subscriptionInactive: () => 'The subscription of the books is not active',
  permissionDenied: () => 'Whoever connected the books may not do this there',
  duplicateNumber: () => 'The books have a document with this number',
  duplicate: () => 'Looks like another item',
  inBooks: () => 'The books may have it already',
  totalMismatch: () => 'The amounts do not add up',
  outOfBalance: () => 'The lines do not add up to the total',
  taxExceedsLine: () => 'The tax is more than the amount it is part of',
  taxExceedsTotal: () => 'The tax is more than the total',
  statusNotAllowed: () => 'The books make no new document with this status',
  notPayable: () => 'The books take no payment for it',
  notDraft: () => 'The document can no longer be changed in the books',
  documentGone: () => 'The document is no longer in the books',
  linkRefused: () => 'The link back is not taken',
  fieldMissing: (_names, { field }, workspace) =>
    `${field ? capitalised(fieldName(field, workspace, { tracking: [] })) : 'Something'} is missing`,
};

/** `said` is what one of the items is told, for causes that have no words of their own. */
export function failureTitle(
  cause: FailureCause,
  names: FailureNames,
  workspace: Workspace,
  said: string | null,
): string {
  return titles[cause.code]?.(names, cause, workspace) ?? said ?? 'The books did not take them';
}

/** The names of what a cause is about; `shownDate` writes a day as its reader does. */
export function failureNames(
  { about }: FailureCause,
  lists: Pick<Lists, 'accounts' | 'taxRates' | 'contacts' | 'tracking' | 'paymentMethods'>,
  shownDate: (day: string) => string,
): FailureNames {
  const account = lists.accounts.get(about.accountId ?? '');
  const optionId = about.tracking1OptionId ?? about.tracking2OptionId;
  const options = lists.tracking.flatMap(({ options }) => options);
  return {
    account: account ? [account.code, account.name].filter(Boolean).join(' – ') : null,
    taxRate: lists.taxRates.get(about.taxRateId ?? '')?.name ?? null,
    contact: lists.contacts.get(about.contactId ?? '')?.name ?? null,
    tracking: options.find(({ id }) => id === optionId)?.name ?? null,
    paymentMethod: lists.paymentMethods.get(about.paymentMethodId ?? '')?.name ?? null,
    until: about.until ? shownDate(about.until) : null,
  };
}
