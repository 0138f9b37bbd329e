import { randomUUID } from 'node:crypto';
import { db } from '#lib/db.ts';
import { afterDelivery, type DeliveryVerdict } from '#lib/domain/mail/delivery.ts';
import { env, mailServerOf } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { LeaseLost } from '#lib/queue/lease-lost.ts';
import type { Mail } from '#prisma/generated/client.ts';
import { attachedFiles } from './attached-files.ts';
import { compose } from './compose.ts';
import { deliver } from './deliver.ts';
import { openContent } from './mail-seal.ts';
import { recordVerdict } from './record-verdict.ts';

/** Longer than a try can last: deliver.ts. */
const LEASE_SECONDS = 240;

/**
 * Sends a mail that is due, if nobody else does, and records what came of it. Three steps, each stored before the next:
 * claimed; handed over, from where on the mail server may have it; answered. See docs/decisions.
 */
export async function sendMail(mailId: string): Promise<void> {
  const server = mailServerOf(env());
  if (!server) return keep(mailId);
  const mail = await claim(mailId);
  if (!mail) return;
  const content = openContent(mail);
  const attachments = await attachedFiles(mail.attachments);
  if (!content || !attachments) {
    await recordVerdict(mail, { state: 'REFUSED', problem: 'unreadable' }, null);
    return;
  }
  try {
    const delivery = await deliver(server, await compose(server, mail, content, attachments), () => handOver(mail));
    const verdict = afterDelivery(delivery, mail.tries);
    await recordVerdict(mail, verdict, delivery.serverText);
    tell(mail, verdict, delivery.isAccepted ? '' : delivery.why);
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
    log.warn({ mailId }, 'a mail was taken over by another worker before it was sent');
  }
}

/** One statement, so that of several workers one gets it. Times are the database's. */
async function claim(mailId: string): Promise<Mail | null> {
  const token = randomUUID();
  const claimed = await db.$executeRaw`
    UPDATE "Mail"
    SET "state" = 'SENDING', "claim" = ${token}::uuid, "tries" = "tries" + 1, "handedOverAt" = NULL,
        "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE "id" = ${mailId}::uuid AND "state" = 'WAITING' AND "dueAt" <= now()`;
  return claimed === 1 ? db.mail.findFirst({ where: { id: mailId, claim: token } }) : null;
}

/** The last thing before the mail server is told of the mail: the claim is ours still. */
async function handOver({ id, claim: token }: Mail): Promise<void> {
  const handed = await db.$executeRaw`
    UPDATE "Mail" SET "handedOverAt" = clock_timestamp()
    WHERE "id" = ${id}::uuid AND "claim" = ${token}::uuid AND "state" = 'SENDING' AND "leaseUntil" > clock_timestamp()`;
  if (handed !== 1) throw new LeaseLost('this mail');
}

/** The mail server was taken out of the settings since. */
async function keep(mailId: string): Promise<void> {
  await db.mail.updateMany({
    where: { id: mailId, state: 'WAITING' },
    data: { state: 'KEPT', finishedAt: new Date() },
  });
}

/** No address and no word of the mail is logged. */
function tell({ id, kind, tries }: Mail, verdict: DeliveryVerdict, why: string): void {
  if (verdict.state === 'SENT') log.info({ mailId: id, kind }, 'mail sent');
  else log.warn({ mailId: id, kind, tries, ...verdict, why }, 'mail not sent');
}
