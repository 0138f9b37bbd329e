import type { Identity } from '#lib/authorise.ts';
import { db } from '#lib/db.ts';
import { concerns, type NoticeKind, noticeKinds } from '#lib/domain/notice.ts';
import type { NumberForm } from '#lib/domain/number-form.ts';
import type { Preferences } from '#lib/domain/personal-preferences.ts';
import { lineOf, mayKnow, pathOf, withItem } from '#lib/mail/tell-notices.ts';

/** More than that nobody reads; all are gone after a month. */
const MAX_LISTED = 100;
/** Of more than nine new ones it is not said how many. */
const MAX_COUNTED = 10;

/** Something that concerned a person, as their page shows it. */
export type ShownNotice = {
  id: string;
  /** ISO instant. */
  at: string;
  kind: NoticeKind;
  text: string;
  business: string;
  href: string;
};

/** The kinds that can come to the person, by their roles in businesses that are open. */
export async function noticeKindsOf(userId: string): Promise<NoticeKind[]> {
  const roles = await db.membership.groupBy({ by: ['role'], where: { userId, business: { closedAt: null } } });
  return noticeKinds.filter((kind) => roles.some(({ role }) => concerns(kind, role)));
}

/**
 * What concerned the person in the businesses they are in, the newest first: of the kinds that they want to see here,
 * and as far as it is theirs to know now. Of a business that asks for two factors, a session with one reads nothing.
 */
export async function listNotices(
  identity: Identity,
  { shown, numbers }: Pick<Preferences, 'shown'> & { numbers: NumberForm },
): Promise<ShownNotice[]> {
  const notices = await noticesFor(identity, shown, { after: null, atMost: MAX_LISTED });
  return notices.map(({ business, ...notice }) => ({
    ...{ id: notice.id, kind: notice.kind, at: notice.createdAt.toISOString(), business: business.name },
    text: lineOf(notice, numbers),
    href: pathOf(notice.kind, business.slug, [notice]),
  }));
}

/** How many of these came since the person looked at them last; ten stands for more than nine. */
export async function countNewNotices(
  identity: Identity,
  { shown, noticesSeenAt }: Pick<Preferences, 'shown' | 'noticesSeenAt'>,
): Promise<number> {
  return (await noticesFor(identity, shown, { after: noticesSeenAt, atMost: MAX_COUNTED })).length;
}

async function noticesFor(
  { userId, secondFactorAt }: Identity,
  shown: Preferences['shown'],
  { after, atMost }: { after: string | null; atMost: number },
) {
  const kinds = noticeKinds.filter((kind) => shown[kind]);
  const open = secondFactorAt === null ? { needsTwoFactor: false } : {};
  const notices = await db.notice.findMany({
    where: {
      ...{ userId, kind: { in: kinds } },
      ...(after !== null && { createdAt: { gt: new Date(after) } }),
      business: { ...open, closedAt: null, memberships: { some: { userId } } },
    },
    include: {
      ...withItem,
      business: { select: { name: true, slug: true, memberships: { where: { userId }, select: { role: true } } } },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: atMost,
  });
  return notices.flatMap(({ business, ...notice }) => {
    const kind = kinds.find((each) => each === notice.kind);
    const role = business.memberships[0]?.role;
    if (!kind || !role || !mayKnow(kind, notice, { userId, role })) return [];
    return { ...notice, kind, business };
  });
}
