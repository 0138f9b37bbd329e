import { toCalendarDate } from '../calendar-date.ts';
import type { Coding, CodingField, ItemType } from '../coding/coding.ts';
import { hasDueDate } from '../coding/due-date.ts';
import { itemTypesIn } from '../coding/item-types.ts';
import type { SourceDetail } from '../coding/provenance.ts';
import { decimal, toAmount } from '../money.ts';
import type { Workspace } from '../paths.ts';
import {
  type LineMaking,
  linesOfReading,
  type MadeLines,
  onlyRate,
  type ReadLinesChoice,
  ratesDiffer,
} from './read-lines.ts';
import type { Place, ReadField, Reading } from './reading.ts';

/** Less sure values are not entered: they are offered where a person looks. */
export const LEAST_CONFIDENCE = 0.3;

/** What a reading becomes on its item: the values, and where each is from. */
export type ReadCoding = {
  changes: Partial<Coding>;
  sources: Partial<Record<CodingField, SourceDetail>>;
};

export type ReadingContext = LineMaking & {
  workspace: Workspace;
  readsLines: ReadLinesChoice;
  /** False enters totals without what the document says of tax. */
  readsTax: boolean;
  /** Who it is from, by its marks, and why; null for somebody unknown. */
  contact: { id: string; because: string } | null;
  /** How the contact's items before it were coded, as far as that is filled in, and why. */
  last: {
    accountId: string | null;
    taxRateId: string | null;
    because: string;
    rateBecause?: string;
    /** The contact. */
    of?: string | null;
  } | null;
  /** The payment method that has these last digits of a card. */
  cardMethod: (digits: string) => string | null;
};

/** The field of a coding that a field of a reading becomes. */
export const codedAs: Partial<Record<ReadField, CodingField>> = {
  kind: 'type',
  supplierName: 'contactId',
  date: 'issuedOn',
  dueDate: 'dueOn',
  number: 'reference',
  currency: 'currency',
  total: 'total',
  tax: 'taxAmount',
};

/** What is entered of a reading. Nothing of a document that is none of bookkeeping, such as a statement. */
export function codingOfReading(reading: Reading, context: ReadingContext): ReadCoding {
  const type = typeOf(reading, context.workspace);
  if (type === null) return { changes: {}, sources: {} };
  const changes: Partial<Coding> = { type };
  const sources: ReadCoding['sources'] = { type: sourceFrom(reading, 'kind') };
  const { digits, contact, last } = context;
  const sure = <F extends ReadField>(field: F) => {
    const found = reading.fields[field];
    return found && found.confidence >= LEAST_CONFIDENCE ? found.value : null;
  };
  const enter = <F extends CodingField>(field: F, value: Coding[F] | null, from: ReadField) => {
    if (value === null) return;
    Object.assign(changes, { [field]: value });
    sources[field] = sourceFrom(reading, from);
  };

  if (contact) {
    changes.contactId = contact.id;
    sources.contactId = { ...sourceFrom(reading, contactField(context.workspace)), because: contact.because };
  }
  const issuedOn = dayOf(sure('date'));
  const dueOn = dayOf(sure('dueDate'));
  enter('issuedOn', issuedOn, 'date');
  if (hasDueDate({ type } as Coding) && (issuedOn === null || dueOn === null || dueOn >= issuedOn)) {
    enter('dueOn', dueOn, 'dueDate');
  }
  enter('reference', sure('number'), 'number');
  enter('currency', sure('currency'), 'currency');
  const total = totalOf(reading, digits);
  enter('total', total, 'total');
  enter('description', descriptionOf(reading), 'kind');
  if (last?.accountId) {
    changes.accountId = last.accountId;
    sources.accountId = { by: 'history', because: last.because, ...(last.of && { id: last.of }) };
  }
  if (total !== null) enterTax(reading, total, { changes, sources, context });
  const digitsOfCard = sure('cardDigits');
  const method = type === 'RECEIPT' && digitsOfCard !== null ? context.cardMethod(digitsOfCard) : null;
  if (method !== null && total !== null && issuedOn !== null) {
    changes.payments = [{ id: context.newId(), amount: total, paidOn: issuedOn, paymentMethodId: method }];
    sources.payments = sourceFrom(reading, 'cardDigits');
  }
  return { changes, sources };
}

