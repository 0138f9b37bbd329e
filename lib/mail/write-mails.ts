import { randomUUID } from 'node:crypto';
import type { Db } from '#lib/db.ts';
import type { MailContent, MailKind, Recipient } from '#lib/domain/mail/mail-content.ts';
import { env, mailServerOf } from '#lib/env.ts';
import { announce } from '#lib/events/announce.ts';
import { log } from '#lib/log.ts';
import type { MailAttachment } from './attached-files.ts';
import { sealContent } from './mail-seal.ts';

/** One cause tells no more people than this, unless it is to reach all of a business. */
const MAX_RECIPIENTS = 50;
/** A business that writes more in a day goes round in circles. */
const MAX_A_DAY = 500;
/** What changes whether and how each member comes in reaches them all, however many: whoever writes it limits how often. */
const reachAll: readonly MailKind[] = ['businessClosed', 'businessReopened', 'twoFactorOptional', 'twoFactorRequired'];
/** Rows of one statement. */
const AT_ONCE = 500;
const DAY_MS = 24 * 60 * 60_000;

export type NewMail = {
  /** Null for what is about a person's account. */
  businessId: string | null;
  kind: MailKind;
  /** Each gets a mail of their own. */
  to: readonly Recipient[];
  content: MailContent;
  /** Where an answer goes, when a person sends it. */
  replyTo?: string;
  /** Files of the storage that go with it. */
  attachments?: readonly MailAttachment[];
  /** They wait so long before they are sent: whatever causes them may yet be taken back. */
  waitMs?: number;
};

/**
 * Writes mails into the outbox, in the transaction of what causes them: either both are so, or neither. The sweep has
 * them sent; whoever wants it sooner wakes a worker for the ids given back, after the commit. Without a mail server they
 * are kept to be shown, and never sent by themselves later.
 */
export async function writeMails(transaction: Db, mail: NewMail): Promise<string[]> {
  const { businessId, kind, to, content, replyTo, attachments, waitMs = 0 } = mail;
  const room = await roomFor(transaction, mail);
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
      ...(replyTo && { replyTo }),
      ...(attachments && { attachments: [...attachments] }),
      ...(server
        ? ({ state: 'WAITING', ...(waitMs > 0 && { dueAt: new Date(Date.now() + waitMs) }) } as const)
        : ({ state: 'KEPT', finishedAt: new Date() } as const)),
    };
  });
  if (mails.length === 0) return [];
  for (let written = 0; written < mails.length; written += AT_ONCE) {
    await transaction.mail.createMany({ data: mails.slice(written, written + AT_ONCE) });
  }
  if (businessId !== null) await announce(transaction, { businessId, topic: 'mail', id: null });
  return mails.map(({ id }) => id);
}

async function roomFor(transaction: Db, { businessId, kind, to }: NewMail): Promise<number> {
  if (reachAll.includes(kind)) return to.length;
  if (businessId === null) return MAX_RECIPIENTS;
  const createdAt = { gt: new Date(Date.now() - DAY_MS) };
  const written = await transaction.mail.count({ where: { businessId, createdAt, kind: { notIn: [...reachAll] } } });
  return Math.min(MAX_RECIPIENTS, Math.max(0, MAX_A_DAY - written));
}

/** RFC 5322, 3.6.4. */
export const newMessageId = (domain: string) => `<${randomUUID()}@${domain}>`;
