import { businessConnection } from '#lib/connections/business-connection.ts';
import { type Db, db } from '#lib/db.ts';
import { classesIn, isCodable } from '#lib/domain/account.ts';
import type { LedgerRules } from '#lib/domain/ledger-rules.ts';
import type { AccountClass, Lists } from '#lib/domain/lists.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { trackingFieldsOf } from '#lib/domain/readiness/entries.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { loadReviewContext, type ReviewContext } from './review-context.ts';

/** What can be chosen in an item's fields; plain enough to cross to the browser. */
export type Choices = {
  accounts: AccountChoice[];
  taxRates: TaxRateChoice[];
  /** The active tracking categories that a line can carry, in the ledger's order. */
  tracking: { name: string; options: { id: string; name: string }[] }[];
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
  /** Archived, hidden or never allowed: shown where it is used, not offered. */
  isOffered: boolean;
};

export type TaxRateChoice = {
  id: string;
  name: string;
  effectiveRate: string;
  canApplyTo: Record<AccountClass, boolean>;
  isOffered: boolean;
};

/** The categories that can be chosen, for lists of a workspace's items. */
export async function loadCategoryChoices(scope: BusinessScope, workspace: Workspace): Promise<AccountChoice[]> {
  const context = await loadReviewContext(db, scope, { contactIds: [] });
  return (await loadChoices(db, scope.businessId, context, { workspace, accountIds: [], taxRateIds: [] })).accounts;
}

/**
 * The choices of a business, with the entries that the given codings use although they are no longer offered. What items of
 * the workspace mostly use comes first: of sales, accounts of revenue and the tax on it.
 */
export async function loadChoices(
  db: Db,
  businessId: string,
  { lists, organisation, baseCurrency }: ReviewContext,
  { workspace, ...used }: { workspace: Workspace; accountIds: readonly string[]; taxRateIds: readonly string[] },
): Promise<Choices> {
  const hidden = await hiddenEntries(db, businessId);
  const usedIds = new Set([...used.accountIds, ...used.taxRateIds]);
  const classes = classesIn[workspace];
  const [usual] = classes;
  const accounts = [...lists.accounts.values()].map((account) => ({
    id: account.id,
    code: account.code,
    name: account.name,
    class: account.class,
    isOffered: isCodable(account) && !hidden.has(account.id),
  }));
  const taxRates = [...lists.taxRates.values()].map((rate) => ({
    id: rate.id,
    name: rate.name,
    effectiveRate: rate.effectiveRate,
    canApplyTo: rate.canApplyTo,
    isOffered: !rate.isArchived && !hidden.has(rate.id),
  }));
  return {
    accounts: accounts
      .filter((account) => account.isOffered || usedIds.has(account.id))
      .sort((one, other) => classes.indexOf(one.class) - classes.indexOf(other.class)),
    taxRates: taxRates
      .filter((rate) => rate.isOffered || usedIds.has(rate.id))
      .sort((one, other) => Number(other.canApplyTo[usual]) - Number(one.canApplyTo[usual])),
    tracking: trackingChoices(lists),
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
