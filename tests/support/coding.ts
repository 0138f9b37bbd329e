import { calendarDate } from '#lib/domain/calendar-date.ts';
import { type Coding, type CodingLine, emptyCoding } from '#lib/domain/coding/coding.ts';
import { emptyLine } from '#lib/domain/coding/line-items.ts';
import { standardHouseRules } from '#lib/domain/house-rules.ts';
import type {
  Account,
  Contact,
  Lists,
  Organisation,
  PaymentMethod,
  TaxRate,
  TrackingCategory,
} from '#lib/domain/lists.ts';
import { usualTaxSettings } from '#lib/domain/tax-settings.ts';
import { rulesOf } from '#lib/ledger/ledgers.ts';

/** Small books with one of each kind that the rules tell apart, and a coding that is ready in them. */

export const today = calendarDate('2026-11-23');

const account = (id: string, code: string, name: string, more: Partial<Account> = {}): Account => ({
  id,
  ledgerId: `ledger-${id}`,
  code,
  name,
  type: 'EXPENSE',
  class: 'EXPENSE',
  taxType: 'INPUT2',
  systemAccount: null,
  enablesPayments: false,
  isArchived: false,
  ...more,
});

const onlyExpenses = { ASSET: true, EQUITY: true, EXPENSE: true, LIABILITY: true, REVENUE: false };
const onlyRevenue = { ASSET: true, EQUITY: true, EXPENSE: false, LIABILITY: true, REVENUE: true };

const taxRate = (id: string, taxType: string, effectiveRate: string, more: Partial<TaxRate> = {}): TaxRate => ({
  id,
  taxType,
  name: `Rate ${taxType}`,
  effectiveRate,
  components: [],
  canApplyTo: onlyExpenses,
  reportTaxType: null,
  isArchived: false,
  ...more,
});

const contact = (id: string, name: string, more: Partial<Contact> = {}): Contact => ({
  id,
  ledgerId: `ledger-${id}`,
  name,
  isCustomer: false,
  isArchived: false,
  ...more,
});

const byId = <T extends { id: string }>(...entries: T[]) => new Map(entries.map((entry) => [entry.id, entry]));

const region: TrackingCategory = {
  id: 'region',
  ledgerId: 'ledger-region',
  name: 'Region',
  isArchived: false,
  options: [
    { id: 'north', ledgerId: 'ledger-north', name: 'North', isArchived: false },
    { id: 'closed', ledgerId: 'ledger-closed', name: 'Closed', isArchived: true },
  ],
};
const department: TrackingCategory = {
  id: 'department',
  ledgerId: 'ledger-department',
  name: 'Department',
  isArchived: false,
  options: [{ id: 'sales', ledgerId: 'ledger-sales', name: 'Sales', isArchived: false }],
};

const method = (
  id: string,
  name: string,
  accountLedgerId: string | null,
  more: Partial<PaymentMethod> = {},
): PaymentMethod => ({
  ...{ id, name, accountLedgerId },
  ...{ isArchived: false, isBankAccount: true, enablesPayments: true, currency: null, trouble: null },
  ...more,
});

export const lists: Lists = {
  newContacts: 'AT_PUBLISHING',
  tax: usualTaxSettings,
  house: standardHouseRules,
  hasAccounts: true,
  asOf: {},
  rules: rulesOf(null),
  accounts: byId(
    account('power', '445', 'Light, Power, Heating'),
    account('office', '429', 'General Expenses'),
    account('old', '480', 'Old Category', { isArchived: true }),
    account('bank', '090', 'Business Bank Account', { type: 'BANK', class: 'ASSET' }),
    account('creditors', '800', 'Accounts Payable', { class: 'LIABILITY', systemAccount: 'CREDITORS' }),
    account('exempt', '441', 'Legal', { taxType: 'EXEMPTINPUT' }),
  ),
  taxRates: byId(
    taxRate('vat20', 'INPUT2', '20'),
    taxRate('vat5', 'RRINPUT', '5'),
    taxRate('exempt', 'EXEMPTINPUT', '0'),
    taxRate('sales20', 'OUTPUT2', '20', { canApplyTo: onlyRevenue }),
    taxRate('gone', 'SRINPUT', '15', { isArchived: true }),
  ),
  tracking: [region, department],
  contacts: byId(
    contact('acme', 'Acme Ltd'),
    contact('shut', 'Shut Ltd', { isArchived: true }),
    contact('twice', 'ACME Limited', { mergedInto: { id: 'acme', name: 'Acme Ltd' } }),
  ),
  owners: new Map(),
  flags: new Map(),
  paymentMethods: byId<PaymentMethod>(
    method('card', 'Company card', 'ledger-bank'),
    method('euros', 'Euro account', 'ledger-euros', { currency: 'EUR' }),
    method('loan', "Director's loan", 'ledger-loan', { isBankAccount: false }),
    method('wages', 'Wages', 'ledger-wages', { isBankAccount: false, enablesPayments: false }),
    method('unlinked', 'Old card', null, { isBankAccount: false, trouble: 'noAccount' }),
  ),
  products: byId({ id: 'pens', code: 'PEN', name: 'Box of pens', isArchived: false }),
  currencies: new Set(['GBP', 'EUR']),
};

export const organisation: Organisation = {
  name: 'Harbour & Vine Ltd',
  country: 'GB',
  baseCurrency: 'GBP',
  timeZone: 'Europe/London',
  periodLockOn: calendarDate('2026-03-31'),
  endOfYearLockOn: calendarDate('2025-12-31'),
  isMultiCurrency: true,
};

export function aCoding(changes: Partial<Coding> = {}): Coding {
  return {
    ...emptyCoding(),
    contactId: 'acme',
    issuedOn: calendarDate('2026-11-01'),
    dueOn: calendarDate('2026-11-30'),
    reference: 'INV-7',
    accountId: 'power',
    description: 'Electricity',
    currency: 'GBP',
    total: '120.00',
    taxRateId: 'vat20',
    taxAmount: '20.00',
    ...changes,
  };
}

export function aLine(changes: Partial<CodingLine> = {}): CodingLine {
  return {
    ...emptyLine('line-1'),
    description: 'Electricity',
    accountId: 'power',
    taxRateId: 'vat20',
    unitAmount: '120.00',
    total: '120.00',
    taxAmount: '20.00',
    ...changes,
  };
}
