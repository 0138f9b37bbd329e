import { accountLabel } from './account.ts';
import type { CisSettings } from './cis.ts';
import type { Coding, CodingLine } from './coding/coding.ts';
import { isolated } from './isolated.ts';
import type { Account, Lists, TaxRate } from './lists.ts';
import { type Workspace, workspaces } from './paths.ts';
import { defaultRateOf, mayCarry } from './tax.ts';

/** Who decides the tax amounts in the books: lib/domain/tax-policy.ts has what each sends. */
export const taxPolicies = ['OURS', 'LEDGER', 'OURS_WITH_EXCEPTIONS'] as const;
export type TaxPolicy = (typeof taxPolicies)[number];

/** Whose rate an item is coded with first, where they differ. */
export const rateSources = ['CATEGORY', 'CONTACT', 'DEFAULT'] as const;
export type RateSource = (typeof rateSources)[number];

/** What a business has decided about tax. */
export type TaxSettings = {
  policy: TaxPolicy;
  rateSource: RateSource;
  /** Ids of tax rates. */
  defaultRates: Record<Workspace, string | null>;
  /** False where it charges no tax and takes none back: its items are without tax. */
  isRegistered: boolean;
  /** Null where it takes nothing off its subcontractors. */
  cis: CisSettings | null;
  /** Whether what a tax office wants to see before it gives tax back is asked about. */
  checksEvidence: boolean;
};

export const usualTaxSettings: TaxSettings = {
  policy: 'OURS',
  rateSource: 'CATEGORY',
  defaultRates: { COSTS: null, SALES: null },
  isRegistered: true,
  cis: null,
  checksEvidence: false,
};

/** Names as people know them; `books` is what the accounting software is called. */
export const taxPolicyNames: Record<TaxPolicy, (books: string) => string> = {
  OURS: () => 'Allow Intray to decide',
  LEDGER: (books) => `Allow ${books} to calculate`,
  OURS_WITH_EXCEPTIONS: () => 'Allow Intray to decide, with exceptions',
};

export const rateSourceNames: Record<RateSource, (books: string) => string> = {
  CATEGORY: (books) => `Use the tax rate set on the category in ${books}`,
  CONTACT: (books) => `Use the supplier’s tax rate in ${books}, then the category’s`,
  DEFAULT: () => 'Always use the default tax rates below',
};

/** The one asked first, then the others. */
const order: Record<RateSource, readonly RateSource[]> = {
  CATEGORY: ['CATEGORY', 'CONTACT', 'DEFAULT'],
  CONTACT: ['CONTACT', 'CATEGORY', 'DEFAULT'],
  DEFAULT: ['DEFAULT', 'CATEGORY', 'CONTACT'],
};

/** `isOfContact`: it is what the books have for the contact. */
export type SuggestedRate = { rate: TaxRate; because: string; isOfContact?: true };

type Coded = Pick<CodingLine, 'accountId'>;

/**
 * The rate that an item, or a line of it, is coded with while nobody has chosen one: by the business's settings, of those
 * that the category may carry. None without a category.
 */
export function suggestedRate(
  { accountId }: Coded,
  { contactId }: Pick<Coding, 'contactId'>,
  workspace: Workspace,
  lists: Pick<Lists, 'accounts' | 'contacts' | 'taxRates' | 'tax'>,
): SuggestedRate | null {
  const account = accountId === null ? undefined : lists.accounts.get(accountId);
  return account ? suggestedFor(account, contactId, workspace, lists) : null;
}

export function suggestedFor(
  account: Account,
  contactId: string | null,
  workspace: Workspace,
  lists: Pick<Lists, 'contacts' | 'taxRates' | 'tax'>,
): SuggestedRate | null {
  const contact = contactId === null ? undefined : lists.contacts.get(contactId);
  // The books know a contact's rate of what is bought from it, and no other.
  const contactTaxType = workspace === 'COSTS' ? (contact?.purchaseTaxType ?? null) : null;
  const ofSource: Record<RateSource, SuggestedRate | null> = {
    CATEGORY: because(defaultRateOf(account, lists), `The default of ${accountLabel(account)}`),
    CONTACT: because(
      contactTaxType === null ? null : [...lists.taxRates.values()].find((rate) => rate.taxType === contactTaxType),
      `The default of ${isolated(contact?.name ?? '')}`,
      true,
    ),
    DEFAULT: because(
      lists.taxRates.get(lists.tax.defaultRates[workspace] ?? ''),
      `Your default for ${sideNames[workspace]}`,
    ),
  };
  for (const source of order[lists.tax.rateSource]) {
    const found = ofSource[source];
    if (found && !found.rate.isArchived && mayCarry(account, found.rate)) return found;
  }
  return null;
}

const because = (rate: TaxRate | null | undefined, reason: string, isOfContact = false): SuggestedRate | null =>
  rate ? { rate, because: reason, ...(isOfContact && { isOfContact }) } : null;

const sideNames: Record<Workspace, string> = { COSTS: 'costs', SALES: 'sales' };

/** Whether two settings decide the same. */
export function isSameTaxSettings(one: TaxSettings, other: TaxSettings): boolean {
  return (
    one.policy === other.policy &&
    one.rateSource === other.rateSource &&
    one.isRegistered === other.isRegistered &&
    one.checksEvidence === other.checksEvidence &&
    one.cis?.accountId === other.cis?.accountId &&
    one.cis?.materialsAccountId === other.cis?.materialsAccountId &&
    workspaces.every((workspace) => one.defaultRates[workspace] === other.defaultRates[workspace])
  );
}
