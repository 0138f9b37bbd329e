import { randomUUID } from 'node:crypto';
import type { Db } from '#lib/db.ts';
import type { MailContent, MailKind, Recipient } from '#lib/domain/mail/mail-content.ts';
import { env, mailServerOf } from '#lib/env.ts';
import { announce } from '#lib/events/announce.ts';
import { log } from '#lib/log.ts';
import { sealContent } from './mail-seal.ts';

/** One cause tells no more people than this, unless it writes to all of a business in parts. */
export const MAX_RECIPIENTS = 50;
/** A business that writes more in a day goes round in circles. */
const MAX_A_DAY = 500;
const DAY_MS = 24 * 60 * 60_000;

export type NewMail = {
  /** Null for what is about a person's account. */
  businessId: string | null;
  kind: MailKind;
  /** Each gets a mail of their own. */
  to: readonly Recipient[];
  content: MailContent;
  /** They wait so long before they are sent: whatever causes them may yet be taken back. */
  waitMs?: number;
};

/**
 * Writes mails into the outbox, in the transaction of what causes them: either both are so, or neither. The sweep has
 * them sent; whoever wants it sooner wakes a worker for the ids given back, after the commit. Without a mail server they
 * are kept to be shown, and never sent by themselves later.
 */
export async function writeMails(
  transaction: Db,
  { businessId, kind, to, content, waitMs = 0 }: NewMail,
): Promise<string[]> {
  const room = Math.min(
    MAX_RECIPIENTS,
    businessId === null ? MAX_RECIPIENTS : await roomToday(transaction, businessId),
  );
  if (to.length > room) log.warn({ businessId, kind, left: to.length - room }, 'too many mails: some are not written');
  const server = mailServerOf(env());
  const domain = server?.from.split('@').at(-1) ?? new URL(env().APP_URL).hostname;
  const mails = to.slice(0, room).map(({ name, email }) => {
    const id = randomUUID();
    return {
      id,
      businessId,
      kind,
      toName: name,
      toAddress: email,
      subject: content.title,
      content: sealContent(content, id),
      messageId: newMessageId(domain),
      ...(server
        ? ({ state: 'WAITING', ...(waitMs > 0 && { dueAt: new Date(Date.now() + waitMs) }) } as const)
        : ({ state: 'KEPT', finishedAt: new Date() } as const)),
    };
  });
  if (mails.length === 0) return [];
  await transaction.mail.createMany({ data: mails });
  if (businessId !== null) await announce(transaction, { businessId, topic: 'mail', id: null });
  return mails.map(({ id }) => id);
}

async function roomToday(transaction: Db, businessId: string): Promise<number> {
  const createdAt = { gt: new Date(Date.now() - DAY_MS) };
  return Math.max(0, MAX_A_DAY - (await transaction.mail.count({ where: { businessId, createdAt } })));
}

/** RFC 5322, 3.6.4. */
export const newMessageId = (domain: string) => `<${randomUUID()}@${domain}>`;
