import { type Db, db } from '#lib/db.ts';
import { afterReport } from '#lib/domain/mail/bounce.ts';
import type { DeliveryReport, RecipientReport } from '#lib/domain/mail/delivery-report.ts';
import { env } from '#lib/env.ts';
import { announce } from '#lib/events/announce.ts';
import { log } from '#lib/log.ts';
import { tellOfLostMail } from '../tell-of-lost-mail.ts';

const about = { id: true, businessId: true, kind: true, subject: true, toAddress: true, messageId: true } as const;
type Reported = { id: string; businessId: string | null; kind: string; subject: string; toAddress: string } & {
  messageId: string;
};

/**
 * Records what a mail server reports of a mail of ours, once: only with its Message-ID, which nobody can guess who has
 * not had the mail, and only of the person that it went to. Gives whether it is about one.
 */
export async function recordReport({ messageIds, recipients }: DeliveryReport): Promise<boolean> {
  const mails = await db.mail.findMany({ where: { messageId: { in: messageIds } }, select: about });
  let isOurs = false;
  for (const mail of mails) {
    const report = recipients.find(({ addresses }) => addresses.includes(mail.toAddress.toLowerCase()));
    if (!report) continue;
    isOurs = true;
    await db.$transaction((transaction) => record(transaction, mail, report));
  }
  return isOurs;
}

async function record(transaction: Db, mail: Reported, report: RecipientReport): Promise<void> {
  const { id, businessId, messageId } = mail;
  const { state, problem, from } = afterReport(report);
  const { count } = await transaction.mail.updateMany({
    // Before it was handed over nobody can have had it to send back. A delay is noted once.
    where: {
      ...{ id, messageId, state: { in: from }, handedOverAt: { not: null } },
      ...(state === 'SENT' && { OR: [{ problem: null }, { state: 'UNCERTAIN' as const }] }),
    },
    data: {
      ...{ state, problem, leaseUntil: null, finishedAt: new Date() },
      serverText: report.words && withoutOurLinks(report.words),
    },
  });
  if (count === 0) return;
  log.warn({ mailId: id, state, problem, status: report.status }, 'a mail server further on did not deliver a mail');
  if (businessId === null) return;
  await announce(transaction, { businessId, topic: 'mail', id });
  if (state === 'BOUNCED') await tellOfLostMail(transaction, { ...mail, businessId }, 'came back undelivered');
}

/** A server that looks into mails may name a link that it dislikes, which may hold a token; a broken line parts the two. */
function withoutOurLinks(words: string): string {
  const { host } = new URL(env().APP_URL);
  return words
    .replaceAll(/https?:\/\/[^\s<>"']+/gi, (link) => (link.includes(host) ? '(link)' : link))
    .replaceAll(/[\w-]{40,}/g, '…');
}
