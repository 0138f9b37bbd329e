import type { Entity, Table } from '../../storage/table.ts';
import { type Books, nameKey } from '../books.ts';

/** A document that people tell from others by its number. */
export interface Numbered extends Entity {
  number: string;
  status: string;
}

export const LONGEST_NUMBER = 255;

/** The documents of this number, whatever its case, that have not ended. What has ended lets go of its number. */
export function liveWithNumber<T extends Numbered>(documents: Table<T>, number: string | undefined): T[] {
  return documents.find('number', nameKey(number ?? '')).filter(({ status }) => !ENDED.has(status));
}

const ENDED = new Set(['DELETED', 'VOIDED']);

/** The document that an address names, by id or by number: rather one that has not ended. */
export function byIdOrNumber<T extends Numbered>(documents: Table<T>, key = ''): T | undefined {
  return (
    documents.get(key.toLowerCase()) ?? liveWithNumber(documents, key)[0] ?? documents.find('number', nameKey(key))[0]
  );
}

/** The next number of a kind that is free, such as `INV-0001`; it is used up, whatever becomes of the document. */
export function nextNumber(books: Books, kind: string, prefix: string, isTaken: (number: string) => boolean): string {
  const numberOf = (count: number) => `${prefix}-${String(count).padStart(4, '0')}`;
  let next = books.counters.get(kind)?.next ?? 1;
  while (isTaken(numberOf(next))) next += 1;
  books.counters.put({ id: kind, next: next + 1 });
  return numberOf(next);
}
