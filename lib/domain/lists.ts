import type { CalendarDate } from './calendar-date.ts';
import type { ItemFlag } from './flag.ts';
import type { HouseRules } from './house-rules.ts';
import type { LedgerRules } from './ledger-rules.ts';
import type { NewContacts } from './new-contacts.ts';
import type { PublicationKind } from './publication/publication.ts';
import type { ListName } from './sync-summary.ts';
import type { TaxSettings } from './tax-settings.ts';

export type AccountClass = 'ASSET' | 'EQUITY' | 'EXPENSE' | 'LIABILITY' | 'REVENUE';

export type Account = {
  id: string;
  ledgerId: string;
  code: string | null;
  name: string;
  type: string;
  class: AccountClass;
  taxType: string | null;
  systemAccount: string | null;
  enablesPayments: boolean;
  isArchived: boolean;
};

export type TaxRate = {
  id: string;
  taxType: string;
  name: string;
  /** Percent as text, e.g. "20". */
  effectiveRate: string;
  components: TaxComponent[];
  canApplyTo: Record<AccountClass, boolean>;
  /** The box of the tax return that it belongs to, by the ledger's own code. */
  reportTaxType: string | null;
  isArchived: boolean;
};

export type TaxComponent = { name: string; rate: string; isCompound: boolean; isNonRecoverable: boolean };

export type TrackingOption = { id: string; ledgerId: string; name: string; isArchived: boolean };

export type TrackingCategory = {
  id: string;
  ledgerId: string;
  name: string;
  isArchived: boolean;
  options: TrackingOption[];
};

export type Contact = {
  id: string;
  ledgerId: string | null;
  name: string;
  isCustomer: boolean;
  isArchived: boolean;
  /** How many days after its date what it sends is due; null or missing for one that has no days of its own. */
  dueDays?: number | null;
  /** The one that took its place here; in the books it may well be there still. */
  mergedInto?: { id: string; name: string } | null;
  /** The ledger's code of the tax rate that what is bought from it has. */
  purchaseTaxType?: string | null;
  taxNumber?: string | null;
  /** Per cent that are taken off its labour; null for one that is no subcontractor. */
  cisRate?: string | null;
};

/** A product or service. */
export type Product = { id: string; code: string; name: string | null; isArchived: boolean };

/** How something was paid: the business's own, with the account of the books that the money goes through. */
export type PaymentMethod = {
  id: string;
  name: string;
  isArchived: boolean;
  isBankAccount: boolean;
  /** Whether the books let payments be made from the account; a bank account always does. */
  enablesPayments: boolean;
  /** The ledger's id of that account; null while there is none. */
  accountLedgerId: string | null;
  /** What the account is kept in, an ISO code; null for one in the base currency. */
  currency: string | null;
  /** Why nothing can be paid with it; null when something can. */
  trouble: 'noAccount' | 'archivedAccount' | 'otherBooks' | null;
};

/** Whom an item can belong to: a member, or somebody who never signs in. */
export type Owner = { id: string; name: string; isArchived: boolean };

/** A mark of the business's own for items. */
export type Flag = ItemFlag & { isArchived: boolean };

/** Where something about the books is known from: one of their lists, or the consent that they are read and written by. */
export type ListSource = ListName | 'CONNECTION';

/** What the domain rules need to know of the connected organisation's lists, and of the ledger that keeps them. */
export type Lists = {
  rules: LedgerRules;
  /** When contacts that are not in the books are made there; told by the business. */
  newContacts: NewContacts;
  /** What the business has decided about tax. */
  tax: TaxSettings;
  /** What the business has settled for itself. */
  house: HouseRules;
  /** ISO instants: what was so in the books then is known here. None for what was never read. */
  asOf: { readonly [source in ListSource]?: string };
  accounts: Map<string, Account>;
  taxRates: Map<string, TaxRate>;
  /** Whether the books have a chart of accounts at all: `accounts` may hold only some of it. */
  hasAccounts: boolean;
  /** The active ones in the ledger's order first, which are the item's tracking fields. */
  tracking: TrackingCategory[];
  /** At least the contacts of the items at hand. */
  contacts: Map<string, Contact>;
  /** At least the products of the items at hand. */
  products: Map<string, Product>;
  /** Of the business, whichever books are connected: at least those of the items at hand. */
  owners: Map<string, Owner>;
  /** The same. */
  flags: Map<string, Flag>;
  /** Of the business: at least those of the items at hand. */
  paymentMethods: Map<string, PaymentMethod>;
  /** ISO codes enabled in the organisation. */
  currencies: Set<string>;
  /** Where the organisation's plan approves few documents a month; missing where it approves any number. */
  approvals?: Approvals;
  /** What whoever connected the books may only draft or submit there. */
  mayNotApprove?: readonly PublicationKind[];
  /** What entries of other books were called, by their ids, where history tells how they gave way to those of these. */
  renamed?: ReadonlyMap<string, string>;
};

/** How many of a kind a plan approves in a month, and how many the books have, by `kind month`. */
export type Approvals = {
  limits: Partial<Record<PublicationKind, number>>;
  approved: ReadonlyMap<string, number>;
};

export type Organisation = {
  name: string;
  country: string | null;
  baseCurrency: string;
  /** IANA name of the time zone whose day it is in these books; null when the ledger tells none. */
  timeZone: string | null;
  periodLockOn: CalendarDate | null;
  endOfYearLockOn: CalendarDate | null;
  isMultiCurrency: boolean;
};
