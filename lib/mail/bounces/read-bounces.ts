import { db } from '#lib/db.ts';
import { deliveryReport } from '#lib/domain/mail/delivery-report.ts';
import { bounceMailboxOf, env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { KEPT_DAYS } from '../prune-mails.ts';
import { mailboxId } from './bounce-reading.ts';
import { MailboxUnreadable, type OpenMailbox, withMailbox } from './imap-mailbox.ts';
import { parseMessage } from './parse-message.ts';
import { recordReport } from './record-report.ts';

/** Of one run; the next goes on. */
const MAX_MESSAGES = 200;
const RUN_MS = 90_000;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Looks through what has come to the mailbox of the settings since the last time, and records what mail servers report of
 * mails of ours. Each message is looked at once; when a worker dies between, again, which changes nothing. Reports on
 * ours are marked as read, since Intray shows them; all other mail stays as it was.
 */
export async function readBounces(signal: AbortSignal): Promise<void> {
  const server = bounceMailboxOf(env());
  if (!server) return;
  const id = mailboxId(server);
  try {
    const counts = await withMailbox(server, (mailbox) => readOn(id, mailbox, signal));
    const { count } = await db.bounceMailbox.updateMany({
      where: { id, problem: { not: null } },
      data: { problem: null, problemSince: null },
    });
    await db.bounceMailbox.updateMany({ where: { id }, data: { readAt: new Date() } });
    if (counts.reports > 0 || count > 0) log.info(counts, 'mailbox of bounces read');
  } catch (error) {
    if (!(error instanceof MailboxUnreadable)) throw error;
    await keepProblem(id, error);
  }
}

async function readOn(id: string, mailbox: OpenMailbox, signal: AbortSignal) {
  const { uidValidity } = mailbox;
  const endsAt = Date.now() + RUN_MS;
  const known = await db.bounceMailbox.findUnique({ where: { id } });
  const isKnown = known?.uidValidity === uidValidity;
  if (!isKnown) await beginAnew(id, uidValidity);
  // Mails of ours are gone by then, and what is reported of them is nobody's.
  const since = new Date(Date.now() - KEPT_DAYS * DAY_MS);
  const uids = await mailbox.after(isKnown ? known.lastUid : 0n, since);
  const counts = { messages: 0, reports: 0 };
  for (const uid of uids.slice(0, MAX_MESSAGES)) {
    if (signal.aborted || Date.now() > endsAt) break;
    const isReport = await lookAt(uid, mailbox).catch(async (error) => {
      if (error instanceof MailboxUnreadable && error.isTooLarge) await keepPlace(id, uidValidity, uid);
      throw error;
    });
    if (isReport) await mailbox.markSeen(uid);
    await keepPlace(id, uidValidity, uid);
    counts.messages += 1;
    counts.reports += isReport ? 1 : 0;
  }
  return counts;
}

/** Whether a message is a report on a mail of ours, which is then recorded. */
async function lookAt(uid: number, mailbox: OpenMailbox): Promise<boolean> {
  const source = await mailbox.read(uid);
  if (!source) return false;
  const message = await parseMessage(source).catch(() => null);
  // Nothing of it is logged: it may be anybody's mail.
  if (!message) log.warn({ uid, bytes: source.length }, 'a message among the bounces could not be taken apart');
  const report = message && deliveryReport(message);
  return report ? recordReport(report) : false;
}

/** The folder is another one, or its numbers are. */
async function beginAnew(id: string, uidValidity: bigint): Promise<void> {
  await db.bounceMailbox.deleteMany({ where: { id: { not: id } } });
  await db.bounceMailbox.upsert({
    where: { id },
    create: { id, uidValidity, lastUid: 0n },
    update: { uidValidity, lastUid: 0n },
  });
}

/** Of two workers at once, the one that is further ahead counts. */
async function keepPlace(id: string, uidValidity: bigint, uid: number): Promise<void> {
  const lastUid = BigInt(uid);
  await db.bounceMailbox.updateMany({ where: { id, uidValidity, lastUid: { lt: lastUid } }, data: { lastUid } });
}

async function keepProblem(id: string, { problem, why }: MailboxUnreadable): Promise<void> {
  const before = await db.bounceMailbox.findUnique({ where: { id }, select: { problem: true } });
  if (before?.problem === problem) return;
  const now = new Date();
  await db.bounceMailbox.upsert({
    where: { id },
    create: { id, uidValidity: 0n, lastUid: 0n, problem, problemSince: now },
    update: { problem, ...(!before?.problem && { problemSince: now }) },
  });
  log.warn({ problem, why }, 'the mailbox that mails come back to cannot be read');
}
