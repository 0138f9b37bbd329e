import type {
  Account,
  Contact,
  Currency,
  Item,
  Organisation,
  TaxRate,
  TrackingCategory,
  TrackingOption,
} from 'xero-node';
import type { Amount } from '#lib/domain/amount.ts';
import { type CalendarDate, toCalendarDate } from '#lib/domain/calendar-date.ts';
import type { ContactAddress } from '#lib/domain/contact-address.ts';
import type { AccountClass } from '#lib/domain/lists.ts';
import { decimal } from '#lib/domain/money.ts';
import { normalText } from '#lib/domain/normal-text.ts';
import type {
  LedgerAccount,
  LedgerContact,
  LedgerCurrency,
  LedgerOrganisation,
  LedgerProduct,
  LedgerTaxRate,
  LedgerTrackingCategory,
} from '../ledger.ts';
import { msDate } from './ms-date.ts';
import { required } from './required.ts';
import { ianaTimeZone } from './time-zone.ts';

/** Xero's entries in our terms. Its empty texts mean the same as missing ones; ids and names are always there. */

export function organisationOf(entry: Organisation): LedgerOrganisation {
  return {
    organisationId: required(entry.organisationID, 'OrganisationID'),
    name: nameOf(entry.name),
    country: text(entry.countryCode),
    baseCurrency: required(text(entry.baseCurrency), 'BaseCurrency'),
    edition: text(entry.edition),
    shortCode: text(entry.shortCode),
    timeZone: ianaTimeZone(text(entry.timezone)),
    periodLockOn: dateOf(entry.periodLockDate),
    endOfYearLockOn: dateOf(entry.endOfYearLockDate),
    isMultiCurrency: null,
    isDemo: entry.isDemoCompany === true || String(entry._class) === 'DEMO',
    plan: entry._class === undefined ? null : String(entry._class),
    mayNotApprove: null,
  };
}

export function accountOf(entry: Account): LedgerAccount {
  return {
    ledgerId: required(entry.accountID, 'AccountID'),
    code: text(entry.code),
    name: nameOf(entry.name),
    type: required(text(entry.type), 'Type'),
    class: required(text(entry._class), 'Class') as AccountClass,
    taxType: text(entry.taxType),
    description: words(entry.description),
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
    name: nameOf(entry.name),
    email: text(entry.emailAddress),
    accountNumber: text(entry.accountNumber),
    taxNumber: text(entry.taxNumber),
    bankAccount: words(entry.bankAccountDetails),
    phone: phoneOf(entry),
    addresses: addressesOf(entry),
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

/** Xero keeps a number in three parts, and calls the first that people see DEFAULT. */
function phoneOf({ phones = [] }: Contact): string | null {
  const numbers = [...phones]
    .sort((one, other) => Number(isDefault(other)) - Number(isDefault(one)))
    .map(({ phoneCountryCode, phoneAreaCode, phoneNumber }) =>
      text(phoneNumber) ? [phoneCountryCode, phoneAreaCode, phoneNumber].filter(Boolean).join(' ') : null,
    );
  return numbers.find((number) => number !== null) ?? null;
}

const isDefault = ({ phoneType }: { phoneType?: unknown }) => String(phoneType) === 'DEFAULT';

/** Both kinds are always there, and mostly empty. */
function addressesOf({ addresses = [] }: Contact): ContactAddress[] {
  return addresses.flatMap((address) => {
    const { addressLine1, addressLine2, addressLine3, addressLine4, attentionTo } = address;
    const town = [address.city, address.region, address.postalCode].map(words).filter(Boolean).join(' ');
    const lines = [attentionTo, addressLine1, addressLine2, addressLine3, addressLine4, town, address.country]
      .map(words)
      .filter((line) => line !== null);
    const kind = String(address.addressType) === 'STREET' ? 'STREET' : 'POSTAL';
    return lines.length > 0 ? [{ kind, lines }] : [];
  });
}

/** Without its options: each of those is an entry of its own. */
export function trackingCategoryOf(entry: TrackingCategory): Omit<LedgerTrackingCategory, 'options'> {
  return {
    ledgerId: required(entry.trackingCategoryID, 'TrackingCategoryID'),
    name: required(entry.name, 'Name'),
    isArchived: text(entry.status) !== 'ACTIVE',
  };
}

export function trackingOptionOf(entry: TrackingOption): LedgerTrackingCategory['options'][number] {
  return {
    ledgerId: required(entry.trackingOptionID, 'TrackingOptionID'),
    name: required(entry.name, 'Name'),
    isArchived: text(entry.status) !== 'ACTIVE',
  };
}

/** Rates that Xero's own sales tax computes: no document made through its API may carry them. */
const COMPUTED_THERE: ReadonlySet<string | null> = new Set(['AVALARA', 'USSALESTAX']);

export function taxRateOf(entry: TaxRate): LedgerTaxRate {
  const isForDocuments = ![text(entry.taxType), text(entry.reportTaxType)].some((code) => COMPUTED_THERE.has(code));
  return {
    taxType: required(entry.taxType, 'TaxType'),
    name: nameOf(entry.name),
    effectiveRate: numberOf(entry.effectiveRate) ?? '0',
    components: (entry.taxComponents ?? []).map((component) => ({
      name: component.name ?? '',
      rate: numberOf(component.rate) ?? '0',
      isCompound: component.isCompound === true,
      isNonRecoverable: component.isNonRecoverable === true,
    })),
    canApplyTo: {
      ASSET: isForDocuments && entry.canApplyToAssets === true,
      EQUITY: isForDocuments && entry.canApplyToEquity === true,
      EXPENSE: isForDocuments && entry.canApplyToExpenses === true,
      LIABILITY: isForDocuments && entry.canApplyToLiabilities === true,
      REVENUE: isForDocuments && entry.canApplyToRevenue === true,
    } satisfies Record<AccountClass, boolean>,
    reportTaxType: text(entry.reportTaxType),
    isArchived: text(entry.status) !== 'ACTIVE',
  };
}

export function currencyOf(entry: Currency): LedgerCurrency {
  return { code: required(text(entry.code), 'Code'), description: words(entry.description) };
}

export function productOf(entry: Item): LedgerProduct {
  return {
    ledgerId: required(entry.itemID, 'ItemID'),
    code: entry.code,
    name: words(entry.name),
    description: words(entry.description),
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

/** A text that is read and searched, in the form of ours. Codes and names that are sent back stay as they came. */
function words(value: unknown): string | null {
  const came = text(value);
  return came && normalText(came);
}

const nameOf = (value: unknown) => required(words(value), 'Name');

/** What no column holds. */
const BEYOND_BOOKS = '1e15';

/** The shortest text that gives the same number: no binary fraction shows. What is no number is never read as none. */
function numberOf(value: unknown): Amount | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number') throw new TypeError('Xero gave a text where a number belongs');
  const amount = decimal(String(value));
  if (amount.abs().gte(BEYOND_BOOKS)) throw new RangeError('An amount that no books hold');
  return amount.toFixed();
}

/** A day as Xero writes it, `/Date(1700000000000+0000)/` or `2023-11-14T00:00:00`: the UTC day is meant. */
export function dateOf(value: unknown): CalendarDate | null {
  if (typeof value !== 'string') return null;
  const instant = new Date(msDate(value) ?? Number.NaN);
  return toCalendarDate(Number.isNaN(instant.getTime()) ? value.slice(0, 10) : instant.toISOString().slice(0, 10));
}
