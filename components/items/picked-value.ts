import type { PickedWord } from '#components/document/places.ts';
import { parseDateText } from '#components/ui/parse-date.ts';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import type { DateForm } from '#lib/domain/date-form.ts';
import type { ReadWord } from '#lib/domain/extraction/reading.ts';

/**
 * What the word that was pressed means in a field, with as many of its neighbours as belong to it: of a date all three
 * parts, of an amount its thousands, of a text those that stand close. Null where it means nothing there.
 */
export function pickedValue(
  field: CodingField,
  { row, index }: PickedWord,
  { today, dates }: { today: CalendarDate; dates: DateForm },
): { changes: Partial<Coding> } | { name: string } | null {
  switch (field) {
    case 'issuedOn':
    case 'dueOn': {
      const date = firstOf(row, index, 4, (text) =>
        parseDateText(text.replace(/^\D*(?=\d)|[.,;:]+$/g, ''), today, dates),
      );
      return date ? { changes: { [field]: date } } : null;
    }
    case 'total':
    case 'taxAmount': {
      const amount = firstOf(row, index, 3, amountIn);
      return amount ? { changes: { [field]: amount } } : null;
    }
    case 'currency': {
      const code =
        /\b[A-Z]{3}\b/.exec(row[index]?.text ?? '')?.[0] ?? signs[row[index]?.text.replace(/[\d.,\s]/g, '') ?? ''];
      return code ? { changes: { currency: code } } : null;
    }
    case 'reference':
    case 'creditFor': {
      const text = (row[index]?.text ?? '').replace(/^[#:]+|[.,;:]+$/g, '');
      return text ? { changes: { [field]: text } } : null;
    }
    case 'description':
      return { changes: { description: runOf(row, index) } };
    case 'contactId':
      return { name: runOf(row, index) };
    default:
      return null;
  }
}

const signs: Record<string, string> = { '€': 'EUR', '£': 'GBP', $: 'USD', '¥': 'JPY' };

/** The longest text around the word that makes sense; a word that does so alone is taken with its neighbours first. */
function firstOf<V>(
  row: readonly ReadWord[],
  index: number,
  most: number,
  read: (text: string) => V | null | undefined,
): V | null {
  for (let length = Math.min(most, row.length); length > 0; length--) {
    for (let start = Math.max(0, index - length + 1); start <= index && start + length <= row.length; start++) {
      const words = row.slice(start, start + length);
      if (words.some((word, place) => place > 0 && isApart(words[place - 1], word))) continue;
      const value = read(words.map(({ text }) => text).join(' '));
      if (value) return value;
    }
  }
  return null;
}

/** An amount as documents print it, in any form of numbers, as our decimal text; null for what is none. */
export function amountIn(text: string): string | null {
  const bare = text.replace(/[A-Z]{3}|[€£$¥]|EUR|\s(?=\d{3}\b)/g, '').trim();
  const form = /^\(?[-−]?\s?(\d{1,3}(?:[.,'’ ]\d{3})*|\d+)(?:[.,](\d{1,2}))?[-−]?\)?$/.exec(bare);
  if (!form) return null;
  const [, whole = '', cents = ''] = form;
  return `${whole.replace(/\D/g, '')}.${cents.padEnd(2, '0')}`;
}

/** Words wider apart than this part of the page belong to different columns. */
const COLUMN_GAP = 0.02;

const isApart = (one: ReadWord | undefined, other: ReadWord | undefined): boolean =>
  one !== undefined && other !== undefined && other.left - (one.left + one.width) > COLUMN_GAP;

/** The words that stand close to this one, as one text. */
function runOf(row: readonly ReadWord[], index: number): string {
  let [start, end] = [index, index];
  while (start > 0 && !isApart(row[start - 1], row[start])) start--;
  while (end < row.length - 1 && !isApart(row[end], row[end + 1])) end++;
  return row
    .slice(start, end + 1)
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 250);
}
