import type { InvoiceStatus } from '../accounting/invoices/record.ts';

/** `1,234.50`, with as many more decimals as the amount has, up to `most`. */
export function figures(amount: number | undefined, most = 2): string {
  return amount?.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: most }) ?? '';
}

/** `1,234.50 GBP` */
export function money(amount: number, currency: string): string {
  return `${figures(amount)} ${currency}`;
}

/** `2 Nov 2026`, which does not break over lines. */
export function day(date: string | undefined): string {
  if (!date) return '';
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Date(`${date}T00:00:00Z`).toLocaleDateString('en-GB', options).replaceAll(' ', '\u00a0');
}

/** `2 Nov 2026, 14:05 UTC` */
export function moment(instant: number): string {
  const text = new Date(instant).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return `${text} UTC`;
}

export const ACCOUNT_STATUS_WORDS = { ACTIVE: 'Active', ARCHIVED: 'Archived', DELETED: 'Deleted' } as const;

export const CONTACT_STATUS_WORDS = { ACTIVE: 'Active', ARCHIVED: 'Archived', GDPRREQUEST: 'Erasure asked' } as const;

export const TAX_RATE_STATUS_WORDS = {
  ACTIVE: 'Active',
  DELETED: 'Retired',
  ARCHIVED: 'Archived',
  PENDING: 'Pending',
} as const;

export const STATUS_WORDS: Record<InvoiceStatus, string> = {
  DRAFT: 'Draft',
  SUBMITTED: 'Awaiting approval',
  AUTHORISED: 'Awaiting payment',
  PAID: 'Paid',
  VOIDED: 'Voided',
  DELETED: 'Deleted',
};
