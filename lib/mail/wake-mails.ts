import { db } from '#lib/db.ts';
import { afterLostWorker } from '#lib/domain/mail/delivery.ts';
import { log } from '#lib/log.ts';
import { recordVerdict } from './record-verdict.ts';
import { wake } from './wake.ts';

/** At once; the next sweep goes on. */
const BATCH = 200;

/**
 * For the sweep: decides what became of mails whose worker died, and wakes a worker for each that is due. Returns how
 * many were woken.
 */
export async function wakeMails(): Promise<number> {
  const [{ now } = { now: new Date() }] = await db.$queryRaw<{ now: Date }[]>`SELECT now() AS now`;
  const lost = await db.mail.findMany({ where: { state: 'SENDING', leaseUntil: { lt: now } }, take: BATCH });
  for (const mail of lost) {
    const verdict = afterLostWorker(mail.tries, mail.handedOverAt !== null);
    await recordVerdict(mail, verdict, null);
    log.warn({ mailId: mail.id, state: verdict.state }, 'the worker that sent a mail died');
  }
  const due = await db.mail.findMany({
    where: { state: 'WAITING', dueAt: { lte: new Date() } },
    select: { id: true },
    orderBy: { dueAt: 'asc' },
    take: BATCH,
  });
  await wake(due.map(({ id }) => id));
  return due.length;
}
