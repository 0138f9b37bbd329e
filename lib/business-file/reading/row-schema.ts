import { z } from 'zod';
import type { ColumnKind } from '#lib/domain/business-file/carried-tables.ts';
import { Refused } from './open-file.ts';

export type Row = Record<string, unknown>;

const scalar = z.union([z.string().max(4_000_000), z.number(), z.boolean()]);

const kinds: Record<ColumnKind, z.ZodType> = {
  id: z
    .string()
    .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
    .nullable(),
  value: z.union([scalar, z.array(scalar).max(10_000)]).nullable(),
  amount: z
    .string()
    .max(40)
    .regex(/^-?\d+(\.\d+)?$/)
    .nullable(),
  instant: z.iso.datetime().nullable(),
  // What a browser would carry out is no address.
  address: z
    .string()
    .max(2_000)
    .regex(/^https?:\/\//)
    .nullable(),
  json: z.unknown(),
};

/** Reads the lines of a table with these columns. Throws a Refused for one that is not what it should be. */
export function rowReader(file: string, columns: Readonly<Record<string, ColumnKind>>): (line: string) => Row {
  const schema = z.strictObject(Object.fromEntries(Object.entries(columns).map(([name, kind]) => [name, kinds[kind]])));
  return (line) => {
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch {
      throw new Refused('broken', `${file} has a line that is no JSON`);
    }
    const read = schema.safeParse(row);
    if (read.success) return read.data;
    throw new Refused('broken', `${file}: ${read.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`)}`);
  };
}
