import type { Db } from '#lib/db.ts';
import { db } from '#lib/db.ts';
import { type CalendarDate, formatDate, fromColumn } from '#lib/domain/calendar-date.ts';
import { formatNames } from '#lib/domain/export/export-state.ts';
import type { RunProblem, StopReason } from '#lib/domain/export/scheduled-run.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { sharedPath } from '#lib/domain/paths.ts';
import { env, mailServerOf } from '#lib/env.ts';
import { announce } from '#lib/events/announce.ts';
import { recordAudit } from '#lib/events/record-audit.ts';
import { MAX_ATTACHED_BYTES } from '#lib/mail/attached-files.ts';
import { wake } from '#lib/mail/wake.ts';
import { writeMails } from '#lib/mail/write-mails.ts';
import { newToken, tokenHash } from '#lib/token.ts';
import type { ItemExport, Prisma } from '#prisma/generated/client.ts';
import { fileFacts } from '../export/list-exports.ts';
import { fileKey } from '../export/make-export.ts';
import { isRoomToSend } from '../shares/send-items.ts';
import { itemsText } from '../shares/shared-item.ts';
import { recipientsSchema } from './schedule-input.ts';

const DAY_MS = 24 * 60 * 60_000;

export type FoundRun = Prisma.ScheduledExportRunGetPayload<{ include: { schedule: true } }>;

type Told = { name: string; email: string };

/**
 * Sends the file that a run has made to those who are to have it, as an attachment or by a link of their own, and ends the
 * run with that: the mails and the end are of one transaction. Gives the reason where nobody is left to have it.
 */
export async function deliverRun(run: FoundRun, made: ItemExport): Promise<StopReason | null> {
  const { businessId, asLink, covers } = run.schedule;
  const wanted = recipientsSchema.parse(run.schedule.recipients);
  const delivered = await db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Business" WHERE "id" = ${businessId}::uuid FOR UPDATE`;
    const people = await recipientsNow(transaction, run);
    const isLink = asLink || Number(made.byteSize) > MAX_ATTACHED_BYTES;
    const problem = await whyNotSent(transaction, businessId, wanted.length, isLink ? people.length : 1, people);
    const { count } = await transaction.scheduledExportRun.updateMany({
      where: { id: run.id, state: 'MAKING' },
      data: {
        ...{ state: 'DONE', items: made.itemIds.length, problem, finishedAt: new Date() },
        mails: problem ? 0 : people.length,
      },
    });
    if (count === 0) return { mailIds: [], problem: null };
    if (covers === 'SINCE' && run.coversTo) {
      await transaction.scheduledExport.updateMany({
        where: { id: run.scheduleId },
        data: { coveredTo: run.coversTo },
      });
    }
    const mailIds = problem ? [] : await send(transaction, { run, made, people, isLink });
    await announce(transaction, { businessId, topic: 'exports', id: null });
    return { mailIds, problem };
  });
  await wake(delivered.mailIds);
  return delivered.problem === 'nobodyLeft' ? delivered.problem : null;
}

async function whyNotSent(
  transaction: Db,
  businessId: string,
  wanted: number,
  mails: number,
  people: readonly Told[],
): Promise<RunProblem | null> {
  if (wanted === 0) return null;
  if (people.length === 0) return 'nobodyLeft';
  if (!mailServerOf(env())) return 'noMailServer';
  return (await isRoomToSend(transaction, businessId, mails)) ? null : 'tooOften';
}

/** Members at the address that they have now, without those who have left; each address once. */
async function recipientsNow(transaction: Db, { schedule }: FoundRun): Promise<Told[]> {
  const wanted = recipientsSchema.parse(schedule.recipients);
  const userIds = wanted.flatMap((each) => (each.kind === 'member' ? [each.userId] : []));
  const members = await transaction.membership.findMany({
    where: { businessId: schedule.businessId, userId: { in: userIds } },
    select: { userId: true, user: { select: { name: true, email: true } } },
  });
  const people = wanted.flatMap((each): Told[] => {
    if (each.kind === 'address') return [{ name: each.address, email: each.address }];
    return members.filter(({ userId }) => userId === each.userId).map(({ user }) => user);
  });
  return people.filter(({ email }, place) => people.findIndex((other) => other.email === email) === place);
}

