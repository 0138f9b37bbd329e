import { db } from '#lib/db.ts';
import type { DeliveryVerdict } from '#lib/domain/mail/delivery.ts';
import { announce } from '#lib/events/announce.ts';
import type { Mail } from '#prisma/generated/client.ts';
import { tellOfLostMail } from './tell-of-lost-mail.ts';

/**
 * Records what came of a try, unless the mail has gone on since: an answer that comes after the sweep had called it
 * uncertain still counts.
 */
export async function recordVerdict(
  { id, businessId, claim, ...mail }: Pick<Mail, 'id' | 'businessId' | 'claim' | 'kind' | 'subject' | 'toAddress'>,
  verdict: DeliveryVerdict,
  serverText: string | null,
): Promise<void> {
  const now = Date.now();
  const isWaiting = verdict.state === 'WAITING';
  await db.$transaction(async (transaction) => {
    const { count } = await transaction.mail.updateMany({
      where: { id, claim, state: { in: ['SENDING', 'UNCERTAIN'] } },
      data: {
        state: verdict.state,
        problem: 'problem' in verdict ? verdict.problem : null,
        leaseUntil: null,
        finishedAt: isWaiting ? null : new Date(now),
        ...(isWaiting && { dueAt: new Date(now + verdict.waitMs) }),
        serverText,
      },
    });
    if (count === 0 || businessId === null) return;
    await announce(transaction, { businessId, topic: 'mail', id });
    if (verdict.state === 'REFUSED') await tellOfLostMail(transaction, { ...mail, businessId }, 'was refused');
  });
}
