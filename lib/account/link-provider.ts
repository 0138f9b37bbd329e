import { z } from 'zod';
import type { Db } from '#lib/db.ts';
import { env, type SignInProvider, signInProviderOf } from '#lib/env.ts';
import type { RequestOrigin } from '#lib/events/record-audit.ts';
import { tellPerson } from './tell-person.ts';

export const signInProvider = (): SignInProvider | null => signInProviderOf(env());

/** An account at the provider, and the e-mail by which people know it. */
export const newLink = z.object({ issuer: z.string(), subject: z.string(), email: z.string() });
export type NewLink = z.infer<typeof newLink>;

/** From then on the account at the provider signs in to the person's, who is told. One that is linked stays as it is. */
export async function linkProvider(
  transaction: Db,
  userId: string,
  { issuer, subject, email }: NewLink,
  from: RequestOrigin,
): Promise<void> {
  const user = await transaction.user.findUniqueOrThrow({ where: { id: userId } });
  const { count } = await transaction.providerLink.createMany({
    data: [{ userId, issuer, subject, email, lastUsedAt: new Date() }],
    skipDuplicates: true,
  });
  if (count === 0) return;
  await tellPerson(transaction, {
    user,
    by: { userId, name: user.name },
    action: 'providerLinked',
    detail: { email },
    from,
    title: 'Another account signs in to yours',
    paragraphs: [
      `Whoever is signed in as ${email} at ${signInProvider()?.name ?? 'the provider'} (${new URL(issuer).hostname}) signs in to your account from now on, without your password.`,
    ],
  });
}
