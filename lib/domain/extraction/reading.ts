/** What a document says, as read by a machine: each value with how sure it is, what it was read from, and where. */
import { z } from 'zod';

/** What a value was read from, most trusted first. */
export const readSources = ['eInvoice', 'pdf', 'ocr', 'code', 'memory', 'model'] as const;
export type ReadSource = (typeof readSources)[number];

/** What is not a receipt, an invoice or a credit note is told to be so, and is never coded by itself. */
export const readKinds = [
  'receipt',
  'invoice',
  'creditNote',
  'statement',
  'remittance',
  'deliveryNote',
  'other',
] as const;
export type ReadKind = (typeof readKinds)[number];

const decimalText = z.string().regex(/^-?\d{1,12}(\.\d{1,8})?$/);
const calendarDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const shortText = z.string().max(500);
const part = z.number().min(0).max(1);

/** On the page as it is shown, turned upright: from its top left, in parts of its width and height. */
const place = z.object({ page: z.int().min(0).max(499), left: part, top: part, width: part, height: part });
export type Place = z.output<typeof place>;

/** Up to three others that it might be, the likeliest first. */
export const MAX_ALTERNATIVES = 3;

function found<V extends z.ZodType>(value: V) {
  const candidate = z.object({
    value,
    /** How often such a value is right, 0 to 1. */
    confidence: part,
    source: z.enum(readSources),
    /** Null for what has no place, such as a value of an e-invoice's data. */
    place: place.nullable(),
  });
  return candidate.extend({ alternatives: z.array(candidate).max(MAX_ALTERNATIVES) });
}

const text = found(shortText);
const money = found(decimalText);
const date = found(calendarDate);

/** One tax of the document, as printed: a rate in percent and the amount, either of which may be missing. */
const readTax = z.object({
  name: shortText.nullable(),
  rate: decimalText.nullable(),
  net: decimalText.nullable(),
  amount: decimalText.nullable(),
  place: place.nullable(),
});
export type ReadTax = z.output<typeof readTax>;

/** One line as printed; what is not printed is null. `total` is as its column says: with or without tax. */
const readLine = z.object({
  description: shortText,
  code: shortText.nullable(),
  quantity: decimalText.nullable(),
  unitPrice: decimalText.nullable(),
  discount: decimalText.nullable(),
  taxRate: decimalText.nullable(),
  tax: decimalText.nullable(),
  total: decimalText.nullable(),
  place: place.nullable(),
});
export type ReadLine = z.output<typeof readLine>;

/** A piece of text with its place, in reading order: what one clicks to fill a field, and what a search lights. */
const readWord = z.object({ text: shortText, left: part, top: part, width: part, height: part });
export type ReadWord = z.output<typeof readWord>;

/** More of a page are cut off. */
export const MAX_PAGE_ROWS = 2_000;
export const MAX_ROW_WORDS = 400;

/** The words of one page, row by row. */
const readPage = z.object({
  source: z.enum(['pdf', 'ocr']),
  rows: z.array(z.array(readWord).max(MAX_ROW_WORDS)).max(MAX_PAGE_ROWS),
});
export type ReadPage = z.output<typeof readPage>;

/** Something a person should know, which stops nothing: `detail` is what was seen, in the document's own words. */
const readWarning = z.object({
  code: z.enum([
    'ambiguousDate',
    'differsFromPrint',
    'differsFromCode',
    'linesDoNotAddUp',
    'taxDoesNotAddUp',
    'unclearTotal',
    'pagesNotRead',
    'severalDocuments',
  ]),
  field: shortText.nullable(),
  detail: shortText,
});
export type ReadWarning = z.output<typeof readWarning>;

export const readFields = {
  kind: found(z.enum(readKinds)),
  supplierName: text,
  supplierTaxNumber: text,
  /** ISO 3166-1, two letters. */
  supplierCountry: text,
  supplierPhone: text,
  supplierDomain: text,
  supplierIban: text,
  /** A bank account that is no IBAN, as printed: BSB and account, sort code and account, routing and account. */
  supplierAccount: text,
  buyerName: text,
  buyerTaxNumber: text,
  number: text,
  purchaseOrder: text,
  date,
  dueDate: date,
  /** As printed, such as `30 days net`. */
  terms: text,
  /** ISO 4217. */
  currency: text,
  net: money,
  tax: money,
  total: money,
  rounding: money,
  /** Paid before or with the document: a deposit, or all of it. */
  paid: money,
  /** Still to be paid, where it is printed beside the total. */
  due: money,
  paymentMethod: found(z.enum(['cash', 'card', 'transfer', 'directDebit', 'cheque', 'other'])),
  /** The last four digits of the card. */
  cardDigits: text,
} as const;
export type ReadField = keyof typeof readFields;

/** Money is as printed: decimal text in the document's currency; a refund or a credit note printed with a minus has it. */
export const reading = z.object({
  version: z.literal(1),
  fields: z.object(readFields).partial(),
  taxes: z.array(readTax).max(20),
  lines: z.array(readLine).max(1_000),
  /** Whether the lines' totals are with tax; null where it cannot be told. */
  linesWithTax: z.boolean().nullable(),
  /** What the lines add up to, less what they should: null without lines, `0` when they reconcile to the cent. */
  linesOff: decimalText.nullable(),
  warnings: z.array(readWarning).max(20),
});
/** What one document says. The words of its pages are kept beside it (`ReadPage`). */
export type Reading = z.output<typeof reading>;

/** All that a file held: several where it carries several invoices. */
export const fileReading = z.object({ documents: z.array(reading).max(50), pages: z.array(readPage).max(500) });
export type FileReading = z.output<typeof fileReading>;
