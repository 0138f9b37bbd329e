import { z } from 'zod';
import { toCalendarDate } from '../calendar-date.ts';
import { type Coding, itemTypes, publishAsOptions } from '../coding/coding.ts';

/**
 * An item's coding as a publication keeps it, from the moment of *Publish* until the ledger has answered: also across
 * an upgrade. So it carries a version, and is parsed when it is read. Those written before there were versions have none.
 */
const VERSION = 1;

/** What was frozen can't be read, or was frozen by a version that this one does not know. */
export class Unreadable extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(`${what} can't be read`, options);
    this.name = 'Unreadable';
  }
}

export function freeze(coding: Coding): Coding & { version: number } {
  return { version: VERSION, ...coding };
}

/** Throws `Unreadable`. */
export function thaw(value: unknown): Coding {
  const versioned = z
    .object({ version: z.literal(VERSION).optional() })
    .loose()
    .safeParse(value);
  const coding = codingSchema.safeParse(value);
  if (!versioned.success || !coding.success) {
    throw new Unreadable('A frozen coding', { cause: versioned.error ?? coding.error });
  }
  return coding.data;
}

const text = z.string().nullable();
const amount = z.string().regex(/^-?\d+(\.\d+)?$/);
const id = z.string().nullable();
const date = z
  .string()
  .nullable()
  .transform((value, context) => {
    const day = value === null ? null : toCalendarDate(value);
    if (value === null || day) return day;
    context.addIssue('Not a date');
    return z.NEVER;
  });

const lineSchema = z.object({
  id: z.string(),
  description: text,
  quantity: amount,
  unitAmount: amount.nullable(),
  accountId: id,
  taxRateId: id,
  taxAmount: amount.nullable(),
  total: amount.nullable(),
  tracking1OptionId: id,
  tracking2OptionId: id,
});

const codingSchema = z.object({
  type: z.enum(itemTypes),
  contactId: id,
  issuedOn: date,
  dueOn: date,
  reference: text,
  accountId: id,
  description: text,
  currency: text,
  total: amount.nullable(),
  taxRateId: id,
  taxAmount: amount.nullable(),
  tracking1OptionId: id,
  tracking2OptionId: id,
  publishAs: z.enum(publishAsOptions),
  lines: z.array(lineSchema),
}) satisfies z.ZodType<Coding>;
