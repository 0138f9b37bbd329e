import { decimal } from '../money.ts';
import type { Place, ReadField, Reading, ReadPage, ReadWord } from './reading.ts';

/** Fields whose data is compared with what is printed. */
const compared = ['number', 'date', 'total'] as const satisfies readonly ReadField[];
/** A printed value that is less sure may well have been read wrongly. */
const SURE_PRINT = 0.6;

/**
 * The reading of an e-invoice with the place of each of its values on the pages, and a warning where the pages say something
 * else: a value that they say clearly, while that of the data stands nowhere on them.
 */
export function withPrint(data: Reading, print: Reading | null, pages: readonly ReadPage[]): Reading {
  const first = firstPage(data, pages);
  const fields = Object.fromEntries(
    Object.entries(data.fields).map(([name, found]) => {
      const printed = print?.fields[name as ReadField];
      const place =
        printed && isEqual(name as ReadField, printed.value, found.value)
          ? printed.place
          : placeOf(pages, first, formsOf(name as ReadField, found.value));
      return [name, { ...found, place }];
    }),
  ) as Reading['fields'];
  const differing = compared.flatMap((name) => {
    const [said, printed] = [data.fields[name], print?.fields[name]];
    if (!said || !printed || printed.confidence < SURE_PRINT || isEqual(name, printed.value, said.value)) return [];
    // What is still to be paid is a total too.
    if (name === 'total' && data.fields.due && isEqual(name, printed.value, data.fields.due.value)) return [];
    if (fields[name]?.place) return [];
    return [{ name, text: `${name} ${said.value}, printed ${printed.value}` }];
  });
  const warnings: Reading['warnings'] = differing.map(({ name, text }) => ({
    code: 'differsFromPrint',
    field: name,
    detail: text,
  }));
  return { ...data, fields, warnings: [...data.warnings, ...warnings] };
}

function isEqual(name: ReadField, one: string, other: string): boolean {
  if (isMoney(name)) return decimal(one).abs().equals(decimal(other).abs());
  return bare(one) === bare(other);
}

const money: readonly ReadField[] = ['net', 'tax', 'total', 'rounding', 'paid', 'due'];
const isMoney = (name: ReadField) => money.includes(name);

const bare = (text: string) => text.toLowerCase().replace(/[^\p{Letter}\p{Number}]/gu, '');

/** Where several invoices are in one file, the page that has the number of this one. */
function firstPage(data: Reading, pages: readonly ReadPage[]): number {
  const number = data.fields.number?.value;
  const place = number ? placeOf(pages, 0, formsOf('number', number)) : null;
  return place?.page ?? 0;
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** How a value may stand on a page, without spaces and punctuation; amounts and dates in all usual forms. */
function formsOf(name: ReadField, value: string): string[] {
  if (isMoney(name)) {
    const fixed = decimal(value).abs().toFixed(2);
    return [bare(fixed)];
  }
  if (name === 'date' || name === 'dueDate') {
    const [year = '', month = '', day = ''] = value.split('-');
    const short = [String(Number(day)), String(Number(month))] as const;
    const named = months[Number(month) - 1] ?? '';
    return [
      ...[`${year}${month}${day}`, `${day}${month}${year}`, `${month}${day}${year}`, `${day}${month}${year.slice(2)}`],
      ...[`${short[0]}${short[1]}${year}`, `${short[0]}${named}${year}`, `${day}${named}${year}`],
    ];
  }
  const text = bare(value);
  return text.length >= 2 ? [text] : [];
}

/** Words that stand in a row, at most so many, whose text together is one of the forms. */
const MOST_WORDS = 8;

function placeOf(pages: readonly ReadPage[], first: number, forms: readonly string[]): Place | null {
  if (forms.length === 0) return null;
  for (const [page, { rows }] of pages.entries()) {
    if (page < first) continue;
    for (const row of rows) {
      const words = wordsIn(row, forms);
      if (words) return around(page, words);
    }
  }
  return null;
}

function wordsIn(row: readonly ReadWord[], forms: readonly string[]): ReadWord[] | null {
  for (let start = 0; start < row.length; start++) {
    let text = '';
    for (let end = start; end < Math.min(row.length, start + MOST_WORDS); end++) {
      text += bare(row[end]?.text ?? '');
      if (text !== '' && forms.includes(text)) return row.slice(start, end + 1);
    }
  }
  return null;
}

function around(page: number, words: readonly ReadWord[]): Place {
  const left = Math.min(...words.map((word) => word.left));
  const top = Math.min(...words.map((word) => word.top));
  const right = Math.max(...words.map((word) => word.left + word.width));
  const bottom = Math.max(...words.map((word) => word.top + word.height));
  return { page, left, top, width: right - left, height: bottom - top };
}
