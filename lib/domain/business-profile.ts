import type { z } from 'zod';
import { normaliseContactName } from './contact-name.ts';
import { countryCodes, currencyCodes } from './countries.ts';
import { type TaxNumber, taxNumberKinds } from './tax-number.ts';
import { textSchema, type Zod } from './text.ts';

/** What a business says of itself. */
export type BusinessProfile = {
  /** What it is called here; its address stays when this changes. */
  name: string;
  /** As it is registered. */
  legalName: string | null;
  /** Other names that it does business under. */
  tradingNames: string[];
  country: string;
  registeredAddress: string | null;
  tradingAddress: string | null;
  taxNumbers: TaxNumber[];
  /** How often it tells its tax office; null where nobody has said. */
  taxCycle: TaxCycle | null;
  /** The month, 1 to 12, in which the first quarter begins; null for the other cycles. */
  taxCycleMonth: number | null;
  baseCurrency: string;
};

export type ProfileField = keyof BusinessProfile;

export const taxCycles = {
  MONTHLY: 'Monthly',
  TWO_MONTHLY: 'Two-monthly',
  QUARTERLY: 'Quarterly',
  YEARLY: 'Yearly',
  NONE: 'None',
} as const;
export type TaxCycle = keyof typeof taxCycles;

export const profileFieldNames: Record<ProfileField, string> = {
  name: 'Name',
  legalName: 'Legal name',
  tradingNames: 'Trading names',
  country: 'Country',
  registeredAddress: 'Registered address',
  tradingAddress: 'Trading address',
  taxNumbers: 'Tax numbers',
  taxCycle: 'Tax cycle',
  taxCycleMonth: 'First month of the tax year',
  baseCurrency: 'Base currency',
};

export const profileFields = Object.keys(profileFieldNames) as ProfileField[];

export const MAX_TRADING_NAMES = 20;
export const MAX_TAX_NUMBERS = 20;

/** Each field as it comes from outside. */
export function profileSchemas(zod: Zod) {
  const optional = (longest: number, mayHaveLines = false) =>
    textSchema(zod, { longest, mayHaveLines })
      .transform((text) => text || null)
      .nullable();
  return {
    name: textSchema(zod, { longest: 120, missing: 'Enter the name of the business.' }),
    legalName: optional(200),
    tradingNames: zod
      .array(textSchema(zod, { longest: 120 }))
      .transform((names) => [...new Set(names.filter(Boolean))])
      .refine((names) => names.length <= MAX_TRADING_NAMES, `Enter at most ${MAX_TRADING_NAMES} trading names.`),
    country: zod.enum(countryCodes as [string, ...string[]], 'Choose the country of the business.'),
    registeredAddress: optional(500, true),
    tradingAddress: optional(500, true),
    taxNumbers: zod
      .array(
        zod.object({
          kind: zod.enum(Object.keys(taxNumberKinds) as [TaxNumber['kind'], ...TaxNumber['kind'][]]),
          number: textSchema(zod, { longest: 40 }),
        }),
      )
      .transform((numbers) => numbers.filter(({ number }) => number !== ''))
      .refine((numbers) => numbers.length <= MAX_TAX_NUMBERS, `Enter at most ${MAX_TAX_NUMBERS} tax numbers.`),
    taxCycle: zod.enum(Object.keys(taxCycles) as [TaxCycle, ...TaxCycle[]]).nullable(),
    taxCycleMonth: zod.int().min(1).max(12).nullable(),
    baseCurrency: zod.enum(currencyCodes as [string, ...string[]], 'Choose the currency the books are kept in.'),
  } satisfies { [F in ProfileField]: z.ZodType<BusinessProfile[F]> };
}

/** Whether two values of a field mean the same. */
const isSameValue = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** The fields in which two profiles, or parts of them, differ. */
export function changedProfileFields(before: BusinessProfile, after: Partial<BusinessProfile>): ProfileField[] {
  return profileFields.filter((field) => field in after && !isSameValue(before[field], after[field]));
}

/**
 * A change on top of what others have saved since `was` was seen, and the fields in which somebody saved another value.
 * Both having made the same change is none.
 */
export function profileConflicts(
  stored: BusinessProfile,
  changes: Partial<BusinessProfile>,
  was: Partial<BusinessProfile>,
): ProfileField[] {
  return changedProfileFields(stored, changes).filter((field) => !isSameValue(stored[field], was[field]));
}

/**
 * The names by which a document means the business itself, each once whatever its case and punctuation, longest first: what
 * is left out of a document in this order leaves no part of a longer name behind.
 */
export function ownNames({
  name,
  legalName,
  tradingNames,
}: Pick<BusinessProfile, 'name' | 'legalName' | 'tradingNames'>): string[] {
  const byKey = new Map<string, string>();
  for (const each of [legalName, name, ...tradingNames]) {
    const own = each?.trim() ?? '';
    const key = normaliseContactName(own);
    if (key !== '' && !byKey.has(key)) byKey.set(key, own);
  }
  return [...byKey.values()].sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
}
