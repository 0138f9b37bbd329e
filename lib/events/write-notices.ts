import type { Db } from '#lib/db.ts';
import type { NoticeKind } from '#lib/domain/notice.ts';
import { announce } from './announce.ts';

/** One cause notes it for no more people than this. */
const MAX_PEOPLE = 50;
const LONGEST_TEXT = 500;

/** Something that somebody may want to hear of, and did not do themselves. */
export type NewNotice = {
  businessId: string;
  kind: NoticeKind;
  itemId?: string;
  count?: number;
  /** A sentence; about an item, what is said of it after its name. */
  text: string;
  /** Who did it, who is not told; null when nobody did. */
  byUserId: string | null;
};

/**
 * Notes it for each of these people, in the transaction that causes it, and has their open pages count it. Whether they want to hear of it is asked when
 * they are told, with all that has come together by then.
 */
export async function writeNotices(
  transaction: Db,
  toUserIds: readonly (string | null | undefined)[],
  { businessId, kind, itemId, count = 1, text, byUserId }: NewNotice,
): Promise<void> {
  // That mail does not wait until more has come together.
  const toldAt = kind === 'connectionLost' ? new Date() : null;
  const people = [...new Set(toUserIds)].filter((id) => typeof id === 'string').filter((id) => id !== byUserId);
  if (people.length === 0) return;
  const noted = people.slice(0, MAX_PEOPLE);
  await transaction.notice.createMany({
    data: noted.map((userId) => ({
      ...{ businessId, userId, kind, count, toldAt },
      itemId: itemId ?? null,
      text: text.slice(0, LONGEST_TEXT),
    })),
  });
  await announce(transaction, ...noted.map((id) => ({ businessId, topic: 'notices', id }) as const));
}

/** The same for the admins of the business. */
export async function writeNoticesToAdmins(transaction: Db, notice: NewNotice): Promise<void> {
  const admins = await transaction.membership.findMany({
    where: { businessId: notice.businessId, role: 'ADMIN' },
    select: { userId: true },
    orderBy: { createdAt: 'asc' },
  });
  await writeNotices(
    transaction,
    admins.map(({ userId }) => userId),
    notice,
  );
}
