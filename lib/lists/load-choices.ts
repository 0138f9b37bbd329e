import { businessConnection } from '#lib/connections/business-connection.ts';
import { type Db, db } from '#lib/db.ts';
import { classesIn, isCodable } from '#lib/domain/account.ts';
import type { LedgerRules } from '#lib/domain/ledger-rules.ts';
import type { Account, AccountClass, Lists, TaxComponent, TaxRate } from '#lib/domain/lists.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { MAX_PAYMENT_METHODS } from '#lib/domain/payment-method.ts';
import { trackingFieldsOf } from '#lib/domain/readiness/entries.ts';
import { defaultRateOf, fitsWorkspace } from '#lib/domain/tax.ts';
import { suggestedFor } from '#lib/domain/tax-settings.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { hasManyCategories } from './offered-categories.ts';
import { loadReviewContext, type ReviewContext } from './review-context.ts';

import { type RateChooser, type RateUse, usualTaxRates } from './usual-tax-rates.ts';

/** What can be chosen in an item's fields; plain enough to cross to the browser. */
export type Choices = {
  /** All that are offered and those that are used, or, of many, those alone that are used. */
  accounts: AccountChoice[];
  /** There are more categories than a page is sent: they are asked for (lib/lists/search-categories.ts). */
  hasManyAccounts: boolean;
  /** The likeliest first, of those that are for the item's side of the books. */
  taxRates: TaxRateChoice[];
  /** The active tracking categories that a line can carry, in the ledger's order. */
  tracking: { name: string; options: { id: string; name: string }[] }[];
  /** How something can be paid, by name. */
  paymentMethods: PaymentMethodChoice[];
  /** The statuses to publish with, and what each asks for. */
  statuses: LedgerRules['statuses'];
  statusNames: LedgerRules['statusNames'];
  /** Digits after the point that the books keep of an amount, and of a unit price and a quantity. */
  amountDigits: number;
  unitDigits: number;
  /** ISO codes; the base currency first. */
  currencies: string[];
  baseCurrency: string;
  /** Null while nothing is connected. */
  organisationName: string | null;
  /** In which a day begins and ends, an IANA name; null is UTC. */
  timeZone: string | null;
};

export type AccountChoice = {
  id: string;
  code: string | null;
  name: string;
  class: AccountClass;
  /** The rate that it has in the books, where that may be used. */
  taxRateId: string | null;
  /** The rate that the item is coded with while nobody chooses another, and why. */
  suggested: { rateId: string; because: string } | null;
  /** Archived, hidden or never allowed: shown where it is used, not offered. */
  isOffered: boolean;
};

/** `isOffered` is false for one that is archived, and shown where it is used. */
export type PaymentMethodChoice = { id: string; name: string; isOffered: boolean };

export type TaxRateChoice = {
  id: string;
  name: string;
  effectiveRate: string;
  canApplyTo: Record<AccountClass, boolean>;
  /** The taxes that it is made of. */
  components: TaxComponent[];
  /** Why it is likely to be meant, whatever the account; null where nothing says so. */
  because: string | null;
  isOffered: boolean;
};

/**
 * Everything that can be chosen, for edits of many items of a workspace, and for settings: with what these use, although it
 * is no longer offered, or is one of many.
 */
export async function loadAllChoices(
  scope: BusinessScope,
  workspace: Workspace,
  { accountIds = [], taxRateIds = [] }: { accountIds?: readonly string[]; taxRateIds?: readonly string[] } = {},
): Promise<Choices> {
  const hasManyAccounts = await hasManyCategories(db, scope.businessId);
  const context = await loadReviewContext(db, scope, {
    contactIds: [],
    ...(hasManyAccounts && { accountIds: [...accountIds] }),
  });
  return loadChoices(db, scope.businessId, context, { workspace, hasManyAccounts, accountIds, taxRateIds });
}

/**
 * The choices of a business, with the entries that the given codings use although they are no longer offered. What items of
 * the workspace mostly use comes first: of sales, accounts of revenue and the tax on it. `chooser` is the item that a tax
 * rate is chosen for, where there is one.
 */
