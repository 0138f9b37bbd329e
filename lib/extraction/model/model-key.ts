import { db } from '#lib/db.ts';
import { decrypt, encrypt, presentKeyMark } from '#lib/secrets.ts';

/** At once; the next sweep goes on. */
const BATCH = 200;

const owner = (businessId: string) => `language-model:${businessId}`;

export const sealModelKey = (key: string, businessId: string): string => encrypt(key, owner(businessId));

/** The key; null where there is none, or no key of ENCRYPTION_KEYS opens it any more. */
export function openModelKey(sealed: string | null, businessId: string): string | null {
  if (sealed === null) return null;
  try {
    return decrypt(sealed, owner(businessId));
  } catch {
    return null;
  }
}

/** For the sweep: encrypts with the first key what an older one encrypted, so that the older one can be removed. */
export async function sealModelKeysAnew(): Promise<void> {
  const old = await db.languageModel.findMany({
    where: { sealedKey: { not: null }, NOT: { sealedKey: { startsWith: presentKeyMark() } } },
    select: { businessId: true, sealedKey: true },
    take: BATCH,
  });
  for (const { businessId, sealedKey } of old) {
    const key = openModelKey(sealedKey, businessId);
    if (key === null) continue;
    await db.languageModel.updateMany({
      where: { businessId, sealedKey },
      data: { sealedKey: sealModelKey(key, businessId) },
    });
  }
}
