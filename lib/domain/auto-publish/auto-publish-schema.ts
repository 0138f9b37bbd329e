import { z } from 'zod';
import { itemTypeNames } from '../coding/fields.ts';
import { decimal } from '../money.ts';
import { workspaces } from '../paths.ts';
import {
  type AutoPublishSettings,
  delayChoices,
  firstAutoPublish,
  MAX_LEAST_PUBLISHED,
  type TypeKey,
  usualReaches,
} from './auto-publish-settings.ts';

const types = Object.keys(itemTypeNames) as (keyof typeof itemTypeNames)[];
const typeKeys = workspaces.flatMap((workspace) => types.map((type): TypeKey => `${workspace}.${type}`));
const minute = z
  .int()
  .min(0)
  .max(24 * 60 - 1);

const settings = z.strictObject({
  byDefault: z.boolean(),
  types: z.partialRecord(z.enum(typeKeys as [TypeKey, ...TypeKey[]]), z.boolean()),
  most: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,4})?$/, 'Enter an amount.')
    .refine((amount) => decimal(amount).gt(0), 'Enter more than zero.')
    .nullable(),
  // What was stored before this could be chosen.
  amounts: z.enum(usualReaches).default(firstAutoPublish.amounts),
  leastPublished: z.int().min(1, 'At least 1.').max(MAX_LEAST_PUBLISHED, `At most ${MAX_LEAST_PUBLISHED}.`),
  quiet: z
    .strictObject({ from: minute, to: minute })
    .refine(({ from, to }) => from !== to, 'These hours are all of the day or none: choose two times.')
    .nullable(),
  delayMinutes: z.int().refine((minutes) => delayChoices.some((choice) => choice === minutes), 'Choose a delay.'),
});

/** As a person sets it. */
export const autoPublishInput = settings.refine(({ amounts, most }) => amounts !== 'ANY' || most !== null, {
  path: ['most'],
  message: 'Enter the most, since any amount is let through.',
}) satisfies z.ZodType<AutoPublishSettings>;

/** What is stored; what this version cannot read publishes nothing. */
export function parseAutoPublish(stored: unknown): AutoPublishSettings {
  const parsed = autoPublishInput.safeParse(stored);
  return parsed.success ? (parsed.data as AutoPublishSettings) : firstAutoPublish;
}
