import type { Db } from '#lib/db.ts';
import { env, signInProviderOf } from '#lib/env.ts';
import type { LockedPerson } from './lock-person.ts';

/**
 * Whether the person gets into their account, as Intray is set up now, without this passkey or this account at the
 * provider. For whoever has locked them: two removals at once would each count on the other.
 */
export async function hasOtherWayIn(
  transaction: Db,
  { id: userId, passwordHash }: Pick<LockedPerson, 'id' | 'passwordHash'>,
  removed: { passkeyId: string } | { linkId: string },
): Promise<boolean> {
  const provider = signInProviderOf(env());
  if (passwordHash !== null && !provider?.isOnlyWay) return true;
  const without = (id: string) => ({ userId, id: { not: id } });
  const [passkeyId, linkId] = 'passkeyId' in removed ? [removed.passkeyId, null] : [null, removed.linkId];
  if (await transaction.passkey.findFirst({ where: passkeyId ? without(passkeyId) : { userId } })) return true;
  // Of a provider that was set before, the links are kept and let nobody in.
  const issuer = provider && new URL(provider.issuer).href;
  const links = await transaction.providerLink.findMany({
    where: linkId ? without(linkId) : { userId },
    select: { issuer: true },
  });
  return links.some((link) => new URL(link.issuer).href === issuer);
}
