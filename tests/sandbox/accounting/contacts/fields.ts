import type { Fields } from '../api/reading.ts';
import type {
  Address,
  BatchPaymentDetails,
  Contact,
  ContactPerson,
  DefaultTracking,
  PaymentTerms,
  Phone,
} from './record.ts';

/** A contact with nothing but its name. */
export function blankContact(name: string, now: number): Contact {
  return {
    id: crypto.randomUUID(),
    name: name.trim(),
    status: 'ACTIVE',
    contactNumber: '',
    accountNumber: '',
    firstName: '',
    lastName: '',
    companyNumber: '',
    emailAddress: undefined,
    bankAccountDetails: '',
    taxNumber: '',
    taxNumberType: '',
    accountsReceivableTaxType: '',
    accountsPayableTaxType: '',
    addresses: [],
    phones: [],
    contactPersons: [],
    isSupplier: false,
    isCustomer: false,
    defaultCurrency: '',
    salesDefaultAccountCode: '',
    purchasesDefaultAccountCode: '',
    salesDefaultLineAmountType: '',
    purchasesDefaultLineAmountType: '',
    salesTracking: [],
    purchasesTracking: [],
    paymentTerms: undefined,
    brandingThemeId: undefined,
    website: '',
    xeroNetworkKey: '',
    batchPayments: undefined,
    mergedToContactId: undefined,
    hasAttachments: false,
    updatedAt: now,
  };
}

/** The fields that may be written, applied to a contact. Contact persons that are not listed are dropped. */
export function withFields(contact: Contact, fields: Fields, now: number): Contact {
  return {
    ...contact,
    name: fields.text('Name')?.trim() ?? contact.name,
    status:
      fields.oneOf('ContactStatus', 'ContactStatus', ['ACTIVE', 'ARCHIVED', 'GDPRREQUEST'] as const) ?? contact.status,
    contactNumber: fields.text('ContactNumber') ?? contact.contactNumber,
    accountNumber: fields.text('AccountNumber') ?? contact.accountNumber,
    firstName: fields.text('FirstName') ?? contact.firstName,
    lastName: fields.text('LastName') ?? contact.lastName,
    companyNumber: fields.text('CompanyNumber') ?? contact.companyNumber,
    emailAddress: fields.text('EmailAddress') ?? contact.emailAddress,
    bankAccountDetails: fields.text('BankAccountDetails') ?? contact.bankAccountDetails,
    taxNumber: fields.text('TaxNumber') ?? contact.taxNumber,
    taxNumberType: fields.oneOf('TaxNumberType', 'TaxNumberType', TAX_NUMBER_TYPES) ?? contact.taxNumberType,
    accountsReceivableTaxType: fields.text('AccountsReceivableTaxType') ?? contact.accountsReceivableTaxType,
    accountsPayableTaxType: fields.text('AccountsPayableTaxType') ?? contact.accountsPayableTaxType,
    addresses: merged(contact.addresses, fields.list('Addresses')?.map(readAddress), (one) => one.AddressType),
    phones: merged(contact.phones, fields.list('Phones')?.map(readPhone), (one) => one.PhoneType),
    contactPersons: fields.list('ContactPersons')?.map(readPerson) ?? contact.contactPersons,
    defaultCurrency: fields.currency('DefaultCurrency') ?? contact.defaultCurrency,
    salesDefaultAccountCode: fields.text('SalesDefaultAccountCode') ?? contact.salesDefaultAccountCode,
    purchasesDefaultAccountCode: fields.text('PurchasesDefaultAccountCode') ?? contact.purchasesDefaultAccountCode,
    salesDefaultLineAmountType:
      fields.oneOf('SalesDefaultLineAmountType', 'LineAmountType', DEFAULT_LINE_AMOUNT_TYPES) ??
      contact.salesDefaultLineAmountType,
    purchasesDefaultLineAmountType:
      fields.oneOf('PurchasesDefaultLineAmountType', 'LineAmountType', DEFAULT_LINE_AMOUNT_TYPES) ??
      contact.purchasesDefaultLineAmountType,
    salesTracking: fields.list('SalesTrackingCategories')?.map(readTracking) ?? contact.salesTracking,
    purchasesTracking: fields.list('PurchasesTrackingCategories')?.map(readTracking) ?? contact.purchasesTracking,
    brandingThemeId: fields.object('BrandingTheme')?.guid('BrandingThemeID') ?? contact.brandingThemeId,
    xeroNetworkKey: fields.text('XeroNetworkKey') ?? contact.xeroNetworkKey,
    batchPayments: readBatchPayments(fields.object('BatchPayments')) ?? contact.batchPayments,
    paymentTerms: readTerms(fields.object('PaymentTerms')) ?? contact.paymentTerms,
    updatedAt: now,
  };
}

