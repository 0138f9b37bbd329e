import { type Db, db } from '#lib/db.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { noticeMail } from '#lib/domain/mail/notice-mail.ts';
import { concerns, type GatheredKind, type NoticeKind } from '#lib/domain/notice.ts';
import { inForm, type NumberForm } from '#lib/domain/number-form.ts';
import {
  accountPaths,
  archivePath,
  claimsPath,
  connectionPaths,
  exportsPath,
  inboxPath,
  itemPath,
  mailPaths,
  teamPaths,
} from '#lib/domain/paths.ts';
import { formatsOf } from '#lib/domain/personal-preferences.ts';
import { isGone } from '#lib/domain/publication/life.ts';
import { isPublished } from '#lib/domain/publication/publication.ts';
import { readPreferences } from '#lib/domain/read-preferences.ts';
import type { Role } from '#lib/domain/roles.ts';
import { env } from '#lib/env.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { wake } from './wake.ts';
import { writeMails } from './write-mails.ts';

/** What comes within it after the first goes into the same mail. */
const GATHER_MINUTES = 2;
/** After a mail, the next one of its kind to the same person in the same business. */
const EVERY_MINUTES = 60;
/** Mails at once; the next sweep goes on. */
const BATCH = 100;
/** Notices of one mail; what is more waits for the next. */
const MAX_NOTICES = 1_000;
const KEPT_DAYS = 30;

type Group = { businessId: string; userId: string; kind: GatheredKind };

/** What a notice is told with. */
export const withItem = {
  item: {
    select: {
      ...{ number: true, workspace: true, contactName: true, reference: true, deletedAt: true },
      submittedByUserId: true,
      owner: { select: { userId: true } },
      publications: {
        orderBy: { requestedAt: 'desc' },
        take: 1,
        select: {
          state: true,
          lifeStatus: true,
          steps: { where: { kind: 'PAYMENT', state: 'FAILED' }, select: { id: true } },
        },
      },
    },
  },
} satisfies Prisma.NoticeInclude;
export type FoundNotice = Prisma.NoticeGetPayload<{ include: typeof withItem }>;

/**
 * For the sweep: tells people by mail what has come together for them, one mail for each kind and business and at most
 * one an hour. Left out is what they do not want to hear of, may not know any more, or is no longer so. Returns how many
 * mails were written.
 */
export async function tellNotices(): Promise<number> {
  const due = await db.$queryRaw<Group[]>`
    SELECT "businessId", "userId", "kind" FROM "Notice" AS n
     WHERE "toldAt" IS NULL
     GROUP BY "businessId", "userId", "kind"
    HAVING min("createdAt") < now() - make_interval(mins => ${GATHER_MINUTES})
       AND NOT EXISTS (
             SELECT FROM "Notice" AS told
              WHERE told."businessId" = n."businessId" AND told."userId" = n."userId" AND told."kind" = n."kind"
                AND told."toldAt" > now() - make_interval(mins => ${EVERY_MINUTES}))
     ORDER BY min("createdAt") LIMIT ${BATCH}`;
  const mails: string[] = [];
  for (const group of due) mails.push(...(await db.$transaction((transaction) => tell(transaction, group))));
  await wake(mails);
  return mails.length;
}

/** For the sweep: forgets old ones. Returns how many. */
export async function pruneNotices(): Promise<number> {
  const before = new Date(Date.now() - KEPT_DAYS * 86_400_000);
  return (await db.notice.deleteMany({ where: { createdAt: { lt: before } } })).count;
}

