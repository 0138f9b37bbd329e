import { z } from 'zod';
import { toCalendarDate } from '#lib/domain/calendar-date.ts';
import { editedFields, type LifeStatus, type SeenLife } from '#lib/domain/publication/life.ts';

/** What was seen of a document, as its publication keeps it: with a version, and parsed when read. Its status is a column. */
const VERSION = 1;

const date = z
  .string()
  .transform((text) => toCalendarDate(text))
  .nullable();

const settlement = z.object({
  kind: z.enum(['payment', 'credit']),
  ledgerId: z.string(),
  on: date,
  amount: z.string(),
});

const schema = z.object({
  version: z.literal(VERSION),
  total: z.string(),
  due: z.string(),
  settlements: z.array(settlement),
  settledOn: date,
  edits: z.array(
    z.object({
      field: z.enum(editedFields),
      line: z.int().nullable(),
      sent: z.string(),
      stored: z.string(),
    }),
  ),
});

export function storedLife({ status, ...life }: SeenLife) {
  return { version: VERSION, ...life };
}

/** Null for a publication of whose document nothing was seen yet, or nothing that this version can read: it is looked at again. */
export function readLife({ lifeStatus, life }: { lifeStatus: LifeStatus | null; life: unknown }): SeenLife | null {
  if (lifeStatus === null) return null;
  const read = schema.safeParse(life);
  if (!read.success) return null;
  const { version, ...rest } = read.data;
  return { status: lifeStatus, ...rest };
}
