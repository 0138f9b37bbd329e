import { toCalendarDate } from '#lib/domain/calendar-date.ts';
import { decimal, padded } from '#lib/domain/money.ts';

/** An invoice that came as data: what all the formats have in common, in their order. Amounts are as they were sent. */
export type EInvoice = {
  format: 'UBL' | 'CII' | 'FatturaPA';
  kind: 'invoice' | 'creditNote';
  number: string | null;
  issuedOn: string | null;
  dueOn: string | null;
  /** ISO 4217. */
  currency: string | null;
  purchaseOrder: string | null;
  terms: string | null;
  notes: string[];
  seller: Party;
  buyer: Party;
  payment: Payment;
  lines: EInvoiceLine[];
  /** Taken off the whole document (less than zero), or added to it, without tax. */
  adjustments: Adjustment[];
  taxes: EInvoiceTax[];
  totals: Totals;
};

export type Party = {
  name: string | null;
  /** Those of tax offices first. */
  taxNumbers: string[];
  /** As lines of a letter. */
  address: string[];
  /** ISO 3166-1, two letters. */
  country: string | null;
  phone: string | null;
  email: string | null;
};

export type Payment = {
  method: 'cash' | 'card' | 'transfer' | 'directDebit' | 'cheque' | 'other' | null;
  /** As they were sent: an IBAN or another. */
  accounts: string[];
  cardDigits: string | null;
  reference: string | null;
};

export type EInvoiceLine = {
  description: string;
  code: string | null;
  quantity: string | null;
  unit: string | null;
  unitPrice: string | null;
  discount: string | null;
  taxRate: string | null;
  /** Without tax. */
  total: string | null;
};

export type Adjustment = { reason: string; amount: string; taxRate: string | null };
export type EInvoiceTax = { name: string | null; rate: string | null; net: string | null; amount: string | null };

export type Totals = {
  net: string | null;
  tax: string | null;
  /** With tax, before rounding and what was paid before. */
  total: string | null;
  rounding: string | null;
  paid: string | null;
  due: string | null;
};

/** What an XML number says, as our decimal text; null for what is none, or larger than any document's. */
export function numberOf(text: string | null): string | null {
  if (text === null || !/^[+-]?(\d{1,12}(\.\d*)?|\.\d+)$/.test(text)) return null;
  return decimal(text).toDecimalPlaces(8).toFixed();
}

/** The same of an amount of money, with two digits at least. */
export function moneyOf(text: string | null): string | null {
  const number = numberOf(text);
  return number === null ? null : padded(number, 2);
}

/** A day written as `2026-03-31` or `20260331`, with or without a time after it. */
export function dayOf(text: string | null): string | null {
  const form = text === null ? null : /^(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(text);
  return form && toCalendarDate(`${form[1]}-${form[2]}-${form[3]}`);
}

/** The difference of quantity times price and the total, where a line names no discount, is not told: prices are rounded. */
export function perUnit(price: string | null, base: string | null): string | null {
  if (price === null || base === null || decimal(base).lessThanOrEqualTo(0)) return price;
  return decimal(price).dividedBy(base).toDecimalPlaces(8).toFixed();
}

/** Codes of UNTDID 1001 that give money back; all others ask for it. */
const creditCodes = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '532']);
export const isCredit = (code: string | null): boolean => code !== null && creditCodes.has(code);

/** Codes of UNTDID 4461. */
const methods: Record<string, Payment['method']> = {
  '10': 'cash',
  '20': 'cheque',
  '30': 'transfer',
  '31': 'transfer',
  '42': 'transfer',
  '48': 'card',
  '49': 'directDebit',
  '54': 'card',
  '55': 'card',
  '57': 'other',
  '58': 'transfer',
  '59': 'directDebit',
};
export const methodOf = (code: string | null): Payment['method'] => (code === null ? null : (methods[code] ?? 'other'));

export const present = (values: readonly (string | null)[]): string[] => [
  ...new Set(values.filter((value): value is string => value !== null && value !== '')),
];

export const lastDigits = (card: string | null): string | null => /(\d{4})\D*$/.exec(card ?? '')?.[1] ?? null;
