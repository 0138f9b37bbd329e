import type { Db } from '#lib/db.ts';
import { type CalendarDate, fromColumn, toColumn } from '#lib/domain/calendar-date.ts';
import type { LockKind } from '#lib/domain/lock-dates.ts';
import type { LedgerOrganisation } from '#lib/ledger/ledger.ts';

/**
 * Writes down which lock dates of the books have become others since they were read last, before they are stored. What a
 * first reading finds is no change. In the transaction that stores them.
 */
export async function logLockDates(
  db: Db,
  connectionId: string,
  next: Pick<LedgerOrganisation, 'name' | 'periodLockOn' | 'endOfYearLockOn'>,
): Promise<void> {
  const before = await db.connection.findUniqueOrThrow({
    where: { id: connectionId },
    select: {
      ...{ businessId: true, periodLockOn: true, endOfYearLockOn: true },
      listStates: { where: { list: 'ORGANISATION', refreshedAt: { not: null } }, select: { list: true } },
    },
  });
  if (before.listStates.length === 0) return;
  const { businessId } = before;
  const kinds: [LockKind, CalendarDate | null, CalendarDate | null][] = [
    ['PERIOD', fromColumn(before.periodLockOn), next.periodLockOn],
    ['YEAR_END', fromColumn(before.endOfYearLockOn), next.endOfYearLockOn],
  ];
  const changed = kinds.filter(([, from, to]) => from !== to);
  if (changed.length === 0) return;
  await db.lockDateChange.createMany({
    data: changed.map(([kind, from, to]) => ({
      ...{ businessId, kind, organisationName: next.name, fromOn: toColumn(from), toOn: toColumn(to) },
    })),
  });
}
