import { db } from '#lib/db.ts';
import { fromColumn } from '#lib/domain/calendar-date.ts';
import {
  isWorthATry,
  type RunProblem,
  retryDelayMs,
  runProblems,
  type StopReason,
} from '#lib/domain/export/scheduled-run.ts';
import { writeFilter } from '#lib/domain/filter-values.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { announce } from '#lib/events/announce.ts';
import { writeNotices, writeNoticesToAdmins } from '#lib/events/write-notices.ts';
import { log } from '#lib/log.ts';
import type { ItemExport } from '#prisma/generated/client.ts';
import type { ExportChoice } from '../export/export-choice.ts';
import { exportFormSchema } from '../export/export-form-schema.ts';
import { startExport } from '../export/start-export.ts';
import { archiveQuerySchema, inboxQuerySchema, type ListPlace } from '../inbox-query.ts';
import { deliverRun, type FoundRun, tellOfNothing } from './deliver-run.ts';
import { storedDay } from './schedule-input.ts';
import { schedulePowers } from './stop-reason.ts';

/** Somebody else has begun it. */
class Taken extends Error {}

/**
 * Goes on with a run: has its file made, or sends the file that was made. Each step takes the run from one state to the
 * next in the transaction of what it does, so that whoever comes second, or again after a crash, does nothing twice.
 */
export async function runScheduledExport(runId: string): Promise<void> {
  const run = await found(runId);
  if (!run) return;
  if (run.state === 'WAITING' && run.retryAt <= new Date()) {
    await begin(run);
    const begun = await found(runId);
    if (begun?.state === 'MAKING') await settle(begun);
  } else if (run.state === 'MAKING') await settle(run);
}

const found = (id: string) => db.scheduledExportRun.findUnique({ where: { id }, include: { schedule: true } });

async function begin(run: FoundRun): Promise<void> {
  const { schedule } = run;
  const powers = await schedulePowers(db, schedule);
  if ('stopped' in powers) return stop(run, powers.stopped);
  const from = fromColumn(run.coversFrom);
  const to = fromColumn(run.coversTo);
  // No whole day has passed since the last.
  if (from && to && from > to) return endWithNothing(run);
  try {
    const started = await startExport(
      powers.scope,
      {
        ...choiceOf(schedule.workspace, powers.place, {
          ...(to && { [storedDay(schedule.coveredDay)]: writeFilter({ kind: 'dates', from, to }) }),
        }),
        form: exportFormSchema.parse(schedule.form),
        archive: false,
      },
      async (transaction, exportId) => {
        const { count } = await transaction.scheduledExportRun.updateMany({
          where: { id: run.id, state: 'WAITING' },
          data: { state: 'MAKING', exportId, tries: { increment: 1 } },
        });
        if (count === 0) throw new Taken();
      },
    );
    if (started.ok) return;
    const { code } = started.error;
    if (code === 'missing') return endWithNothing(run);
    await failed({ ...run, tries: run.tries + 1 }, code === 'busy' ? 'busy' : 'tooMany');
  } catch (error) {
    if (error instanceof Taken) return;
    log.error({ err: error, runId: run.id }, 'a scheduled export was not begun');
    await failed({ ...run, tries: run.tries + 1 }, 'unexpected');
  }
}

/** What a list shows of a period. */
function choiceOf(workspace: ExportChoice['workspace'], place: ListPlace, period: object): ExportChoice {
  const query = { ...place, where: { ...place.where, ...period } };
  return place.from === 'archive'
    ? { workspace, of: { kind: 'archive', query: archiveQuerySchema.parse(query) } }
    : { workspace, of: { kind: 'inbox', query: inboxQuerySchema.parse(query) } };
}

/** Once its file has come to an end. */
async function settle(run: FoundRun): Promise<void> {
  const made: ItemExport | null = await db.itemExport.findFirst({
    where: { id: run.exportId ?? '', businessId: run.schedule.businessId },
  });
  if (made?.state === 'RUNNING') return;
  if (made?.state === 'FAILED') {
    const { problem } = made;
    if (problem === 'permission') return stop(run, 'permission');
    return failed(run, problem === 'tooLarge' ? 'tooLarge' : 'unexpected');
  }
  if (made?.state !== 'DONE') return failed(run, 'cancelled');
  const stopped = await deliverRun(run, made);
  if (stopped) await stop(run, stopped);
}

async function endWithNothing(run: FoundRun): Promise<void> {
  const { businessId, covers } = run.schedule;
  await db.$transaction(async (transaction) => {
    const { count } = await transaction.scheduledExportRun.updateMany({
      where: { id: run.id, state: 'WAITING' },
      data: { state: 'NOTHING', items: 0, finishedAt: new Date() },
    });
    if (count === 0) return;
    if (covers === 'SINCE' && run.coversTo && !(run.coversFrom && run.coversFrom > run.coversTo)) {
      await transaction.scheduledExport.updateMany({
        where: { id: run.scheduleId },
        data: { coveredTo: run.coversTo },
      });
    }
    if (run.schedule.sendsEmpty) await tellOfNothing(transaction, run);
    await announce(transaction, { businessId, topic: 'exports', id: null });
  });
}

/** Tried again where that may help and was not done too often; else whoever set it up is told. */
async function failed(run: FoundRun, problem: RunProblem): Promise<void> {
  const { businessId, userId, name } = run.schedule;
  const delay = isWorthATry(problem) ? retryDelayMs(run.tries) : null;
  await db.$transaction(async (transaction) => {
    const { count } = await transaction.scheduledExportRun.updateMany({
      where: { id: run.id, state: { in: ['WAITING', 'MAKING'] } },
      data:
        delay === null
          ? { state: 'FAILED', problem, tries: run.tries, finishedAt: new Date() }
          : { state: 'WAITING', problem, tries: run.tries, retryAt: new Date(Date.now() + delay) },
    });
    if (count === 0) return;
    await announce(transaction, { businessId, topic: 'exports', id: null });
    if (delay !== null) return;
    await writeNotices(transaction, [userId], {
      ...{ businessId, kind: 'exportMade', byUserId: null },
      text: `The scheduled export ${isolated(name)} gave no file. ${runProblems[problem]}`,
    });
  });
}

/** Nothing is made of it any more until somebody saves it, which whoever may do that is told. */
async function stop(run: FoundRun, reason: StopReason): Promise<void> {
  const { businessId, userId, name } = run.schedule;
  await db.$transaction(async (transaction) => {
    await transaction.scheduledExportRun.updateMany({
      where: { id: run.id, state: { in: ['WAITING', 'MAKING'] } },
      data: { state: 'FAILED', problem: reason, finishedAt: new Date() },
    });
    const { count } = await transaction.scheduledExport.updateMany({
      where: { id: run.scheduleId, stopped: null },
      data: { nextAt: null, stopped: reason },
    });
    await announce(transaction, { businessId, topic: 'exports', id: null });
    if (count === 0) return;
    const notice = {
      ...({ businessId, kind: 'exportMade', byUserId: null } as const),
      text: `The scheduled export ${isolated(name)} has stopped. ${runProblems[reason]} Save it anew to have it go on with your rights.`,
    };
    await writeNoticesToAdmins(transaction, notice);
    const isAdmin = await transaction.membership.count({ where: { businessId, userId: userId ?? '', role: 'ADMIN' } });
    if (userId && isAdmin === 0) await writeNotices(transaction, [userId], notice);
  });
}
