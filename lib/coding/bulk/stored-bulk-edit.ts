import { z } from 'zod';
import { type BulkValues, bulkFields } from '#lib/domain/coding/bulk-edit.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { codingChangesSchema } from '#lib/domain/coding/coding-schema.ts';
import type { Prisma } from '#prisma/generated/client.ts';

/** The values of an edit of many items, from a browser or as they were stored: at least one. */
export const bulkValuesSchema = codingChangesSchema
  .refine((values) => Object.keys(values).length > 0, 'Choose what to change.')
  .refine(
    (values) => Object.keys(values).every((field) => (bulkFields as readonly string[]).includes(field)),
    'Rows cannot be set in many items at once.',
  )
  .transform((values) => values as BulkValues);

/** What an edit is limited to, from a browser or as it was stored. */
export const bulkOnlySchema = codingChangesSchema.transform((values) => values as BulkValues);
export const readOnly = (stored: Prisma.JsonValue): BulkValues => bulkOnlySchema.parse(stored);

/** What one item was or became, as far as this version can read it; nothing else may be written back. */
export const readChanges = (stored: Prisma.JsonValue): Partial<Coding> => codingChangesSchema.parse(stored);

/** The state in which rows wait for each of the two directions. */
export const waiting = { APPLYING: 'PENDING', UNDOING: 'CHANGED' } as const;
export type UnderWay = keyof typeof waiting;

export const storedAs = (changes: Partial<Coding>) => z.json().parse(changes) as Prisma.InputJsonObject;

/** What rules change in one item, in their order, with why: the rule as histories call it. */
const stepsSchema = z.array(
  z.object({
    rule: z.object({ id: z.uuid(), name: z.string() }),
    changes: codingChangesSchema,
    because: z.record(z.string(), z.string()),
  }),
);
export type BulkSteps = z.output<typeof stepsSchema>;
export const readSteps = (stored: Prisma.JsonValue): BulkSteps => stepsSchema.parse(stored);
export const storedSteps = (steps: BulkSteps) => z.json().parse(steps) as Prisma.InputJsonArray;