/** New entries replace those of the same kind, in their place, and leave the others. */
function merged<T>(old: T[], given: T[] | undefined, kindOf: (entry: T) => string): T[] {
  if (!given) return old;
  const byKind = new Map([...old, ...given].map((entry) => [kindOf(entry), entry]));
  return [...byKind.values()];
}

function readAddress(fields: Fields): Address {
  const AddressType = fields.oneOf('AddressType', 'AddressType', ['POBOX', 'STREET'] as const) ?? 'STREET';
  return {
    AddressType,
    ...texts(fields, [
      'AddressLine1',
      'AddressLine2',
      'AddressLine3',
      'AddressLine4',
      'City',
      'Region',
      'PostalCode',
      'Country',
      'AttentionTo',
    ]),
  };
}

function readPhone(fields: Fields): Phone {
  const types = ['DEFAULT', 'DDI', 'FAX', 'MOBILE', 'OFFICE'] as const;
  return {
    PhoneType: fields.oneOf('PhoneType', 'PhoneType', types) ?? 'DEFAULT',
    ...texts(fields, ['PhoneNumber', 'PhoneAreaCode', 'PhoneCountryCode']),
  };
}

function readPerson(fields: Fields): ContactPerson {
  return {
    ...texts(fields, ['FirstName', 'LastName', 'EmailAddress']),
    IncludeInEmails: fields.boolean('IncludeInEmails') ?? false,
  };
}

function readTracking(fields: Fields): DefaultTracking {
  return {
    TrackingCategoryName: fields.text('TrackingCategoryName') ?? '',
    TrackingOptionName: fields.text('TrackingOptionName') ?? '',
  };
}

const TAX_NUMBER_TYPES = ['SSN', 'EIN', 'ITIN', 'ATIN'] as const;
const DEFAULT_LINE_AMOUNT_TYPES = ['INCLUSIVE', 'EXCLUSIVE', 'NONE'] as const;

function readBatchPayments(fields: Fields | undefined): BatchPaymentDetails | undefined {
  return fields && texts(fields, ['BankAccountNumber', 'BankAccountName', 'Details', 'Code', 'Reference']);
}

function readTerms(fields: Fields | undefined): PaymentTerms | undefined {
  if (!fields) return undefined;
  const term = (name: string) => {
    const given = fields.object(name);
    return (
      given && {
        Day: given.decimal('Day') ?? 0,
        Type: given.oneOf('Type', 'PaymentTermType', TERMS) ?? 'DAYSAFTERBILLDATE',
      }
    );
  };
  const [Bills, Sales] = [term('Bills'), term('Sales')];
  return { ...(Bills && { Bills }), ...(Sales && { Sales }) };
}

const TERMS = ['DAYSAFTERBILLDATE', 'DAYSAFTERBILLMONTH', 'OFCURRENTMONTH', 'OFFOLLOWINGMONTH'] as const;

function texts<K extends string>(fields: Fields, names: readonly K[]): Partial<Record<K, string>> {
  const found: Partial<Record<K, string>> = {};
  for (const name of names) {
    const value = fields.text(name);
    if (value !== undefined) found[name] = value;
  }
  return found;
}
