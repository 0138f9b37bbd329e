import { db } from '#lib/db.ts';
import { type MailboxProblem, storedMailboxProblem } from '#lib/domain/mail/mailbox-problem.ts';
import { bounceMailboxOf, env, type ImapServer, mailServerOf } from '#lib/env.ts';
import { enqueue } from '#lib/queue/enqueue.ts';

/** What comes of mails that a later server could not deliver. */
export type BounceReading = {
  /** Where they come back to. */
  address: string;
  /** Null when nobody but people reads that mailbox. */
  mailbox: { readAt: Date | null; problem: MailboxProblem | null; problemSince: Date | null } | null;
};

/** Which mailbox, by its account, server and folder. */
export const mailboxId = ({ user, host, folder }: ImapServer) => `${user} ${host} ${folder}`;

/** Null where no mail is sent. */
export async function bounceReading(): Promise<BounceReading | null> {
  const server = mailServerOf(env());
  if (!server) return null;
  const mailbox = bounceMailboxOf(env());
  const { bouncesTo: address } = server;
  if (!mailbox) return { address, mailbox: null };
  const kept = await db.bounceMailbox.findUnique({ where: { id: mailboxId(mailbox) } });
  return {
    address,
    mailbox: {
      readAt: kept?.readAt ?? null,
      problem: storedMailboxProblem(kept?.problem ?? null),
      problemSince: kept?.problemSince ?? null,
    },
  };
}

/** *Read now*: does not wait for the next time that it is read anyway. */
export const readNow = () => enqueue('read-bounces', {});
