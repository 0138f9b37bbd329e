import { db } from '#lib/db.ts';
import { fromColumn, toColumn, todayIn } from '#lib/domain/calendar-date.ts';
import { coveredPeriod, type ExportClock, nextDue } from '#lib/domain/export/export-rhythm.ts';
import { loadBase } from '#lib/lists/load-lists.ts';
import { log } from '#lib/log.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import { Prisma, type ScheduledExport } from '#prisma/generated/client.ts';
import { rhythmSchema } from './schedule-input.ts';

/** Schedules and runs of one sweep; the next goes on. */
const AT_ONCE = 100;
/** Files of days that nobody worked on, which are made one after the other; what is older is left out. */
const MAX_CAUGHT_UP = 7;
/** Times that are looked through for that. */
const MAX_LOOKED = 1_000;

/** States in which a run is under way. */
export const underWay = ['WAITING', 'MAKING'] as const;

/**
 * For the sweep: writes down a run for each schedule that is due, and wakes a worker for each that is to be gone on with.
 * Whoever moves the schedule on writes its run, in one transaction, so that a period has one. Returns how many are woken.
 */
export async function wakeScheduledExports(now = new Date()): Promise<number> {
  const due = await db.scheduledExport.findMany({
    where: { nextAt: { lte: now }, business: { closedAt: null }, runs: { none: { state: { in: [...underWay] } } } },
    orderBy: { nextAt: 'asc' },
    take: AT_ONCE,
  });
  for (const schedule of due) {
    try {
      await writeRun(schedule, now);
    } catch (error) {
      log.warn({ err: error, scheduleId: schedule.id }, 'a scheduled export was not begun, and is the next time');
    }
  }
  const left = await db.$queryRaw<{ id: string }[]>`
    SELECT r."id" FROM "ScheduledExportRun" AS r
      LEFT JOIN "ItemExport" AS e ON e."id" = r."exportId"
     WHERE (r."state" = 'WAITING' AND r."retryAt" <= ${now})
        OR (r."state" = 'MAKING' AND e."state" IS DISTINCT FROM 'RUNNING')
     ORDER BY r."dueAt" LIMIT ${AT_ONCE}`;
  for (const { id } of left) await enqueue('run-scheduled-export', { runId: id });
  return left.length;
}

async function writeRun(schedule: ScheduledExport, now: Date): Promise<void> {
  const { id, businessId, nextAt, minute, covers } = schedule;
  if (!nextAt) return;
  const { timeZone } = await loadBase(db, businessId);
  const clock = { rhythm: rhythmSchema.parse(schedule.rhythm), minute, timeZone };
  // What is of no day of its own is wanted once, however often it was missed.
  const dueAt = oldestOf(nextAt, now, clock, covers === 'ALL' || covers === 'SINCE' ? 1 : MAX_CAUGHT_UP);
  await db.$transaction(async (transaction) => {
    const { count } = await transaction.scheduledExport.updateMany({
      where: { id, nextAt },
      data: { nextAt: nextDue(dueAt, clock) },
    });
    if (count > 0) await createRun(transaction, schedule, { dueAt, byHand: false, timeZone });
  });
}

/** Of the times from one on that have passed, the first of the last so many. */
function oldestOf(first: Date, now: Date, clock: ExportClock, most: number): Date {
  const times = [first];
  for (let looked = 0; looked < MAX_LOOKED; looked++) {
    const next = nextDue(times.at(-1) ?? first, clock);
    if (next > now) break;
    times.push(next);
    if (times.length > most) times.shift();
  }
  return times[0] ?? first;
}

/** The run of a time. There is one under way of each schedule: of two that want one at once, the second fails. */
export async function createRun(
  transaction: Prisma.TransactionClient,
  { id, covers, coveredTo }: Pick<ScheduledExport, 'id' | 'covers' | 'coveredTo'>,
  { dueAt, byHand, timeZone }: { dueAt: Date; byHand: boolean; timeZone: string | null },
): Promise<string> {
  const period = coveredPeriod(covers, todayIn(timeZone, dueAt), fromColumn(coveredTo));
  const run = await transaction.scheduledExportRun.create({
    data: {
      ...{ scheduleId: id, dueAt, byHand },
      coversFrom: toColumn(period?.from ?? null),
      coversTo: toColumn(period?.to ?? null),
    },
    select: { id: true },
  });
  return run.id;
}

/** Whether something failed since another run of the schedule is under way, or of the very same time. */
export const isTaken = (error: unknown) =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
