import { z } from 'zod';
import { type Coding, type CodingField, codingFields, specOf } from './coding.ts';
import type { Field } from './field-kinds.ts';
import { emptyRow } from './rows.ts';

type Shape<F extends CodingField> = { [K in F]: z.ZodType<Coding[K]> };

const shapeOf = <F extends CodingField>(fields: readonly F[]) =>
  Object.fromEntries(fields.map((field) => [field, specOf(field).schema(z)])) as Shape<F>;

/** Any part of a coding, as it comes from a browser or another program: a field is there with a value, or is not. */
export const codingChangesSchema = z.strictObject(shapeOf(codingFields)).exactPartial();

const storedSchema = z.object(shapeOf(codingFields));

/**
 * A coding that was stored as a whole, such as that of a queued publication, by this version or an earlier one: fields
 * that came later are empty, those that are no more are left out. Throws on what never was a coding.
 */
export function parseStoredCoding(value: unknown): Coding {
  const stored = z.looseObject({ type: z.string() }).parse(value);
  return storedSchema.parse(
    Object.fromEntries(codingFields.map((field) => [field, filled(specOf(field), stored[field])])),
  );
}

/** The value with what it lacks empty, also in its rows. */
function filled(field: Field<unknown>, value: unknown): unknown {
  if (value === undefined) return field.empty;
  const { rowFields } = field;
  if (!rowFields || !Array.isArray(value)) return value;
  return value.map((row) => ({ ...emptyRow(rowFields, ''), ...row }));
}
