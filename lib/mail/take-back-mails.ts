import type { Db } from '#lib/db.ts';
import { announce } from '#lib/events/announce.ts';

/**
 * Takes mails whose cause is gone out of the outbox, as far as nobody has begun to send them: whoever got one would
 * follow a link that no longer works, or read what is so no more. Gives how many they were.
 */
export async function takeBackMails(
  transaction: Db,
  businessId: string,
  mailIds: readonly (string | null)[],
): Promise<number> {
  const ids = mailIds.filter((id) => id !== null);
  const { count } = await transaction.mail.deleteMany({
    where: { id: { in: ids }, businessId, state: { in: ['WAITING', 'KEPT'] } },
  });
  if (count > 0) await announce(transaction, { businessId, topic: 'mail', id: null });
  return count;
}
