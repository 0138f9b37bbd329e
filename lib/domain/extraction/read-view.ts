import { type CalendarDate, formatDate, toCalendarDate } from '../calendar-date.ts';
import type { Coding, CodingField } from '../coding/coding.ts';
import { specOf } from '../coding/coding.ts';
import { isSame } from '../coding/coding-changes.ts';
import type { Shown } from '../coding/field-kinds.ts';
import type { CodingPayment } from '../coding/payment-fields.ts';
import type { Provenance } from '../coding/provenance.ts';
import { decimal, toAmount } from '../money.ts';
import { type WrittenForm, writeNumber } from '../number-form.ts';
import type { Workspace } from '../paths.ts';
import { codedAs, LEAST_CONFIDENCE } from './coding-of-reading.ts';
import { type ReadLinesChoice, ratesDiffer } from './read-lines.ts';
import type { Place, ReadField, Reading } from './reading.ts';

/** Less sure values are marked where they stand. */
export const SURE_CONFIDENCE = 0.8;

/** Another value that a field may have, at one press, of payments these; why, of one that history suggests. */
export type ReadAlternative = { value: string | CodingPayment[]; text: string; place: Place | null; because?: string };

/** What the page of an item shows of the reading at a field. */
export type ReadFieldView = {
  /** Where it stands on the document; null where that is not known. */
  place: Place | null;
  /** It is as it was read, and that is not sure. */
  isUnsure: boolean;
  /** And nothing else at the field says so. */
  isMarked: boolean;
  /** What was read and not entered, in words. */
  unentered: string | null;
  alternatives: ReadAlternative[];
  /** It is empty, and what it may be is shown whether or not anybody is there. */
  isOpen?: boolean;
};

export type ReadFields = Partial<Record<CodingField, ReadFieldView>>;

/** What was read, by the fields of the item's coding as they are now. */
export function readFieldViews(
  reading: Reading,
  coding: Coding,
  {
    workspace,
    provenance,
    shown,
    digits,
    asked = [],
    confirmed = [],
  }: {
    workspace: Workspace;
    provenance: Provenance;
    shown: Shown;
    digits: number;
    /** Fields whose values are asked about, and those that somebody has said are right. */
    asked?: readonly CodingField[];
    confirmed?: readonly CodingField[];
  },
): ReadFields {
  const views: ReadFields = {};
  for (const [name, field] of Object.entries(codedAs) as [ReadField, CodingField][]) {
    // The other end of a sale is the buyer.
    const from: ReadField = field === 'contactId' && workspace === 'SALES' ? 'buyerName' : name;
    const found = reading.fields[from];
    if (!found) continue;
    const isRead = provenance[field]?.by === 'extraction';
    if (field === 'contactId') {
      const isOffered = coding.contactId === null && found.confidence >= LEAST_CONFIDENCE;
      const unentered = isOffered ? found.value : null;
      views.contactId = { place: found.place, isUnsure: false, isMarked: false, unentered, alternatives: [] };
      continue;
    }
    const other = field === 'issuedOn' ? otherWayRound(reading) : [];
    const options = [found, ...other, ...found.alternatives].flatMap(({ value, place }): ReadAlternative[] => {
      const coded = codedValue(field, value, digits);
      if (coded === null || isSame(field, coded, coding[field])) return [];
      return [{ value: coded, text: specOf(field).show(coded, shown), place }];
    });
    const current = [found, ...found.alternatives].find(({ value }) => {
      const coded = codedValue(field, value, digits);
      return coded !== null && isSame(field, coded, coding[field]);
    });
    const isUnsure = isRead && found.confidence < SURE_CONFIDENCE && !confirmed.includes(field);
    views[field] = {
      place: current?.place ?? null,
      isUnsure,
      isMarked: isUnsure && !asked.includes(field),
      unentered: null,
      alternatives: field === 'type' ? [] : distinct(options).slice(0, 3),
    };
  }
  return views;
}

