import type { Entity } from '../../storage/table.ts';

export const ROLES = ['READONLY', 'INVOICEONLY', 'STANDARD', 'FINANCIALADVISER'] as const;
export type Role = (typeof ROLES)[number];

export const ORGANISATION_PLANS = ['STARTER', 'STANDARD', 'PREMIUM', 'DEMO'] as const;

export interface Member {
  userId: string;
  role: Role;
  isSubscriber: boolean;
}

/** The countries for which the sandbox has a chart of accounts and tax rates. */
export type Country = 'GB' | 'NZ' | 'AU' | 'CA' | 'US' | 'IE' | 'SG';

/** A set of books. The id is the tenant id. */
export interface Organisation extends Entity {
  name: string;
  legalName: string;
  country: Country;
  baseCurrency: string;
  /** Whether the plan has other currencies. */
  isMultiCurrency: boolean;
  /** Calendar dates `YYYY-MM-DD`, on or before which documents may not change. */
  periodLockDate: string | undefined;
  endOfYearLockDate: string | undefined;
  financialYearEnd: { day: number; month: number };
  taxNumber: string | undefined;
  registrationNumber: string | undefined;
  lineOfBusiness: string | undefined;
  address: { line1: string; city: string; region: string; postalCode: string; country: string };
  shortCode: string;
  plan: (typeof ORGANISATION_PLANS)[number];
  /** The most bills and invoices that a legacy plan may approve in a month. */
  approvalsPerMonth: number | undefined;
  members: Member[];
  createdAt: number;
  /** Overrides of Xero's limits, for benchmarks. */
  limits: Partial<Limits> | undefined;
}

/** Calls that one app may make to one organisation. */
export interface Limits {
  minute: number;
  /** How long a minute of the limits lasts, so that a benchmark need not wait for real ones. */
  minuteMs: number;
  day: number;
  concurrent: number;
}