async function send(
  transaction: Db,
  { run, made, people, isLink }: { run: FoundRun; made: ItemExport; people: Told[]; isLink: boolean },
): Promise<string[]> {
  const { schedule } = run;
  const { businessId, name, linkDays, message, userId, byName } = schedule;
  const { fileName, mimeType } = fileFacts(made);
  const business = await transaction.business.findUniqueOrThrow({
    where: { id: businessId },
    select: { name: true },
  });
  const maker = userId && (await transaction.user.findUnique({ where: { id: userId }, select: { email: true } }));
  const expiresAt = new Date(Date.now() + linkDays * DAY_MS);
  const content = {
    title: titleOf(business.name, schedule.name, run),
    paragraphs: [
      ...(message === '' ? [] : [message]),
      `${formatNames[made.format]} of ${itemsText(made.itemIds.length)}${periodText(run)}.`,
    ],
  };
  const shared = { businessId, kind: 'exportSent', ...(maker && { replyTo: maker.email }) } as const;
  const mailIds: string[] = [];
  if (isLink) {
    // The file is there for as long as its links open.
    await transaction.itemExport.updateMany({
      where: { id: made.id, expiresAt: { lt: expiresAt } },
      data: { expiresAt },
    });
    for (const person of people) {
      const token = newToken();
      await transaction.share.create({
        data: {
          ...{ businessId, tokenHash: tokenHash(token), expiresAt, toAddress: person.email, message },
          ...{ items: [], exportId: made.id, byUserId: userId, byName },
        },
      });
      mailIds.push(
        ...(await writeMails(transaction, {
          ...shared,
          to: [person],
          content: {
            ...content,
            button: { label: 'Open the file', url: `${env().APP_URL}${sharedPath(token)}` },
            footer: `The link opens until ${formatDay(expiresAt)}, for whoever has it. ${whyText(schedule, business.name)}`,
          },
        })),
      );
    }
  } else {
    const footer = whyText(schedule, business.name);
    mailIds.push(
      ...(await writeMails(transaction, {
        ...{ ...shared, to: people, content: { ...content, button: null, footer } },
        attachments: [{ fileName, mimeType, storageKey: fileKey(made) }],
      })),
    );
  }
  await recordAudit(transaction, {
    ...{ businessId, userId: null, by: userId ? { userId, name: byName } : null, action: 'exportSent' },
    detail: { name, to: people.map(({ email }) => email).join(', '), how: isLink ? 'link' : 'file' },
  });
  return mailIds;
}

/** That there was nothing, for those who want to hear of that too. They are sent with the next sweep. */
export async function tellOfNothing(transaction: Db, run: FoundRun): Promise<void> {
  const { schedule } = run;
  const { businessId, userId } = schedule;
  const people = await recipientsNow(transaction, run);
  if (people.length === 0 || !mailServerOf(env()) || !(await isRoomToSend(transaction, businessId, 1))) return;
  const business = await transaction.business.findUniqueOrThrow({ where: { id: businessId }, select: { name: true } });
  const maker = userId && (await transaction.user.findUnique({ where: { id: userId }, select: { email: true } }));
  await writeMails(transaction, {
    ...{ businessId, kind: 'exportSent', to: people, ...(maker && { replyTo: maker.email }) },
    content: {
      title: titleOf(business.name, schedule.name, run),
      paragraphs: [`There was nothing to export${periodText(run)}, so there is no file.`],
      button: null,
      footer: whyText(schedule, business.name),
    },
  });
}

const titleOf = (business: string, name: string, run: FoundRun) =>
  `${isolated(business)}: ${isolated(name)}${periodText(run)}`.slice(0, 200);

/** ` of 27 Nov 2026`, ` from 1 Oct 2026 to 31 Oct 2026`. */
function periodText({ coversFrom, coversTo }: FoundRun): string {
  const from: CalendarDate | null = fromColumn(coversFrom);
  const to = fromColumn(coversTo);
  if (!to) return '';
  if (!from) return `, to ${formatDate(to)}`;
  return from === to ? ` of ${formatDate(to)}` : ` from ${formatDate(from)} to ${formatDate(to)}`;
}

const whyText = ({ byName, name }: FoundRun['schedule'], business: string) =>
  `${isolated(byName)} of ${isolated(business)} has ${isolated(name)} sent to you by Intray. An answer goes to them.`;

const formatDay = (at: Date) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at);
