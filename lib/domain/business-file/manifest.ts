import { z } from 'zod';
import { FILE_FORMAT, MAX_ROWS } from './business-file.ts';

const count = z.number().int().min(0).max(MAX_ROWS);
const bytes = z.number().int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().max(500);

/** What of a business is in a file, as people are told. */
export const fileCounts = z.object({
  items: count,
  contacts: count,
  documents: count,
  documentBytes: bytes,
  events: count,
  published: count,
  /** Of which it was not known, when the file was made, whether the books have them. */
  undecided: count,
});
export type FileCounts = z.infer<typeof fileCounts>;

/** `manifest.json`: by it a file is known to be whole. */
export const manifestSchema = z.object({
  format: z.literal(FILE_FORMAT),
  version: z.number().int().positive(),
  /** Of this file, by which it is known again. */
  id: z.uuid(),
  madeAt: z.iso.datetime(),
  madeBy: name,
  business: z.object({ id: z.uuid(), name: z.string().min(1).max(200) }),
  organisations: z.array(name).max(1_000),
  members: z.array(name).max(10_000),
  counts: fileCounts,
  tables: z
    .array(
      z.object({
        file: z.string().regex(/^[a-z-]{1,60}$/),
        what: name,
        columns: z.record(z.string().max(100), z.enum(['id', 'value', 'amount', 'instant', 'address', 'json'])),
        rows: count,
        bytes,
        sha256,
      }),
    )
    .max(200),
  logo: z.object({ bytes, sha256 }).nullable(),
});
export type Manifest = z.infer<typeof manifestSchema>;