async function tell(transaction: Db, group: Group): Promise<string[]> {
  const { businessId, userId, kind } = group;
  // Of two sweeps at once one takes them: the other finds them told.
  const taken = await transaction.$queryRaw<{ id: string }[]>`
    UPDATE "Notice" SET "toldAt" = now() WHERE "id" IN (
      SELECT "id" FROM "Notice"
       WHERE "businessId" = ${businessId}::uuid AND "userId" = ${userId}::uuid AND "kind" = ${kind} AND "toldAt" IS NULL
       ORDER BY "id" LIMIT ${MAX_NOTICES} FOR UPDATE)
       AND "toldAt" IS NULL
    RETURNING "id"`;
  const member = await transaction.membership.findUnique({
    where: { businessId_userId: { businessId, userId } },
    select: {
      role: true,
      business: { select: { name: true, slug: true, closedAt: true } },
      user: { select: { name: true, email: true, preferences: true } },
    },
  });
  const preferences = readPreferences(member?.user.preferences);
  if (!member || member.business.closedAt || !preferences.notices[kind]) return [];
  const found = await transaction.notice.findMany({
    where: { id: { in: taken.map(({ id }) => id) } },
    include: withItem,
    orderBy: { id: 'asc' },
  });
  const { business, user, role } = member;
  const { numbers } = formatsOf(preferences, null);
  const notices = found.filter((notice) => isStillSo(kind, notice, { userId, role }));
  if (notices.length === 0) return [];
  return writeMails(transaction, {
    ...{ businessId, kind, to: [user] },
    content: noticeMail(kind, {
      business: business.name,
      lines: notices.map((notice) => lineOf(notice, numbers)),
      count: notices.reduce((sum, { count }) => sum + count, 0),
      url: `${env().APP_URL}${pathOf(kind, business.slug, notices)}`,
      choicesUrl: `${env().APP_URL}${accountPaths.notices}`,
    }),
  });
}

/** What is in the books stands in the archive. */
const inArchive: ReadonlySet<NoticeKind> = new Set(['paymentMissing', 'goneFromBooks', 'autoPublished']);

type Reader = { userId: string; role: Role };

/** Whether it is theirs to know, as they are now. */
export function mayKnow(kind: NoticeKind, { item }: FoundNotice, { userId, role }: Reader): boolean {
  if (!concerns(kind, role)) return false;
  if (!item) return true;
  const isTheirs = item.owner?.userId === userId || item.submittedByUserId === userId;
  return item.deletedAt === null && (role !== 'SUBMITTER' || isTheirs);
}

/** Whether it is worth a mail still. */
function isStillSo(kind: GatheredKind, notice: FoundNotice, to: Reader): boolean {
  if (!mayKnow(kind, notice, to)) return false;
  if (!notice.item) return true;
  if (kind === 'itemsGiven') return notice.item.owner?.userId === to.userId;
  const [newest] = notice.item.publications;
  if (kind === 'paymentMissing') return (newest?.steps.length ?? 0) > 0;
  if (kind === 'goneFromBooks') return newest !== undefined && isPublished(newest.state) && isGone(newest.lifeStatus);
  return kind !== 'publicationRefused' || newest?.state === 'REJECTED';
}

/** `No. 12, Fern Supplies, INV-7: the account is archived.` */
export function lineOf({ item, text }: FoundNotice, numbers: NumberForm): string {
  const told = inForm(text, numbers);
  if (!item) return told;
  return `${[`No. ${item.number}`, isolated(item.contactName), item.reference].filter(Boolean).join(', ')}: ${told}`;
}

/** Where it leads: to the one item, or to the page of them all. */
export function pathOf(kind: NoticeKind, slug: string, [first, ...others]: readonly FoundNotice[]): string {
  if (kind === 'connectionLost') return connectionPaths(slug).root;
  if (kind === 'teamChanged') return teamPaths(slug).root;
  if (kind === 'mailRefused') return mailPaths(slug).root;
  if (kind === 'exportMade') return exportsPath(slug);
  if (kind === 'claimMade') return claimsPath(slug);
  const workspace = first?.item?.workspace ?? 'COSTS';
  if (first?.item && others.length === 0) return itemPath(slug, workspace, first.item.number);
  return (inArchive.has(kind) ? archivePath : inboxPath)(slug, workspace);
}
