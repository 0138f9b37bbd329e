import { businessConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { isCodable } from '#lib/domain/account.ts';
import type { Amount } from '#lib/domain/amount.ts';
import { type TaxCycle, taxCycles } from '#lib/domain/business-profile.ts';
import { itemTax } from '#lib/domain/coding/line-items.ts';
import type { AccountClass, Lists } from '#lib/domain/lists.ts';
import { decimal } from '#lib/domain/money.ts';
import { type Workspace, workspaces } from '#lib/domain/paths.ts';
import { hasEvidenceLimits } from '#lib/domain/readiness/tax-evidence.ts';
import { fitsWorkspace } from '#lib/domain/tax.ts';
import { asSent, isSentOtherwise } from '#lib/domain/tax-policy.ts';
import { type TaxPolicy, type TaxSettings, taxPolicies } from '#lib/domain/tax-settings.ts';
import { changesByTaxSettings } from '#lib/domain/tax-settings-changes.ts';
import { ledgerTitle, storedLedger } from '#lib/ledger/ledgers.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type LastTaxChange, lastTaxChange } from './apply-tax-settings.ts';
import { type OpenCoding, openCodings } from './open-codings.ts';
import {
  type EvidenceExample,
  evidenceExample,
  type RateExample,
  type RegistrationExample,
  rateExample,
  registrationExample,
} from './tax-section-examples.ts';

/** All that the page of tax settings shows. */
export type TaxSettingsView = {
  settings: TaxSettings;
  /** What the accounting software is called; null while none was ever connected. */
  books: string | null;
  country: string;
  /** As the business profile has it; null where nobody has said. */
  taxCycle: string | null;
  filesNoTax: boolean;
  /** The rates that may be the default of each side. */
  rates: Record<Workspace, { id: string; name: string; effectiveRate: string }[]>;
  /** The categories that deductions of the Construction Industry Scheme can go to, where the country has it. */
  cisAccounts: { id: string; name: string; code: string | null }[] | null;
  /** Whether its tax office wants to see certain things on documents. */
  hasEvidenceLimits: boolean;
  /** Suppliers that are subcontractors. */
  subcontractors: number;
  example: TaxExample | null;
  rate: RateExample | null;
  registration: RegistrationExample | null;
  evidence: EvidenceExample;
  effect: TaxEffect;
  /** What was last made of open items, which can still be taken back. */
  last: LastTaxChange | null;
};

/** What is said of settings as they are chosen. */
export type ToldTax = Pick<TaxSettingsView, 'effect' | 'example' | 'rate' | 'registration' | 'evidence'>;

/** An item of the business, by which the choices are told. */
export type TaxExample = {
  number: number;
  contact: string | null;
  currency: string;
  total: Amount;
  taxAmount: Amount;
  /** The books get the same of it, and of every other open item, by each policy. */
  isAlike: boolean;
  /** What the books get of its tax by each policy. */
  sent: Record<TaxPolicy, { taxAmount: Amount; rates: string[] }>;
};

/** What new settings would change of the open items. */
export type TaxEffect = {
  open: number;
  /** More are open than were looked at. */
  isCut: boolean;
  /** With another tax in the books than by the former settings. */
  sentOtherwise: number;
  /** That could be coded anew, since nobody decided otherwise. */
  recoded: number;
};

export async function taxSettingsView(scope: PersonScope): Promise<TaxSettingsView> {
  const { businessId } = scope;
  const [business, connection, open, subcontractors, last] = await Promise.all([
    db.business.findUniqueOrThrow({ where: { id: businessId }, select: { country: true, taxCycle: true } }),
    businessConnection(db, businessId),
    openCodings(db, businessId),
    db.contact.count({ where: { businessId, cisRate: { not: null } } }),
    lastTaxChange(scope),
  ]);
  const { lists } = open.context;
  const cycle = business.taxCycle && business.taxCycle in taxCycles ? (business.taxCycle as TaxCycle) : null;
  const offered = [...lists.taxRates.values()].filter(({ isArchived }) => !isArchived);
  const ratesOf = (workspace: Workspace) =>
    offered
      .filter((rate) => fitsWorkspace(rate, workspace))
      .map(({ id, name, effectiveRate }) => ({ id, name, effectiveRate }));
  const country = connection?.country ?? business.country;
  return {
    settings: lists.tax,
    books: connection ? ledgerTitle(storedLedger(connection)) : null,
    country,
    taxCycle: cycle && taxCycles[cycle],
    filesNoTax: cycle === 'NONE',
    rates: Object.fromEntries(
      workspaces.map((workspace) => [workspace, ratesOf(workspace)]),
    ) as TaxSettingsView['rates'],
    cisAccounts: country === 'GB' ? await codableAccounts(businessId, connection?.id ?? null) : null,
    hasEvidenceLimits: hasEvidenceLimits(country),
    subcontractors,
    last,
    ...toldBy(open, lists.tax),
  };
}

async function codableAccounts(businessId: string, connectionId: string | null) {
  if (connectionId === null) return [];
  const accounts = await db.account.findMany({ where: { businessId, connectionId }, orderBy: { code: 'asc' } });
  return accounts
    .filter((account) => isCodable({ ...account, class: account.class as AccountClass }))
    .map(({ id, name, code }) => ({ id, name, code }));
}

/** What settings that are not saved yet would change, and the choices beside them told by what they say. */
export async function taxEffect({ businessId }: PersonScope, settings: TaxSettings): Promise<ToldTax> {
  return toldBy(await openCodings(db, businessId), settings);
}

function toldBy(open: Awaited<ReturnType<typeof openCodings>>, settings: TaxSettings): ToldTax {
  const { items, context } = open;
  const next = { ...context, lists: { ...context.lists, tax: settings } };
  return {
    effect: effectOf(open, settings),
    example: exampleOf(items, next.lists, context.baseCurrency),
    rate: rateExample(items, next),
    registration: registrationExample(items, context),
    evidence: evidenceExample(items, context),
  };
}

function effectOf(
  { items, isCut, context: { lists } }: Awaited<ReturnType<typeof openCodings>>,
  settings: TaxSettings,
) {
  const next = { ...lists, tax: settings };
  const count = (is: (item: OpenCoding) => boolean) => items.filter(is).length;
  return {
    open: items.length,
    isCut,
    sentOtherwise: count(({ coding }) => !isSameTax(asSent(coding, lists), asSent(coding, next), lists)),
    recoded: count((item) => changesByTaxSettings(item, lists, settings) !== null),
  };
}

type Coded = OpenCoding['coding'];

function isSameTax(one: Coded, other: Coded, { rules: { amountDigits } }: Lists): boolean {
  const ratesOf = ({ taxRateId, lines }: Coded) =>
    lines.length > 0 ? lines.map((line) => line.taxRateId).join() : taxRateId;
  const taxOf = (coding: Coded) => decimal(itemTax(coding, amountDigits) ?? '0');
  return taxOf(one).equals(taxOf(other)) && ratesOf(one) === ratesOf(other);
}

/** The newest item in which the policies differ or, where they do not, the newest with a tax. */
function exampleOf(items: readonly OpenCoding[], lists: Lists, baseCurrency: string): TaxExample | null {
  const told = items.filter(({ coding }) => coding.total !== null && coding.taxMode !== 'NONE' && hasRates(coding));
  const differs = ({ coding }: OpenCoding) =>
    taxPolicies.some((policy) => isSentOtherwise(coding, { ...lists, tax: { ...lists.tax, policy } }));
  const different = told.find(differs);
  const item = different ?? told[0];
  if (!item) return null;
  const { coding, number } = item;
  const tax = (of: Coded) => itemTax(of, lists.rules.amountDigits) ?? '0';
  const nameOf = (id: string | null) => lists.taxRates.get(id ?? '')?.name ?? '';
  const of = <K extends string, T>(keys: readonly K[], told: (key: K) => T) =>
    Object.fromEntries(keys.map((key) => [key, told(key)])) as Record<K, T>;
  return {
    number,
    contact: lists.contacts.get(coding.contactId ?? '')?.name ?? null,
    currency: coding.currency ?? baseCurrency,
    total: coding.total ?? '0',
    taxAmount: tax(coding),
    isAlike: different === undefined,
    sent: of(taxPolicies, (policy) => {
      const sent = asSent(coding, { ...lists, tax: { ...lists.tax, policy } });
      const rates = sent.lines.length > 0 ? sent.lines.map(({ taxRateId }) => taxRateId) : [sent.taxRateId];
      return { taxAmount: tax(sent), rates: [...new Set(rates.map(nameOf))].filter(Boolean) };
    }),
  };
}

const hasRates = ({ taxRateId, lines }: Coded) =>
  lines.length > 0 ? lines.every((line) => line.taxRateId !== null) : taxRateId !== null;