/** The date with its day and month changed over, where nothing decides which is which. It stands where the date does. */
const otherWayRound = ({ fields, warnings }: Reading): { value: string; place: Place | null }[] =>
  warnings
    .filter(({ code }) => code === 'ambiguousDate')
    .map(({ detail }) => ({ value: detail, place: fields.date?.place ?? null }));

function distinct(options: readonly ReadAlternative[]): ReadAlternative[] {
  return options.filter(({ text }, index) => options.findIndex((other) => other.text === text) === index);
}

/** A value of a reading as the coding's field has it; null where it can't be one. */
function codedValue(field: CodingField, value: string, digits: number): string | null {
  switch (field) {
    case 'issuedOn':
    case 'dueOn':
      return toCalendarDate(value);
    case 'total':
    case 'taxAmount':
      return toAmount(decimal(value).abs(), digits);
    case 'type':
      return value === 'creditNote'
        ? 'CREDIT_NOTE'
        : value === 'receipt'
          ? 'RECEIPT'
          : value === 'invoice'
            ? 'INVOICE'
            : null;
    default:
      return value;
  }
}

type Told = { read: CalendarDate | null; numbers: WrittenForm };

const warningTexts: Record<Reading['warnings'][number]['code'], (detail: string, told: Told) => string> = {
  ambiguousDate: (detail, { read }) =>
    `Day and month of the date may be the other way round: ${dateText(detail)}${read ? ` instead of ${formatDate(read)}` : ''}.`,
  differsFromPrint: (detail) =>
    `The data of this e-invoice says something else than its pages: ${detail}. Ask the sender which one is right.`,
  differsFromCode: (detail) =>
    `The code on this document says something else than its print: ${detail}. Ask the sender which one is right, by a number that you know.`,
  linesDoNotAddUp: (detail, { numbers }) =>
    `The lines do not add up to the total: they are out by ${writeNumber(detail, numbers)}.`,
  taxDoesNotAddUp: (detail) => `Net and tax do not come to the total: ${detail}.`,
  unclearTotal: () => 'It is not clear which amount is the total.',
  pagesNotRead: (detail) => `Not all pages were read: ${detail}.`,
  severalDocuments: (detail) => `There seem to be several documents in this file: ${detail}.`,
};

function dateText(text: string): string {
  const date = toCalendarDate(text);
  return date === null ? text : formatDate(date);
}

const kindTexts: Partial<Record<string, string>> = {
  statement: 'This looks like a statement of account, so nothing was entered. Statements are not published.',
  remittance: 'This looks like a remittance advice, so nothing was entered.',
  deliveryNote: 'This looks like a delivery note, so nothing was entered.',
  other: 'This does not look like a receipt or an invoice, so nothing was entered.',
};

/**
 * What a person should know of a document, in sentences. Nothing of the two ways to read its date once somebody has entered
 * another one or said that it is right, and nothing of lines where none are wanted.
 */
export function readingNotes(
  reading: Reading,
  {
    coding,
    numbers,
    confirmed = [],
    readsLines,
  }: {
    coding: Pick<Coding, 'issuedOn'>;
    numbers: WrittenForm;
    confirmed?: readonly CodingField[];
    readsLines: ReadLinesChoice;
  },
): string[] {
  const { kind, date } = reading.fields;
  const read = date ? toCalendarDate(date.value) : null;
  const isDecided = confirmed.includes('issuedOn') || (coding.issuedOn !== null && coding.issuedOn !== read);
  const wantsLines = readsLines === 'ALWAYS' || (readsLines === 'RATES_DIFFER' && ratesDiffer(reading));
  const said = kind && kindTexts[kind.value];
  return [
    ...(said ? [said] : []),
    ...reading.warnings
      .filter(({ code }) => (code !== 'ambiguousDate' || !isDecided) && (code !== 'linesDoNotAddUp' || wantsLines))
      .map(({ code, detail }) => warningTexts[code](detail, { read, numbers })),
  ];
}
