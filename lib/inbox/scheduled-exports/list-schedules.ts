import { db } from '#lib/db.ts';
import { type CalendarDate, fromColumn } from '#lib/domain/calendar-date.ts';
import type { ExportForm } from '#lib/domain/export/export-form.ts';
import type { CoveredDay, ExportCovers, ExportRhythm } from '#lib/domain/export/export-rhythm.ts';
import { runProblemText, stopReasons } from '#lib/domain/export/scheduled-run.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { loadBase } from '#lib/lists/load-lists.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { ExportFormat, ExportRunState, ScheduledExport } from '#prisma/generated/client.ts';
import { exportFormSchema } from '../export/export-form-schema.ts';
import { type ListPlace, listPlaceSchema } from '../inbox-query.ts';
import { type SavedView, savedViews } from '../saved-views.ts';
import { type ExportRecipient, recipientsSchema, rhythmSchema, storedDay } from './schedule-input.ts';
import { schedulePowers } from './stop-reason.ts';

export type ScheduleState = 'ON' | 'PAUSED' | 'STOPPED';

/** A time at which it was due, or was asked for. */
export type ExportRunRow = {
  id: string;
  /** ISO instants. */
  at: string;
  retryAt: string;
  byHand: boolean;
  from: CalendarDate | null;
  to: CalendarDate | null;
  state: ExportRunState;
  items: number | null;
  mails: number | null;
  problem: string | null;
  /** Of its file, while it can be fetched. */
  exportId: string | null;
};

export type ScheduledExportRow = {
  id: string;
  name: string;
  workspace: Workspace;
  format: ExportFormat;
  rhythm: ExportRhythm;
  minute: number;
  state: ScheduleState;
  /** Why it stopped by itself. */
  stopped: string | null;
  /** An ISO instant; null while it is paused or stopped. */
  nextAt: string | null;
  byName: string;
  recipients: number;
  lastRun: ExportRunRow | null;
};

/** One as its page shows and changes it. */
export type ScheduledExportView = Omit<ScheduledExportRow, 'recipients' | 'lastRun' | 'format'> & {
  place: ListPlace;
  viewId: string | null;
  form: ExportForm;
  covers: ExportCovers;
  coveredDay: CoveredDay;
  sendsEmpty: boolean;
  recipients: ExportRecipient[];
  asLink: boolean;
  linkDays: number;
  message: string;
  runs: ExportRunRow[];
};

const MAX_RUNS = 30;

export async function listScheduledExports({ businessId }: PersonScope): Promise<ScheduledExportRow[]> {
  const found = await db.scheduledExport.findMany({
    where: { businessId },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    include: { runs: { orderBy: { dueAt: 'desc' }, take: 1 } },
  });
  return Promise.all(
    found.map(async ({ runs, ...schedule }) => ({
      ...(await headOf(schedule)),
      format: exportFormSchema.parse(schedule.form).format,
      recipients: recipientsSchema.parse(schedule.recipients).length,
      lastRun: (await runRows(businessId, runs))[0] ?? null,
    })),
  );
}

export async function scheduledExport({ businessId }: PersonScope, id: string): Promise<ScheduledExportView | null> {
  const found = await db.scheduledExport.findFirst({
    where: { id, businessId },
    include: { runs: { orderBy: { dueAt: 'desc' }, take: MAX_RUNS } },
  });
  if (!found) return null;
  const { runs, ...schedule } = found;
  const { viewId, covers, sendsEmpty, asLink, linkDays, message } = schedule;
  return {
    ...(await headOf(schedule)),
    ...{ viewId, covers, sendsEmpty, asLink, linkDays, message },
    place: listPlaceSchema.safeParse(schedule.place).data ?? listPlaceSchema.parse({}),
    form: exportFormSchema.parse(schedule.form),
    coveredDay: storedDay(schedule.coveredDay),
    recipients: recipientsSchema.parse(schedule.recipients),
    runs: await runRows(businessId, runs),
  };
}

/** With the reason why it would stop, as soon as that holds and not only when it is due. */
async function headOf(schedule: ScheduledExport) {
  const { id, name, workspace, minute, nextAt, byName } = schedule;
  const powers = schedule.stopped ? { stopped: schedule.stopped } : await schedulePowers(db, schedule);
  const stopped = 'stopped' in powers ? powers.stopped : null;
  const state: ScheduleState = stopped ? 'STOPPED' : nextAt ? 'ON' : 'PAUSED';
  const reasons: Readonly<Record<string, string>> = stopReasons;
  return {
    ...{ id, name, workspace, minute, byName, state },
    rhythm: rhythmSchema.parse(schedule.rhythm),
    stopped: stopped && (reasons[stopped] ?? 'It can no longer be made.'),
    nextAt: state === 'ON' ? (nextAt?.toISOString() ?? null) : null,
  };
}

type StoredRun = Awaited<ReturnType<typeof db.scheduledExportRun.findMany>>[number];

async function runRows(businessId: string, runs: readonly StoredRun[]): Promise<ExportRunRow[]> {
  const there = await db.itemExport.findMany({
    where: {
      ...{ businessId, id: { in: runs.flatMap(({ exportId }) => exportId ?? []) } },
      ...{ state: 'DONE', expiresAt: { gt: new Date() } },
    },
    select: { id: true },
  });
  const files = new Set(there.map(({ id }) => id));
  return runs.map(({ id, dueAt, retryAt, byHand, coversFrom, coversTo, state, items, mails, problem, exportId }) => ({
    ...{ id, byHand, state, items, mails },
    at: dueAt.toISOString(),
    retryAt: retryAt.toISOString(),
    from: fromColumn(coversFrom),
    to: fromColumn(coversTo),
    problem: runProblemText(problem),
    exportId: exportId && files.has(exportId) ? exportId : null,
  }));
}

/** What can be chosen for one: the views that whoever sets it up may open, the team, and the clock that counts. */
export async function scheduleChoices(scope: PersonScope): Promise<{
  views: Record<Workspace, Pick<SavedView, 'id' | 'name' | 'place'>[]>;
  members: { id: string; name: string; email: string }[];
  timeZone: string | null;
}> {
  const { businessId } = scope;
  const [costs, sales, members, base] = await Promise.all([
    savedViews(scope, 'COSTS'),
    savedViews(scope, 'SALES'),
    db.membership.findMany({
      where: { businessId },
      select: { user: { select: { id: true, name: true, email: true } } },
      orderBy: { user: { name: 'asc' } },
      take: 200,
    }),
    loadBase(db, businessId),
  ]);
  const brief = (views: SavedView[]) => views.map(({ id, name, place }) => ({ id, name, place }));
  return {
    views: { COSTS: brief(costs), SALES: brief(sales) },
    members: members.map(({ user }) => user),
    timeZone: base.timeZone,
  };
}
