import { db } from '#lib/db.ts';

/** Longer than a ledger goes on delivering what was not taken. Again after this, one costs a call and no more. */
const KEEP_MS = 3 * 24 * 60 * 60_000;

export async function pruneDeliveries(): Promise<void> {
  await db.webhookDelivery.deleteMany({ where: { receivedAt: { lt: new Date(Date.now() - KEEP_MS) } } });
}
