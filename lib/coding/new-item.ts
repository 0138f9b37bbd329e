import { type Coding, emptyCoding } from '#lib/domain/coding/coding.ts';
import { type CodingColumns, columnsOf } from './coding-columns.ts';

/** The columns that an item begins with: a coding in which nothing is decided but what is known of the document. */
export function newItem(known: Partial<Omit<Coding, 'lines'>>): CodingColumns {
  return columnsOf({ ...emptyCoding(), ...known }) as CodingColumns;
}
