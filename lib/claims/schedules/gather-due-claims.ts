import { db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import {
  addDays,
  type CalendarDate,
  compareDates,
  formatDate,
  fromColumn,
  toColumn,
  todayIn,
} from '#lib/domain/calendar-date.ts';
import { MAX_CLAIMED } from '#lib/domain/claims/claim-bill.ts';
import { periodEnd } from '#lib/domain/claims/claim-period.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { pastStates } from '#lib/domain/publication/publication.ts';
import { writeNotices } from '#lib/events/write-notices.ts';
import { loadOrganisation } from '#lib/lists/load-lists.ts';
import { log } from '#lib/log.ts';
import type { ClaimSchedule, Prisma } from '#prisma/generated/client.ts';
import { makeClaim } from '../make-claim.ts';

/** Claims that one run makes; the next one goes on. */
const MAX_DUE = 200;
/** Periods that a worker may have been away for: what lies in them is in the claim of the last. */
const MAX_PERIODS = 400;

/** The costs of an inbox that are somebody's expenses: receipts and expenses, not invoices that the business is to pay. */
export const expensesOf = (businessId: string) =>
  ({
    ...{ businessId, workspace: 'COSTS', place: 'INBOX', deletedAt: null, type: { in: ['RECEIPT', 'EXPENSE'] } },
    publications: { none: { state: { notIn: [...pastStates] } } },
  }) satisfies Prisma.ItemWhereInput;

/**
 * Makes the claims whose period has ended, each of what its owner has in the inbox that is dated to its end or not dated, and
 * tells them. Where there is nothing, none is made. Returns how many were.
 */
export async function gatherDueClaims(now = new Date()): Promise<number> {
  // Nowhere on earth is the day further on than that.
  const latest = toColumn(todayIn('Pacific/Kiritimati', now));
  const due = await db.claimSchedule.findMany({
    where: { endsOn: { lt: latest }, business: { closedAt: null }, owner: { archivedAt: null } },
    orderBy: { endsOn: 'asc' },
    take: MAX_DUE,
  });
  let made = 0;
  for (const schedule of due) {
    try {
      if (await gatherDue(schedule, now)) made += 1;
    } catch (error) {
      log.warn({ err: error, ownerId: schedule.ownerId }, 'a claim was not made by itself, and is the next time');
    }
  }
  return made;
}

async function gatherDue(schedule: ClaimSchedule, now: Date): Promise<boolean> {
  const { businessId, ownerId, every, endDay } = schedule;
  const organisation = await loadOrganisation(db, businessId);
  const today = todayIn(organisation?.timeZone ?? null, now);
  const ended = lastEnded(fromColumn(schedule.endsOn), today, schedule);
  if (!ended) return false;
  // Whoever moves it on makes the claim; what is left by one who dies then is in the next.
  const { count } = await db.claimSchedule.updateMany({
    where: { ownerId, endsOn: schedule.endsOn, every, endDay },
    data: { endsOn: toColumn(periodEnd(addDays(ended, 1), schedule)) },
  });
  if (count === 0) return false;
  const items = await db.item.findMany({
    where: {
      ...expensesOf(businessId),
      ownerId,
      OR: [{ issuedOn: null }, { issuedOn: { lte: toColumn(ended) } }],
    },
    orderBy: [{ issuedOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: MAX_CLAIMED,
    select: { id: true, owner: { select: { userId: true } }, _count: { select: { lines: true } } },
  });
  const itemIds = thatFit(items);
  if (itemIds.length === 0) return false;
  const name = `Expenses to ${formatDate(ended)}`;
  const scope = { businessId, actor: intray };
  const claim = await makeClaim(scope, { claimantId: ownerId, name, endsOn: ended, description: '', itemIds });
  if (!claim.ok) return false;
  await writeNotices(db, [items[0]?.owner?.userId], {
    ...{ businessId, kind: 'claimMade', byUserId: null, count: claim.value.added.length },
    text: `${claim.value.added.length === 1 ? '1 item' : `${claim.value.added.length} items`} of yours are in the expense claim ${isolated(name)}.`,
  });
  return true;
}

/** The last period that has ended by today; null while the one that is waited for goes on. */
function lastEnded(
  endsOn: CalendarDate,
  today: CalendarDate,
  rhythm: Pick<ClaimSchedule, 'every' | 'endDay'>,
): CalendarDate | null {
  if (compareDates(endsOn, today) >= 0) return null;
  let ended = endsOn;
  for (let period = 0; period < MAX_PERIODS; period++) {
    const next = periodEnd(addDays(ended, 1), rhythm);
    if (compareDates(next, today) >= 0) break;
    ended = next;
  }
  return ended;
}

/** As many as one claim holds; the others are in the next. */
function thatFit(items: readonly { id: string; _count: { lines: number } }[]): string[] {
  let lines = 0;
  return items.flatMap(({ id, _count }) => {
    lines += Math.max(_count.lines, 1);
    return lines <= MAX_CLAIMED ? [id] : [];
  });
}
