import { Decimal } from 'decimal.js';
import { msDate } from '../api/dates.ts';
import type { Books } from '../books.ts';
import { round } from '../documents/amounts.ts';
import { amountDue, type Invoice, type InvoiceType } from '../invoices/record.ts';
import type { Address, Contact, Phone } from './record.ts';

/** A contact as it is read, alone or in a list, with what is owed and, as of `today`, overdue. */
export function contactWithBalancesJson(books: Books, contact: Contact, today: string) {
  return { ...contactJson(books, contact), ...balancesJson(books, contact.id, today) };
}

/** A contact as it is answered to a change: always two addresses and four phones. */
export function contactJson(books: Books, contact: Contact) {
  const theme = books.brandingThemes.get(contact.brandingThemeId);
  return {
    ...contactSummaryJson(books, contact),
    Addresses: ADDRESS_TYPES.map((type) => addressOf(contact, type)),
    Phones: PHONE_TYPES.map((type) => phoneOf(contact, type)),
    ContactPersons: contact.contactPersons,
    ...(contact.companyNumber && { CompanyNumber: contact.companyNumber }),
    ...(contact.taxNumber && { TaxNumber: contact.taxNumber }),
    ...(contact.taxNumberType && { TaxNumberType: contact.taxNumberType }),
    ...(contact.accountsReceivableTaxType && { AccountsReceivableTaxType: contact.accountsReceivableTaxType }),
    ...(contact.accountsPayableTaxType && { AccountsPayableTaxType: contact.accountsPayableTaxType }),
    ...(contact.defaultCurrency && { DefaultCurrency: contact.defaultCurrency }),
    ...(contact.salesDefaultAccountCode && { SalesDefaultAccountCode: contact.salesDefaultAccountCode }),
    ...(contact.purchasesDefaultAccountCode && { PurchasesDefaultAccountCode: contact.purchasesDefaultAccountCode }),
    ...(contact.salesDefaultLineAmountType && { SalesDefaultLineAmountType: contact.salesDefaultLineAmountType }),
    ...(contact.purchasesDefaultLineAmountType && {
      PurchasesDefaultLineAmountType: contact.purchasesDefaultLineAmountType,
    }),
    SalesTrackingCategories: contact.salesTracking,
    PurchasesTrackingCategories: contact.purchasesTracking,
    ...(contact.paymentTerms && { PaymentTerms: contact.paymentTerms }),
    ...(contact.batchPayments && { BatchPayments: contact.batchPayments }),
    ...(contact.xeroNetworkKey && { XeroNetworkKey: contact.xeroNetworkKey }),
    ...(theme && { BrandingTheme: { BrandingThemeID: theme.id, Name: theme.name } }),
    ...(contact.website && { Website: contact.website }),
    ...(contact.mergedToContactId && { MergedToContactID: contact.mergedToContactId }),
    HasAttachments: contact.hasAttachments,
  };
}

/** What is owed to and by a contact, in the base currency. */
function balancesJson({ invoices }: Books, contactId: string, today: string) {
  const open = invoices.find('contact', contactId).filter(({ status }) => status === 'AUTHORISED');
  const sumOf = (some: Invoice[]) =>
    round(some.reduce((sum, one) => sum.plus(new Decimal(amountDue(one)).dividedBy(one.currencyRate)), new Decimal(0)));
  const side = (type: InvoiceType) => {
    const some = open.filter((invoice) => invoice.type === type);
    return { Outstanding: sumOf(some), Overdue: sumOf(some.filter(({ dueDate }) => dueDate && dueDate < today)) };
  };
  return { Balances: { AccountsReceivable: side('ACCREC'), AccountsPayable: side('ACCPAY') } };
}

/** What `summaryOnly` leaves. */
export function contactSummaryJson(books: Books, contact: Contact) {
  return {
    ContactID: contact.id,
    ...(contact.contactNumber && { ContactNumber: contact.contactNumber }),
    ...(contact.accountNumber && { AccountNumber: contact.accountNumber }),
    ContactStatus: contact.status,
    Name: contact.name,
    ...(contact.firstName && { FirstName: contact.firstName }),
    ...(contact.lastName && { LastName: contact.lastName }),
    ...(contact.emailAddress !== undefined && { EmailAddress: contact.emailAddress }),
    BankAccountDetails: contact.bankAccountDetails,
    UpdatedDateUTC: msDate(contact.updatedAt),
    ContactGroups: groupsOf(books, contact.id),
    IsSupplier: contact.isSupplier,
    IsCustomer: contact.isCustomer,
    HasValidationErrors: false,
  };
}

/** A contact inside a list of documents: it names it and no more, and never its e-mail address. */
export function slimContactJson(contact: Contact) {
  return {
    ContactID: contact.id,
    Name: contact.name,
    Addresses: [],
    Phones: [],
    ContactGroups: [],
    ContactPersons: [],
    HasValidationErrors: false,
  };
}

const ADDRESS_TYPES = ['STREET', 'POBOX'] as const;
const PHONE_TYPES = ['DEFAULT', 'DDI', 'FAX', 'MOBILE'] as const;

function addressOf(contact: Contact, AddressType: Address['AddressType']): Address {
  const blank = { AddressType, City: '', Region: '', PostalCode: '', Country: '' };
  return contact.addresses.find((address) => address.AddressType === AddressType) ?? blank;
}

function phoneOf(contact: Contact, PhoneType: Phone['PhoneType']): Phone {
  const blank = { PhoneType, PhoneNumber: '', PhoneAreaCode: '', PhoneCountryCode: '' };
  return contact.phones.find((phone) => phone.PhoneType === PhoneType) ?? blank;
}

function groupsOf({ contactGroups }: Books, contactId: string) {
  return [...contactGroups.values()]
    .filter((group) => group.status === 'ACTIVE' && group.contactIds.includes(contactId))
    .map(({ id, name, status }) => ({ ContactGroupID: id, Name: name, Status: status, HasValidationErrors: false }));
}
