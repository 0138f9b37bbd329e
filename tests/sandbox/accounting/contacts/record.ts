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
  emailAddress: string;
  bankAccountDetails: string;
  taxNumber: string;
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
  salesTracking: DefaultTracking[];
  purchasesTracking: DefaultTracking[];
  paymentTerms: PaymentTerms | undefined;
  website: string;
  mergedToContactId: string | undefined;
  hasAttachments: boolean;
  updatedAt: number;
}

export interface PaymentTerms {
  Bills?: { Day: number; Type: string };
  Sales?: { Day: number; Type: string };
}
