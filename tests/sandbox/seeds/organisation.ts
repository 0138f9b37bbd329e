import type { Country, Member, Organisation } from '../accounting/organisations/record.ts';
import type { Sandbox } from '../sandbox.ts';
import { AUSTRALIA_CHART, AUSTRALIA_RATES } from './australia.ts';
import { CANADA_CHART, CANADA_RATES } from './canada.ts';
import { readChart } from './chart.ts';
import {
  IRELAND_CHART,
  IRELAND_RATES,
  SINGAPORE_CHART,
  SINGAPORE_RATES,
  UNITED_STATES_CHART,
  UNITED_STATES_RATES,
} from './global.ts';
import { NEW_ZEALAND_CHART, NEW_ZEALAND_RATES } from './new-zealand.ts';
import { readRates } from './rates.ts';
import { UNITED_KINGDOM_CHART, UNITED_KINGDOM_RATES } from './united-kingdom.ts';

export const SEEDED_COUNTRIES = {
  GB: { currency: 'GBP', chart: UNITED_KINGDOM_CHART, rates: UNITED_KINGDOM_RATES },
  NZ: { currency: 'NZD', chart: NEW_ZEALAND_CHART, rates: NEW_ZEALAND_RATES },
  AU: { currency: 'AUD', chart: AUSTRALIA_CHART, rates: AUSTRALIA_RATES },
  CA: { currency: 'CAD', chart: CANADA_CHART, rates: CANADA_RATES },
  US: { currency: 'USD', chart: UNITED_STATES_CHART, rates: UNITED_STATES_RATES },
  IE: { currency: 'EUR', chart: IRELAND_CHART, rates: IRELAND_RATES },
  SG: { currency: 'SGD', chart: SINGAPORE_CHART, rates: SINGAPORE_RATES },
} satisfies Record<Country, { currency: string; chart: string; rates: string }>;

export const CURRENCY_NAMES: Record<string, string> = {
  GBP: 'British Pound',
  EUR: 'Euro',
  USD: 'United States Dollar',
  NZD: 'New Zealand Dollar',
  AUD: 'Australian Dollar',
  CAD: 'Canadian Dollar',
  SGD: 'Singapore Dollar',
};

export interface OrganisationSeed {
  id?: string;
  name: string;
  country: Country;
  members: Member[];
  /** Currencies beside the base currency. With one or more, the plan is multi-currency. */
  currencies?: string[];
  tracking?: Record<string, string[]>;
  /** Tax rates that the country has and this organisation has not added. */
  withoutTaxTypes?: string[];
  details?: Partial<Organisation>;
}

/** Adds an organisation with its country's chart of accounts and tax rates. Needs an open transaction. */
export function addOrganisation(sandbox: Sandbox, seed: OrganisationSeed): Organisation {
  const now = sandbox.clock.now();
  const { currency, chart, rates } = SEEDED_COUNTRIES[seed.country];
  const id = seed.id ?? crypto.randomUUID();
  const organisation: Organisation = {
    id,
    name: seed.name,
    legalName: seed.name,
    country: seed.country,
    baseCurrency: currency,
    isMultiCurrency: (seed.currencies?.length ?? 0) > 0,
    periodLockDate: undefined,
    endOfYearLockDate: undefined,
    financialYearEnd: { day: 31, month: 3 },
    taxNumber: undefined,
    registrationNumber: undefined,
    lineOfBusiness: undefined,
    address: { line1: '1 High Street', city: '', region: '', postalCode: '', country: '' },
    shortCode: `!${Buffer.from(id).toString('base64url').slice(0, 5)}`,
    plan: 'PREMIUM',
    approvalsPerMonth: undefined,
    members: seed.members,
    createdAt: now,
    limits: undefined,
    ...seed.details,
  };
  sandbox.organisations.put(organisation);
  const books = sandbox.books(id);
  for (const account of readChart(chart, currency, now)) {
    const isOtherCurrency = account.currencyCode !== '' && account.currencyCode !== currency;
    if (!isOtherCurrency || seed.currencies?.includes(account.currencyCode)) books.accounts.put(account);
  }
  for (const rate of readRates(rates, now)) {
    if (!seed.withoutTaxTypes?.includes(rate.id)) books.taxRates.put(rate);
  }
  for (const code of [currency, ...(seed.currencies ?? [])]) {
    books.currencies.put({ id: code, description: CURRENCY_NAMES[code] ?? code });
  }
  for (const [position, [name, options]] of Object.entries(seed.tracking ?? {}).entries()) {
    books.tracking.put({
      id: crypto.randomUUID(),
      name,
      status: 'ACTIVE',
      position,
      options: options.map((option) => ({ id: crypto.randomUUID(), name: option, status: 'ACTIVE' })),
    });
  }
  books.brandingThemes.put({ id: crypto.randomUUID(), name: 'Standard', sortOrder: 0, createdAt: now });
  return organisation;
}
