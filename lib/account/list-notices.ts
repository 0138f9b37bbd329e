import type { Identity } from '#lib/authorise.ts';
import { db } from '#lib/db.ts';
import { concerns, type NoticeKind, noticeKinds } from '#lib/domain/notice.ts';
import type { NumberForm } from '#lib/domain/number-form.ts';
import type { Preferences } from '#lib/domain/personal-preferences.ts';
import { lineOf, mayKnow, pathOf, withItem } from '#lib/mail/tell-notices.ts';

/** More than that nobody reads; all are gone after a month. */
const MAX_LISTED = 100;

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
  { userId, secondFactorAt }: Identity,
  { shown, numbers }: Pick<Preferences, 'shown'> & { numbers: NumberForm },
): Promise<ShownNotice[]> {
  const kinds = noticeKinds.filter((kind) => shown[kind]);
  const open = secondFactorAt === null ? { needsTwoFactor: false } : {};
  const notices = await db.notice.findMany({
    where: { userId, kind: { in: kinds }, business: { ...open, closedAt: null, memberships: { some: { userId } } } },
    include: {
      ...withItem,
      business: { select: { name: true, slug: true, memberships: { where: { userId }, select: { role: true } } } },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MAX_LISTED,
  });
  return notices.flatMap(({ business, ...notice }) => {
    const { id, createdAt } = notice;
    const kind = kinds.find((each) => each === notice.kind);
    const role = business.memberships[0]?.role;
    if (!kind || !role || !mayKnow(kind, notice, { userId, role })) return [];
    return {
      ...{ id, kind, at: createdAt.toISOString(), business: business.name },
      text: lineOf(notice, numbers),
      href: pathOf(kind, business.slug, [notice]),
    };
  });
}
