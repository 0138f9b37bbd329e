import { z } from 'zod';
import { rateLimit } from '#lib/account/rate-limit.ts';
import { type Db, db } from '#lib/db.ts';
import { countryCodes, currencyCodes } from '#lib/domain/countries.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { numberedSlug, toSlug } from '#lib/domain/slug.ts';
import { textSchema } from '#lib/domain/text.ts';
import { type BusinessMakers, env } from '#lib/env.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';

export const businessInput = z.object({
  businessName: textSchema(z, { longest: 120, missing: 'Enter the name of the business.' }),
  country: z.enum(countryCodes as [string, ...string[]], 'Choose the country of the business.'),
  baseCurrency: z.enum(currencyCodes as [string, ...string[]], 'Choose the currency the books are kept in.'),
});

/** A person who is in as many makes no more. */
export const MAX_BUSINESSES = 50;
const MADE_A_DAY = 20;

const madeLimit = rateLimit<{ userId: string }>('business', [
  { name: 'made', points: MADE_A_DAY, minutes: 24 * 60, key: ({ userId }) => userId },
]);

/** Held while addresses are given out, so that no two businesses get one. Any number that is ours alone. */
const SLUG_LOCK = 4_709_020_232;

/** Whether the person may make another business, by the settings of this installation. */
export async function mayMakeBusiness(userId: string, makers: BusinessMakers = env().NEW_BUSINESSES): Promise<boolean> {
  if (makers !== 'admins') return makers === 'everyone';
  return (await db.membership.findFirst({ where: { userId, role: 'ADMIN' }, select: { id: true } })) !== null;
}

/** A new business with its maker as the admin, at an address of its own: `name`, or `name-2` where that is taken. */
export async function makeBusiness(
  user: { id: string; name: string },
  { businessName, country, baseCurrency }: z.output<typeof businessInput>,
  from: RequestOrigin,
  makers?: BusinessMakers,
): Promise<Result<{ slug: string }>> {
  if (!(await mayMakeBusiness(user.id, makers))) return notHere;
  if ((await db.membership.count({ where: { userId: user.id } })) >= MAX_BUSINESSES) return tooMany;
  if ((await madeLimit.count({ userId: user.id })) !== null) return tooFast;
  return db.$transaction(async (transaction) => {
    const slug = await takeSlug(transaction, businessName);
    // Once more, one after another: many asked at once.
    if ((await transaction.membership.count({ where: { userId: user.id } })) >= MAX_BUSINESSES) return tooMany;
    const business = await transaction.business.create({
      data: {
        slug,
        name: businessName,
        country,
        baseCurrency,
        readsDocuments: env().READ_DOCUMENTS,
        memberships: { create: { userId: user.id, role: 'ADMIN' } },
      },
      select: { id: true },
    });
    await recordAudit(transaction, {
      businessId: business.id,
      userId: user.id,
      by: { userId: user.id, name: user.name },
      action: 'businessMade',
      detail: { name: businessName },
      from,
    });
    return ok({ slug });
  });
}

/** An address that no business has, which the transaction then gives to one. */
export async function takeSlug(transaction: Db, name: string): Promise<string> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${SLUG_LOCK})`;
  const wanted = toSlug(name);
  for (let number = 1; ; number += 1) {
    const slug = numberedSlug(wanted, number);
    if (!(await transaction.business.findUnique({ where: { slug }, select: { id: true } }))) return slug;
  }
}

const notHere = failure(
  'notAllowed',
  'You cannot make a business in this installation of Intray. Nothing was made: ask an admin, or whoever runs it.',
);

const tooMany = failure(
  'tooMany',
  `You are in ${MAX_BUSINESSES} businesses, which is as many as one person can make. Nothing was made: leave one first.`,
);

const tooFast = failure(
  'tooFast',
  `You have made ${MADE_A_DAY} businesses within a day. Nothing was made: go on tomorrow.`,
);
