import type { ValuesOf } from './field-kinds.ts';
import { type FieldSpec, fields, type itemTypeNames, type publishAsStatuses } from './fields.ts';

export type { CodingLine } from './line-fields.ts';

/** What a bookkeeper decides about one item: a value of each of `fields`. */
export type Coding = ValuesOf<typeof fields>;
export type CodingField = keyof Coding;

export type ItemType = keyof typeof itemTypeNames;
export type PublishAs = (typeof publishAsStatuses)[number];

/** The coding's fields, in the order in which they are told. */
export const codingFields = Object.keys(fields) as CodingField[];

/** What is said of a field, for those who deal with all fields alike. */
export const specOf = (field: CodingField): FieldSpec<unknown> => fields[field];

/** A coding in which nobody has decided anything yet. */
export function emptyCoding(): Coding {
  return Object.fromEntries(codingFields.map((field) => [field, fields[field].empty])) as Coding;
}
