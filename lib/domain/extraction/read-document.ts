import type { CalendarDate } from '../calendar-date.ts';
import { documentDates } from './document-dates.ts';
import { kindOf } from './document-kind-words.ts';
import { documentLines } from './document-lines.ts';
import { documentNumbers } from './document-numbers.ts';
import { bestOf } from './found-values.ts';
import { meantAmounts } from './money-rows.ts';
import { countryVotes, currencyOf, printedTaxNumbers } from './origin.ts';
import { paymentDetails } from './payment-details.ts';
import { type DateOrder, monthFirstCountries, provenOrder } from './printed-dates.ts';
import { printedText } from './printed-text.ts';
import type { Reading } from './reading.ts';
import { nameLetters, partiesOf } from './supplier.ts';
import type { TextPage } from './text-page.ts';
import { totalsOf } from './totals.ts';

/** What is known before a document is read; it decides where the document leaves a choice. */
export type ReadHints = {
  /** Of the business, ISO 3166-1. */
  country: string | null;
  baseCurrency: string | null;
  /** Names and tax numbers that are ours, and so not a supplier's. */
  ownNames: string[];
  ownTaxNumbers: string[];
  /** The supplier's or the person's; else the country's. */
  dateOrder: DateOrder | null;
  today: CalendarDate | null;
};

export const noHints: ReadHints = {
  country: null,
  baseCurrency: null,
  ownNames: [],
  ownTaxNumbers: [],
  dateOrder: null,
  today: null,
};

/** Rows so much higher than wide were printed by a till. */
const NARROW = 1.75;

/** What the words of a document's pages say, by their meaning, their places and the arithmetic between them. */
export function readDocument(pages: TextPage[], hints: ReadHints): Reading {
  const printed = printedText(pages);
  const source = printed.isSeen ? 'ocr' : 'pdf';
  const amounts = meantAmounts(printed);
  const own = new Set(hints.ownTaxNumbers.map(nameLetters));
  const taxNumbers = printedTaxNumbers(printed.rows).map((each) => ({
    ...each,
    isBuyers: each.isBuyers || own.has(nameLetters(each.value)),
  }));
  const votes = countryVotes(printed.rows, taxNumbers);
  const country = bestOf(
    [...votes].map(([value, score]) => ({
      value,
      score: score + (value === hints.country ? 0.5 : 0),
      place: null,
      sureness: 1,
    })),
    6,
    source,
  );
  // Where its signs leave it open, it is a neighbour's.
  const isTold = country !== null && (country.confidence >= 0.2 || hints.country === null);
  const likelyCountry = isTold ? country.value : hints.country;
  const totals = totalsOf(printed, amounts, source);
  const proven = provenOrder(printed.rows);
  const isMonthFirst = likelyCountry !== null && monthFirstCountries.includes(likelyCountry);
  const order = proven ?? hints.dateOrder ?? (isMonthFirst ? 'monthFirst' : 'dayFirst');
  const isOrderSure =
    proven !== null ||
    hints.dateOrder !== null ||
    (country !== null && country.value !== 'CA' && country.confidence >= 0.3);
  const dates = documentDates(printed, source, { order, isOrderSure, today: hints.today });
  const parties = partiesOf(printed, taxNumbers, { names: hints.ownNames, taxNumbers: hints.ownTaxNumbers }, source);
  const { lines, linesWithTax, linesOff } = documentLines(printed, amounts, totals);
  const isNarrow = printed.isSeen && pages.length > 0 && (pages[0]?.height ?? 1) > NARROW;
  const numbersOf = (isBuyers: boolean) =>
    bestOf(
      taxNumbers.filter((each) => each.isBuyers === isBuyers),
      5,
      source,
    );
  const { taxes, ...money } = totals;
  const found = {
    kind: kindOf(printed, source, { total: totals.total?.value ?? null, isNarrow }),
    ...parties,
    supplierTaxNumber: numbersOf(false),
    buyerTaxNumber: numbersOf(true),
    supplierCountry: country,
    ...paymentDetails(printed, source),
    ...documentNumbers(printed, source),
    ...{ date: dates.date, dueDate: dates.dueDate, terms: dates.terms },
    currency: currencyOf(printed, amounts, likelyCountry, hints.baseCurrency, source),
    ...money,
  };
  const warnings: Reading['warnings'] = [];
  if (dates.swapped) warnings.push({ code: 'ambiguousDate', field: 'date', detail: dates.swapped });
  if (linesOff !== null && !/^-?0\.00$/.test(linesOff))
    warnings.push({ code: 'linesDoNotAddUp', field: null, detail: linesOff });
  if (totals.total && totals.total.confidence < 0.5)
    warnings.push({ code: 'unclearTotal', field: 'total', detail: totals.total.value });
  const fields = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== null)) as Reading['fields'];
  return {
    version: 1,
    fields,
    taxes,
    lines,
    linesWithTax,
    linesOff: linesOff !== null && /^-?0\.00$/.test(linesOff) ? '0' : linesOff,
    warnings,
  };
}
