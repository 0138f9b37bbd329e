import { db } from '#lib/db.ts';
import { decrypt, encrypt, presentKeyMark } from '#lib/secrets.ts';

/** At once; the next sweep goes on. */
const BATCH = 200;

type Sealed = { userId: string; secret: string };

/** The secret; null when no key of ENCRYPTION_KEYS opens it any more. */
export function openTotp({ userId, secret }: Sealed): string | null {
  try {
    return decrypt(secret, userId);
  } catch {
    return null;
  }
}

/**
 * For the sweep: encrypts with the first key what an older one encrypted, so that the older one can be removed. What no
 * key opens is left as it is, should its key come back.
 */
export async function sealTotpsAnew(): Promise<void> {
  const old = await db.totp.findMany({
    where: { NOT: { secret: { startsWith: presentKeyMark() } } },
    select: { userId: true, secret: true },
    take: BATCH,
  });
  for (const { userId, secret } of old) {
    const plain = openTotp({ userId, secret });
    if (plain === null) continue;
    await db.totp.updateMany({ where: { userId, secret }, data: { secret: encrypt(plain, userId) } });
  }
}