/** The item's tax: by its lines where those are wanted and add up, else as a whole. */
function enterTax(
  reading: Reading,
  total: string,
  { changes, sources, context }: ReadCoding & { context: ReadingContext },
): void {
  const { digits, readsLines, readsTax, isTaxRegistered, last } = context;
  // Rates that differ are of no use where none is entered.
  const wantsLines = readsLines === 'ALWAYS' || (readsLines === 'RATES_DIFFER' && readsTax && ratesDiffer(reading));
  const made = wantsLines
    ? linesOfReading(unsigned(reading), total, { ...context, accountId: last?.accountId ?? null })
    : null;
  if (made) {
    const whole = readsTax ? made : withoutTax(made);
    changes.lines = whole.lines;
    changes.taxMode = whole.taxMode;
    sources.lines = sourceFrom(reading, 'total');
    sources.taxMode = sourceFrom(reading, 'total');
    return;
  }
  if (!isTaxRegistered) return;
  const tax = reading.fields.tax;
  if (readsTax && tax && tax.confidence >= LEAST_CONFIDENCE && decimal(tax.value).abs().lessThanOrEqualTo(total)) {
    changes.taxAmount = toAmount(decimal(tax.value).abs(), digits);
    sources.taxAmount = sourceFrom(reading, 'tax');
  }
  const rate = readsTax ? onlyRate(reading) : null;
  const rateId = rate === null ? (last?.taxRateId ?? null) : context.rateFor(rate);
  if (rateId !== null) {
    changes.taxRateId = rateId;
    sources.taxRateId =
      rate === null
        ? { by: 'history', because: last?.rateBecause ?? last?.because ?? '', ...(last?.of && { id: last.of }) }
        : { because: `The document is taxed at ${rate}%` };
  }
}

/** The same lines by their totals alone. What is free of tax anyway stays so. */
function withoutTax({ lines, taxMode }: MadeLines): MadeLines {
  return {
    taxMode: taxMode === 'NONE' ? taxMode : 'INCLUSIVE',
    lines: lines.map((line) => ({
      ...{ ...line, taxRateId: null, taxAmount: null },
      ...(taxMode === 'EXCLUSIVE' && { quantity: '1', unitAmount: line.total }),
    })),
  };
}

const contactField = (workspace: Workspace): ReadField => (workspace === 'COSTS' ? 'supplierName' : 'buyerName');

/** Null for what is nothing to be booked. What gives money back is a credit note, however it is called. */
function typeOf({ fields }: Reading, workspace: Workspace): ItemType | null {
  const kind = fields.kind?.value ?? 'invoice';
  if (kind !== 'receipt' && kind !== 'invoice' && kind !== 'creditNote') return null;
  const isBack = fields.total !== undefined && decimal(fields.total.value).isNegative();
  const type = kind === 'creditNote' || isBack ? 'CREDIT_NOTE' : kind === 'receipt' ? 'RECEIPT' : 'INVOICE';
  return itemTypesIn[workspace].includes(type) ? type : 'INVOICE';
}

/** What is owed, without a sign: with what the sender rounds it by. */
function totalOf({ fields }: Reading, digits: number): string | null {
  const { total, rounding, paid, due } = fields;
  if (!total || total.confidence < LEAST_CONFIDENCE) return null;
  const rounded = decimal(total.value).plus(rounding?.value ?? '0');
  // A sender that has put the rounding into the total already asks for no more than that.
  const asked = due ? decimal(due.value).plus(paid?.value ?? '0') : null;
  const owed = asked && rounding && asked.equals(total.value) ? decimal(total.value) : rounded;
  return toAmount(owed.abs(), digits);
}

/** Of a document whose amounts are below zero, since it gives money back, the same above it. */
function unsigned(reading: Reading): Reading {
  const total = reading.fields.total?.value;
  if (total === undefined || !decimal(total).isNegative()) return reading;
  const turned = (value: string | null) => (value === null ? null : decimal(value).negated().toFixed());
  return {
    ...reading,
    taxes: reading.taxes.map((tax) => ({ ...tax, net: turned(tax.net), amount: turned(tax.amount) })),
    lines: reading.lines.map((line) => ({
      ...line,
      tax: turned(line.tax),
      total: turned(line.total),
      quantity: line.quantity?.replace('-', '') ?? null,
      unitPrice: line.quantity?.startsWith('-') ? line.unitPrice : turned(line.unitPrice),
    })),
  };
}

const LONGEST_DESCRIPTION = 120;

/** What was bought, in the words of its lines. */
function descriptionOf({ lines }: Reading): string | null {
  const [first, ...others] = lines.map(({ description }) => description.trim()).filter(Boolean);
  if (first === undefined) return null;
  const start = first.slice(0, LONGEST_DESCRIPTION);
  return others.length === 0 ? start : `${start} and ${others.length} more`;
}

const dayOf = (text: string | null) => (text === null ? null : toCalendarDate(text));

const because: Record<string, string> = {
  eInvoice: 'Read from the data of the e-invoice',
  pdf: 'Read from the document',
  ocr: 'Read from the picture',
  code: 'Read from a code on the document',
  memory: 'Known of this supplier',
  model: 'Read by the language model',
};

function sourceFrom({ fields }: Reading, field: ReadField): SourceDetail {
  const found = fields[field];
  return {
    because: because[found?.source ?? 'pdf'] ?? 'Read from the document',
    ...(found?.place && { place: shownPlace(found.place) }),
  };
}

/** Sources count pages from 1. */
const shownPlace = ({ page, ...box }: Place) => ({ ...box, page: page + 1 });
