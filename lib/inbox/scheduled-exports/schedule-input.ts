import { z } from 'zod';
import { LAST_DAY } from '#lib/domain/claims/claim-period.ts';
import { isEmailAddress } from '#lib/domain/email-address.ts';
import {
  type CoveredDay,
  coveredDays,
  type ExportRhythm,
  exportCovers,
  MINUTES_A_DAY,
} from '#lib/domain/export/export-rhythm.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { textSchema } from '#lib/domain/text.ts';
import { exportFormSchema } from '../export/export-form-schema.ts';
import { listPlaceSchema } from '../inbox-query.ts';
import { shareDays } from '../shares/send-items.ts';

/** Whom one file goes to. */
export const MAX_TOLD = 10;

export const rhythmSchema: z.ZodType<ExportRhythm, unknown> = z.discriminatedUnion('every', [
  z.object({ every: z.literal('DAILY') }),
  z.object({
    every: z.literal('WEEKLY'),
    days: z
      .array(z.int().min(1).max(7))
      .transform((days) => [...new Set(days)].sort((one, other) => one - other))
      .refine((days) => days.length > 0, 'Choose at least one day.'),
  }),
  z.object({ every: z.literal('MONTHLY'), day: z.int().min(1).max(LAST_DAY) }),
]);

const address = z.string().trim().toLowerCase().refine(isEmailAddress, 'One of these is not an e-mail address.');

/** A member, at the address that they have when it is sent, or an address outside. */
export const recipientSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('member'), userId: z.uuid() }),
  z.object({ kind: z.literal('address'), address }),
]);
export type ExportRecipient = z.output<typeof recipientSchema>;
export const recipientsSchema = z.array(recipientSchema).max(MAX_TOLD, `A file goes to at most ${MAX_TOLD}.`);

/** What is asked of a scheduled export. */
export const scheduledExportInput = z.object({
  /** Null for a new one. */
  scheduleId: z.uuid().nullable(),
  name: textSchema(z, { longest: 60, missing: 'Enter a name.' }),
  workspace: z.enum(workspaces),
  /** The list that it is of; a view's own where it follows one. */
  place: listPlaceSchema,
  viewId: z.uuid().nullable(),
  form: exportFormSchema,
  rhythm: rhythmSchema,
  minute: z
    .int('Enter a time, such as 07:00.')
    .min(0)
    .max(MINUTES_A_DAY - 1),
  covers: z.enum(exportCovers),
  coveredDay: z.enum(coveredDays),
  sendsEmpty: z.boolean(),
  recipients: recipientsSchema,
  asLink: z.boolean(),
  linkDays: z.literal([...shareDays]),
  message: textSchema(z, { longest: 2_000, mayHaveLines: true }),
});
export type ScheduledExportInput = z.output<typeof scheduledExportInput>;

/** As it was stored: what this version cannot read is as it is at first. */
export const storedDay = (day: string): CoveredDay => coveredDays.find((known) => known === day) ?? 'added';