export async function loadChoices(
  db: Db,
  businessId: string,
  { lists, organisation, baseCurrency }: ReviewContext,
  {
    workspace,
    hasManyAccounts = false,
    ...used
  }: {
    workspace: Workspace;
    hasManyAccounts?: boolean;
    accountIds: readonly string[];
    taxRateIds: readonly string[];
    paymentMethodIds?: readonly string[];
  },
  chooser: RateChooser | null = null,
): Promise<Choices> {
  const [hidden, usual, methods] = await Promise.all([
    hiddenEntries(db, businessId),
    chooser ? usualTaxRates(db, businessId, chooser) : new Map<string, RateUse>(),
    db.paymentMethod.findMany({
      where: { businessId, OR: [{ archivedAt: null }, { id: { in: [...(used.paymentMethodIds ?? [])] } }] },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: MAX_PAYMENT_METHODS,
      select: { id: true, name: true, archivedAt: true },
    }),
  ]);
  const usedIds = new Set([...used.accountIds, ...used.taxRateIds]);
  const classes = classesIn[workspace];
  const accounts = accountChoices(lists, hidden, chooser);
  const likelihood = ({ id, canApplyTo }: TaxRate) => [
    Number(fitsWorkspace({ canApplyTo }, workspace)),
    usual.get(id)?.uses ?? 0,
  ];
  const taxRates = [...lists.taxRates.values()]
    .sort((one, other) => compareParts(likelihood(other), likelihood(one)))
    .map((rate) => ({
      id: rate.id,
      name: rate.name,
      effectiveRate: rate.effectiveRate,
      canApplyTo: rate.canApplyTo,
      components: rate.components,
      because: usual.get(rate.id)?.because ?? null,
      isOffered: !rate.isArchived && !hidden.has(rate.id),
    }));
  return {
    hasManyAccounts,
    accounts: accounts
      .filter((account) => (account.isOffered && !hasManyAccounts) || usedIds.has(account.id))
      .sort((one, other) => classes.indexOf(one.class) - classes.indexOf(other.class)),
    taxRates: taxRates.filter((rate) => rate.isOffered || usedIds.has(rate.id)),
    tracking: trackingChoices(lists),
    paymentMethods: methods.map(({ id, name, archivedAt }) => ({ id, name, isOffered: archivedAt === null })),
    statuses: lists.rules.statuses,
    statusNames: lists.rules.statusNames,
    amountDigits: lists.rules.amountDigits,
    unitDigits: lists.rules.unitDigits,
    currencies: [...new Set([baseCurrency, ...[...lists.currencies].sort()])],
    baseCurrency,
    organisationName: organisation?.name ?? null,
    timeZone: organisation?.timeZone ?? null,
  };
}

/** The accounts of these lists as choices; `chooser` is whose item a tax rate is suggested for. */
export function accountChoices(
  lists: Lists,
  hidden: ReadonlySet<string>,
  chooser: Pick<RateChooser, 'contact' | 'workspace'> | null,
): AccountChoice[] {
  return [...lists.accounts.values()].map((account) => ({
    id: account.id,
    code: account.code,
    name: account.name,
    class: account.class,
    taxRateId: defaultRateOf(account, lists)?.id ?? null,
    suggested: chooser && suggestedOf(account, chooser, lists),
    isOffered: isCodable(account) && !hidden.has(account.id),
  }));
}

function suggestedOf(
  account: Account,
  { contact, workspace }: Pick<RateChooser, 'contact' | 'workspace'>,
  lists: Lists,
): AccountChoice['suggested'] {
  const suggested = suggestedFor(account, contact?.id ?? null, workspace, lists);
  return suggested && { rateId: suggested.rate.id, because: suggested.because };
}

/** By the first part in which they differ. */
function compareParts(one: readonly number[], other: readonly number[]): number {
  return one.map((part, index) => part - (other[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

function trackingChoices(lists: Lists): Choices['tracking'] {
  return trackingFieldsOf(lists).map(({ name, options }) => ({
    name,
    options: options.filter((option) => !option.isArchived).map(({ id, name }) => ({ id, name })),
  }));
}

/** Accounts and tax rates that the business chose not to be offered. */
async function hiddenEntries(db: Db, businessId: string): Promise<Set<string>> {
  const connectionId = (await businessConnection(db, businessId))?.id;
  if (!connectionId) return new Set();
  const where = { businessId, connectionId, isVisible: false };
  const [accounts, taxRates] = await Promise.all([
    db.account.findMany({ where, select: { id: true } }),
    db.taxRate.findMany({ where, select: { id: true } }),
  ]);
  return new Set([...accounts, ...taxRates].map(({ id }) => id));
}
