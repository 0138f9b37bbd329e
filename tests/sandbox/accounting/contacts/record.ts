import type { Entity } from '../../storage/table.ts';

export interface Address {
  AddressType: 'POBOX' | 'STREET';
  AddressLine1?: string;
  AddressLine2?: string;
  AddressLine3?: string;
  AddressLine4?: string;
  City?: string;
  Region?: string;
  PostalCode?: string;
  Country?: string;
  AttentionTo?: string;
}

export interface Phone {
  PhoneType: 'DEFAULT' | 'DDI' | 'FAX' | 'MOBILE' | 'OFFICE';
  PhoneNumber?: string;
  PhoneAreaCode?: string;
  PhoneCountryCode?: string;
}

export interface ContactPerson {
  FirstName?: string;
  LastName?: string;
  EmailAddress?: string;
  IncludeInEmails?: boolean;
}

export interface DefaultTracking {
  TrackingCategoryName: string;
  TrackingOptionName: string;
}

/** A supplier, a customer, or both. */
export interface Contact extends Entity {
  name: string;
  status: 'ACTIVE' | 'ARCHIVED' | 'GDPRREQUEST';
  contactNumber: string;
  accountNumber: string;
  firstName: string;
  lastName: string;
  companyNumber: string;
  /** Xero has contacts with an empty address and contacts without one. */
  emailAddress: string | undefined;
  bankAccountDetails: string;
  taxNumber: string;
  /** Which kind of number that is, where a country has several. */
  taxNumberType: string;
  accountsReceivableTaxType: string;
  accountsPayableTaxType: string;
  addresses: Address[];
  phones: Phone[];
  contactPersons: ContactPerson[];
  isSupplier: boolean;
  isCustomer: boolean;
  defaultCurrency: string;
  salesDefaultAccountCode: string;
  purchasesDefaultAccountCode: string;
  /** `INCLUSIVE`, `EXCLUSIVE` or `NONE`. */
  salesDefaultLineAmountType: string;
  purchasesDefaultLineAmountType: string;
  salesTracking: DefaultTracking[];
  purchasesTracking: DefaultTracking[];
  paymentTerms: PaymentTerms | undefined;
  brandingThemeId: string | undefined;
  website: string;
  xeroNetworkKey: string;
  batchPayments: BatchPaymentDetails | undefined;
  mergedToContactId: string | undefined;
  hasAttachments: boolean;
  updatedAt: number;
}

/** How a supplier is paid in a batch. */
export interface BatchPaymentDetails {
  BankAccountNumber?: string;
  BankAccountName?: string;
  Details?: string;
  Code?: string;
  Reference?: string;
}

export interface PaymentTerms {
  Bills?: { Day: number; Type: string };
  Sales?: { Day: number; Type: string };
}
