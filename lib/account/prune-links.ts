import { db } from '#lib/db.ts';

/** For as long as somebody may ask why a link no longer works. */
const KEPT_DAYS = 30;

/** For the sweep: forgets links that have long since ended. Returns how many. */
export async function pruneLinks(): Promise<number> {
  const before = new Date(Date.now() - KEPT_DAYS * 86_400_000);
  const [resets, changes] = await Promise.all([
    db.passwordReset.deleteMany({ where: { expiresAt: { lt: before } } }),
    db.emailChange.deleteMany({ where: { takeBackBy: { lt: before } } }),
  ]);
  return resets.count + changes.count;
}
