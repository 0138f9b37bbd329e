import { boolean, decimal, guid, instant, type Properties, text } from '../where/properties.ts';
import type { Contact } from './record.ts';

/** What can be asked about a contact. */
export const CONTACT_PROPERTIES: Properties<Contact> = {
  ContactID: guid((contact) => contact.id),
  Name: text((contact) => contact.name),
  ContactNumber: text((contact) => contact.contactNumber || undefined),
  AccountNumber: text((contact) => contact.accountNumber || undefined),
  ContactStatus: text((contact) => contact.status),
  FirstName: text((contact) => contact.firstName || undefined),
  LastName: text((contact) => contact.lastName || undefined),
  CompanyNumber: text((contact) => contact.companyNumber || undefined),
  EmailAddress: text((contact) => contact.emailAddress),
  BankAccountDetails: text((contact) => contact.bankAccountDetails),
  TaxNumber: text((contact) => contact.taxNumber || undefined),
  TaxNumberType: text((contact) => contact.taxNumberType || undefined),
  AccountsReceivableTaxType: text((contact) => contact.accountsReceivableTaxType || undefined),
  AccountsPayableTaxType: text((contact) => contact.accountsPayableTaxType || undefined),
  SalesDefaultAccountCode: text((contact) => contact.salesDefaultAccountCode || undefined),
  PurchasesDefaultAccountCode: text((contact) => contact.purchasesDefaultAccountCode || undefined),
  SalesDefaultLineAmountType: text((contact) => contact.salesDefaultLineAmountType || undefined),
  PurchasesDefaultLineAmountType: text((contact) => contact.purchasesDefaultLineAmountType || undefined),
  DefaultCurrency: text((contact) => contact.defaultCurrency || undefined),
  XeroNetworkKey: text((contact) => contact.xeroNetworkKey || undefined),
  Website: text((contact) => contact.website || undefined),
  MergedToContactID: guid((contact) => contact.mergedToContactId),
  IsSupplier: boolean((contact) => contact.isSupplier),
  IsCustomer: boolean((contact) => contact.isCustomer),
  HasAttachments: boolean((contact) => contact.hasAttachments),
  // A discount can be set on Xero's website only.
  Discount: decimal(() => undefined),
  UpdatedDateUTC: instant((contact) => contact.updatedAt),
};
