import type { z as Zod } from 'zod';
import { comparable, textSchema } from './text.ts';

/** Payment methods that a business can have; nobody has as many. */
export const MAX_PAYMENT_METHODS = 1_000;

/** What a business sets of a payment method. */
export type PaymentMethodValues = {
  name: string;
  /** The last four digits of the card, as documents print them. */
  cardLast4: string | null;
  /** The account of the books that the money goes through. */
  accountId: string | null;
  /** Whose it is. */
  ownerId: string | null;
  isArchived: boolean;
};

export const cardLast4Message = 'Enter the last four digits of the card, or leave it empty.';

/** What somebody enters of a payment method, at the edge. */
export const paymentMethodSchema = (z: typeof Zod) =>
  z.object({
    name: textSchema(z, { longest: 120, missing: 'Enter a name.' }).transform((name) => name.replace(/\s+/g, ' ')),
    cardLast4: z
      .string()
      .trim()
      .regex(/^(\d{4})?$/, cardLast4Message)
      .transform((digits) => digits || null)
      .nullable()
      .default(null),
    accountId: z.uuid('Choose the account that the money goes through.'),
    ownerId: z.uuid().nullable().default(null),
  });

export function sameValues(one: PaymentMethodValues, other: PaymentMethodValues): boolean {
  return (
    one.name === other.name &&
    one.cardLast4 === other.cardLast4 &&
    one.accountId === other.accountId &&
    one.ownerId === other.ownerId &&
    one.isArchived === other.isArchived
  );
}

/** The name that two payment methods in use cannot share. */
export const nameKey = (name: string) => comparable(name);
