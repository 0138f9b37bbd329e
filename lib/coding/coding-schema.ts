import { z } from 'zod';
import { toCalendarDate } from '#lib/domain/calendar-date.ts';
import { itemTypes, publishAsOptions } from '#lib/domain/coding/coding.ts';
import { MAX_LINES } from '#lib/domain/coding/line-items.ts';

/** Longer texts are stored and flagged by readiness; this only keeps nonsense out. */
const MAX_TEXT = 10_000;

// Control characters make ledgers refuse a document; line breaks are kept in descriptions.
const CONTROL = /[\p{Cc}\p{Cs}]/gu;

const oneLine = z
  .string()
  .max(MAX_TEXT)
  .nullable()
  .transform((text) => text?.replace(CONTROL, ' ').trim() || null);

const severalLines = z
  .string()
  .max(MAX_TEXT)
  .nullable()
  .transform(
    (text) =>
      text
        ?.replace(/\r\n?/g, '\n')
        .replace(CONTROL, (character) => (character === '\n' ? '\n' : ' '))
        .trim() || null,
  );

const date = z
  .string()
  .nullable()
  .transform((text, context) => {
    if (text === null) return null;
    const value = toCalendarDate(text);
    if (value) return value;
    context.addIssue('Enter a real date.');
    return z.NEVER;
  });

/** Up to 15 digits before and 4 after the point: what the NUMERIC(19, 4) columns hold. */
const amount = z.string().regex(/^-?\d{1,15}(\.\d{1,4})?$/, 'Enter an amount.');

const entry = z.uuid().nullable();

export const codingLineSchema = z.object({
  id: z.uuid(),
  description: severalLines,
  quantity: amount,
  unitAmount: amount.nullable(),
  accountId: entry,
  taxRateId: entry,
  taxAmount: amount.nullable(),
  total: amount.nullable(),
  tracking1OptionId: entry,
  tracking2OptionId: entry,
});

/** Any part of a coding, as it comes from a browser. */
export const codingChangesSchema = z
  .object({
    type: z.enum(itemTypes),
    contactId: entry,
    issuedOn: date,
    dueOn: date,
    reference: oneLine,
    accountId: entry,
    description: severalLines,
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'Choose a currency.')
      .nullable(),
    total: amount.nullable(),
    taxRateId: entry,
    taxAmount: amount.nullable(),
    tracking1OptionId: entry,
    tracking2OptionId: entry,
    publishAs: z.enum(publishAsOptions),
    lines: z
      .array(codingLineSchema)
      .max(MAX_LINES, `An item has at most ${MAX_LINES} lines.`)
      .refine((lines) => new Set(lines.map((line) => line.id)).size === lines.length, 'A line is there twice.'),
  })
  .partial()
  .strict();
