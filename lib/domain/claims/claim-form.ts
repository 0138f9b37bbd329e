import { dateSchema } from '../coding/field-kinds.ts';
import { publishAsStatuses, publishToNames } from '../coding/fields.ts';
import { textSchema, type Zod } from '../text.ts';

/** What a claim may be called. The rest of a bill's reference is for the currency. */
const LONGEST_NAME = 100;
const LONGEST_DESCRIPTION = 1_000;

/** The fields of a claim, each edited by itself. */
export const claimFields = (zod: Zod) => ({
  name: textSchema(zod, { longest: LONGEST_NAME, missing: 'Enter a name.' }),
  description: textSchema(zod, { longest: LONGEST_DESCRIPTION, mayHaveLines: true }),
  endsOn: dateSchema(zod),
  dueOn: dateSchema(zod).nullable(),
  contactId: zod.uuid().nullable(),
  publishTo: zod.enum(Object.keys(publishToNames) as (keyof typeof publishToNames)[]),
  publishAs: zod.enum(publishAsStatuses),
  paymentMethodId: zod.uuid().nullable(),
});

/** What each is called, where it is shown and in the history. */
export const claimFieldNames = {
  name: 'Name',
  description: 'Description',
  endsOn: 'End date',
  dueOn: 'Due date',
  contactId: 'Paid to',
  publishTo: 'Publish to',
  publishAs: 'Publish as',
  paymentMethodId: 'Paid from',
} as const satisfies Record<keyof ReturnType<typeof claimFields>, string>;

export type ClaimField = keyof typeof claimFieldNames;
