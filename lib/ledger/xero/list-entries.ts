import type { Account, Contact, Currency, Item, Organisation, TaxRate, TrackingCategory } from 'xero-node';
import { type CalendarDate, toCalendarDate } from '#lib/domain/calendar-date.ts';
import type { AccountClass } from '#lib/domain/lists.ts';
import { type Amount, decimal } from '#lib/domain/money.ts';
import type {
  LedgerAccount,
  LedgerContact,
  LedgerCurrency,
  LedgerOrganisation,
  LedgerProduct,
  LedgerTaxRate,
  LedgerTrackingCategory,
} from '../ledger.ts';
import { required } from './required.ts';
import { ianaTimeZone } from './time-zone.ts';

/** Xero's entries in our terms. Its empty texts mean the same as missing ones; ids and names are always there. */

export function organisationOf(entry: Organisation): LedgerOrganisation {
  return {
    organisationId: required(entry.organisationID, 'OrganisationID'),
    name: required(entry.name, 'Name'),
    country: text(entry.countryCode),
    baseCurrency: required(text(entry.baseCurrency), 'BaseCurrency'),
    edition: text(entry.edition),
    shortCode: text(entry.shortCode),
    timeZone: ianaTimeZone(text(entry.timezone)),
    periodLockOn: dateOf(entry.periodLockDate),
    endOfYearLockOn: dateOf(entry.endOfYearLockDate),
    isMultiCurrency: null,
    isDemo: entry.isDemoCompany === true || String(entry._class) === 'DEMO',
  };
}

export function accountOf(entry: Account): LedgerAccount {
  return {
    ledgerId: required(entry.accountID, 'AccountID'),
    code: text(entry.code),
    name: required(entry.name, 'Name'),
    type: required(text(entry.type), 'Type'),
    class: required(text(entry._class), 'Class') as AccountClass,
    taxType: text(entry.taxType),
    description: text(entry.description),
    systemAccount: text(entry.systemAccount),
    enablesPayments: entry.enablePaymentsToAccount === true,
    showsInExpenseClaims: entry.showInExpenseClaims === true,
    bankAccountNumber: text(entry.bankAccountNumber),
    currencyCode: text(entry.currencyCode),
    isArchived: text(entry.status) !== 'ACTIVE',
    ledgerUpdatedAt: entry.updatedDateUTC ?? null,
  };
}

export function contactOf(entry: Contact): LedgerContact {
  return {
    ledgerId: required(entry.contactID, 'ContactID'),
    name: required(entry.name, 'Name'),
    email: text(entry.emailAddress),
    accountNumber: text(entry.accountNumber),
    taxNumber: text(entry.taxNumber),
    isSupplier: entry.isSupplier === true,
    isCustomer: entry.isCustomer === true,
    defaultPurchaseAccountCode: text(entry.purchasesDefaultAccountCode),
    defaultPurchaseTaxType: text(entry.accountsPayableTaxType),
    defaultCurrency: text(entry.defaultCurrency),
    mergedIntoLedgerId: text(entry.mergedToContactID),
    isArchived: text(entry.contactStatus) !== 'ACTIVE',
    ledgerUpdatedAt: entry.updatedDateUTC ?? null,
  };
}

export function trackingCategoryOf(entry: TrackingCategory): LedgerTrackingCategory {
  return {
    ledgerId: required(entry.trackingCategoryID, 'TrackingCategoryID'),
    name: required(entry.name, 'Name'),
    isArchived: text(entry.status) !== 'ACTIVE',
    options: (entry.options ?? []).map((option) => ({
      ledgerId: required(option.trackingOptionID, 'TrackingOptionID'),
      name: required(option.name, 'Name'),
      isArchived: text(option.status) !== 'ACTIVE',
    })),
  };
}

export function taxRateOf(entry: TaxRate): LedgerTaxRate {
  return {
    taxType: required(entry.taxType, 'TaxType'),
    name: required(entry.name, 'Name'),
    effectiveRate: numberOf(entry.effectiveRate) ?? '0',
    components: (entry.taxComponents ?? []).map((component) => ({
      name: component.name ?? '',
      rate: numberOf(component.rate) ?? '0',
      isCompound: component.isCompound === true,
      isNonRecoverable: component.isNonRecoverable === true,
    })),
    canApplyTo: {
      ASSET: entry.canApplyToAssets === true,
      EQUITY: entry.canApplyToEquity === true,
      EXPENSE: entry.canApplyToExpenses === true,
      LIABILITY: entry.canApplyToLiabilities === true,
      REVENUE: entry.canApplyToRevenue === true,
    } satisfies Record<AccountClass, boolean>,
    reportTaxType: text(entry.reportTaxType),
    isArchived: text(entry.status) !== 'ACTIVE',
  };
}

export function currencyOf(entry: Currency): LedgerCurrency {
  return { code: required(text(entry.code), 'Code'), description: text(entry.description) };
}

export function productOf(entry: Item): LedgerProduct {
  return {
    ledgerId: required(entry.itemID, 'ItemID'),
    code: entry.code,
    name: text(entry.name),
    description: text(entry.description),
    purchaseAccountCode: text(entry.purchaseDetails?.accountCode ?? entry.purchaseDetails?.cOGSAccountCode),
    purchaseTaxType: text(entry.purchaseDetails?.taxType),
    purchaseUnitAmount: numberOf(entry.purchaseDetails?.unitPrice),
    saleAccountCode: text(entry.salesDetails?.accountCode),
    saleTaxType: text(entry.salesDetails?.taxType),
    saleUnitAmount: numberOf(entry.salesDetails?.unitPrice),
    isSold: entry.isSold === true,
    isPurchased: entry.isPurchased === true,
    ledgerUpdatedAt: entry.updatedDateUTC ?? null,
  };
}

/** xero-node's enums and texts alike; "" is how Xero writes nothing. */
function text(value: unknown): string | null {
  return value === undefined || value === null || value === '' ? null : String(value);
}

/** The shortest text that gives the same number: no binary fraction shows. What is no number is never read as none. */
function numberOf(value: unknown): Amount | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number') throw new TypeError('Xero gave a text where a number belongs');
  return decimal(String(value)).toFixed();
}

/** xero-node types dates as texts and makes `Date`s of them; their UTC day is meant. */
export function dateOf(value: unknown): CalendarDate | null {
  if (value instanceof Date) return toCalendarDate(value.toISOString().slice(0, 10));
  return typeof value === 'string' ? toCalendarDate(value.slice(0, 10)) : null;
}
