import type { Db } from '#lib/db.ts';
import { type CalendarDate, fromColumn } from '#lib/domain/calendar-date.ts';
import type { LockKind } from '#lib/domain/lock-dates.ts';

/** A lock date that became another. */
export type LockChange = {
  id: string;
  /** ISO instant. */
  noticedAt: string;
  kind: LockKind;
  /** The books, by the name of then; null for the business's own lock date. */
  organisationName: string | null;
  from: CalendarDate | null;
  to: CalendarDate | null;
  /** Who set the business's own. */
  byName: string | null;
};

/** How the lock dates of a business changed, the newest first, at most `limit`. */
export async function lockLog(db: Db, businessId: string, limit: number): Promise<LockChange[]> {
  const changes = await db.lockDateChange.findMany({
    where: { businessId },
    orderBy: [{ noticedAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return changes.map(({ id, noticedAt, kind, organisationName, fromOn, toOn, byName }) => ({
    ...{ id, kind, organisationName, byName },
    noticedAt: noticedAt.toISOString(),
    from: fromColumn(fromOn),
    to: fromColumn(toOn),
  }));
}
