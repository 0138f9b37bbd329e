import { z } from 'zod';
import { newEmail } from '#lib/account/new-email.ts';
import { guessable, hashPassword, isGuessable, newPassword } from '#lib/account/passwords.ts';
import { db } from '#lib/db.ts';
import type { Result } from '#lib/domain/result.ts';
import { fail, failure, ok } from '#lib/domain/result.ts';
import { toSlug } from '#lib/domain/slug.ts';
import { textSchema } from '#lib/domain/text.ts';
import { env } from '#lib/env.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { businessInput } from './make-business.ts';

export const setUpInput = businessInput.extend({
  name: textSchema(z, { longest: 120, missing: 'Enter your name, as others will see it.' }),
  email: newEmail,
  password: newPassword,
});

/** Held while the first business is made, so that two people can't both be first. Any number that is ours alone. */
const SET_UP_LOCK = 4_709_020_231;

/** Whether the first business was made, ever. */
export async function isSetUp(client: Pick<typeof db, 'user' | 'business'> = db): Promise<boolean> {
  const [user, business] = await Promise.all([
    client.user.findFirst({ select: { id: true } }),
    client.business.findFirst({ select: { id: true } }),
  ]);
  return user !== null || business !== null;
}

/** Makes the first business and its first admin: all or nothing, once in the life of a database. */
export async function setUp(
  input: z.output<typeof setUpInput>,
  from: RequestOrigin,
): Promise<Result<{ slug: string }>> {
  // Closed before it is costly: this door is open to strangers.
  if (await isSetUp()) return alreadySetUp();
  if (await isGuessable(input.password, ['intray', input.businessName, input.name, input.email])) {
    return fail(guessable);
  }
  const passwordHash = await hashPassword(input.password);
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${SET_UP_LOCK})`;
    if (await isSetUp(tx)) return alreadySetUp();
    const slug = toSlug(input.businessName);
    const user = await tx.user.create({ data: { name: input.name, email: input.email, passwordHash } });
    const business = await tx.business.create({
      data: {
        slug,
        name: input.businessName,
        country: input.country,
        baseCurrency: input.baseCurrency,
        readsDocuments: env().READ_DOCUMENTS,
        memberships: { create: { role: 'ADMIN', userId: user.id } },
      },
    });
    await recordAudit(tx, {
      businessId: business.id,
      userId: user.id,
      by: { userId: user.id, name: user.name },
      action: 'intraySetUp',
      detail: { name: business.name, admin: user.name, email: user.email },
      from,
    });
    return ok({ slug });
  });
}

const alreadySetUp = () =>
  failure('alreadySetUp', 'Intray was set up already, and nothing was changed. Sign in instead.');
