import { z } from 'zod';
import { type CodingField, codingFields } from '../coding/coding.ts';

/** What of a reading a person has to look at before the item is ready. */
export const readChecksSchema = z.object({
  v: z.literal(1),
  /** Values that were entered and are not sure enough. A person's own value in their place needs no look. */
  unsure: z
    .array(z.object({ field: z.enum(codingFields as [CodingField, ...CodingField[]]), value: z.string() }))
    .max(20),
  /** An account to pay to that the contact did not have before. */
  account: z.object({ contactId: z.string(), name: z.string(), printed: z.string() }).nullable(),
});
export type ReadChecks = z.output<typeof readChecksSchema>;

/** As far as this version can read it: what it can't is not asked about. */
export const parseReadChecks = (stored: unknown): ReadChecks | null => readChecksSchema.safeParse(stored).data ?? null;
