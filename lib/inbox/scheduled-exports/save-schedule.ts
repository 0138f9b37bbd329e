import { db } from '#lib/db.ts';
import { clockWords, nextDue } from '#lib/domain/export/export-rhythm.ts';
import { fail, failure, ok, type Result } from '#lib/domain/result.ts';
import { comparable } from '#lib/domain/text.ts';
import { announce } from '#lib/events/announce.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { loadBase } from '#lib/lists/load-lists.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { savedView } from '../saved-views.ts';
import { createRun, isTaken } from './due-runs.ts';
import { rhythmSchema, type ScheduledExportInput } from './schedule-input.ts';

/** Of a business. */
const MAX_SCHEDULES = 20;

/** Saves one, new or in place of what it was. It is made with the rights of whoever saved it last, and goes on from now. */
export async function saveScheduledExport(
  scope: PersonScope,
  { scheduleId, ...input }: ScheduledExportInput,
  from: RequestOrigin,
): Promise<Result<string>> {
  const { businessId, actor } = scope;
  const { name, rhythm, minute, recipients } = input;
  if (input.viewId && !(await savedView(scope, input.workspace, input.viewId))) {
    return refused({ view: 'This view is no longer there. Choose another list.' });
  }
  const userIds = recipients.flatMap((each) => (each.kind === 'member' ? [each.userId] : []));
  const members = await db.membership.count({ where: { businessId, userId: { in: userIds } } });
  if (members < new Set(userIds).size) return refused({ recipients: 'One of these has left the team. Choose again.' });
  const { timeZone } = await loadBase(db, businessId);
  return db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Business" WHERE "id" = ${businessId}::uuid FOR UPDATE`;
    const others = await transaction.scheduledExport.findMany({
      where: { businessId, ...(scheduleId && { id: { not: scheduleId } }) },
      select: { name: true },
    });
    if (others.some((other) => comparable(other.name) === comparable(name))) {
      return refused({ name: 'Another scheduled export has this name.' });
    }
    const data = {
      ...input,
      ...{ userId: actor.userId, byName: actor.name, stopped: null },
      nextAt: nextDue(new Date(), { rhythm, minute, timeZone }),
    } satisfies Partial<Prisma.ScheduledExportUncheckedCreateInput>;
    let id = scheduleId;
    if (scheduleId) {
      const { count } = await transaction.scheduledExport.updateMany({ where: { id: scheduleId, businessId }, data });
      if (count === 0) return gone;
    } else {
      if (others.length >= MAX_SCHEDULES) {
        return failure('tooMany', `A business has at most ${MAX_SCHEDULES}. Nothing was saved: delete one first.`);
      }
      id = (await transaction.scheduledExport.create({ data: { ...data, businessId }, select: { id: true } })).id;
    }
    await told(transaction, scope, { name, what: clockWords({ rhythm, minute }), from });
    return ok(id ?? '');
  });
}

/** Has it made no more until somebody has it go on, which is from then on: days in between are caught up by no file. */
export async function pauseScheduledExport(
  scope: PersonScope,
  { scheduleId, isPaused }: { scheduleId: string; isPaused: boolean },
  from: RequestOrigin,
): Promise<Result<null>> {
  const { businessId } = scope;
  const { timeZone } = await loadBase(db, businessId);
  return db.$transaction(async (transaction) => {
    const schedule = await transaction.scheduledExport.findFirst({ where: { id: scheduleId, businessId } });
    if (!schedule) return gone;
    // One that stopped by itself needs somebody whose rights it has: it is saved anew.
    if (schedule.stopped) return failure('stopped', 'It has stopped by itself. Open and save it to have it go on.');
    const clock = { rhythm: rhythmSchema.parse(schedule.rhythm), minute: schedule.minute, timeZone };
    await transaction.scheduledExport.updateMany({
      where: { id: scheduleId, businessId },
      data: { nextAt: isPaused ? null : nextDue(new Date(), clock) },
    });
    await told(transaction, scope, { name: schedule.name, what: isPaused ? 'paused' : 'goes on', from });
    return ok(null);
  });
}

/** Deletes one, with what is told of its runs. Files that were made stay for their days. */
export async function deleteScheduledExport(
  scope: PersonScope,
  scheduleId: string,
  from: RequestOrigin,
): Promise<Result<null>> {
  const { businessId } = scope;
  return db.$transaction(async (transaction) => {
    const schedule = await transaction.scheduledExport.findFirst({ where: { id: scheduleId, businessId } });
    if (!schedule) return gone;
    await transaction.scheduledExport.deleteMany({ where: { id: scheduleId, businessId } });
    await told(transaction, scope, { name: schedule.name, what: 'deleted', from });
    return ok(null);
  });
}

/** Has its file made and sent now, as if it were due; when it is due otherwise stays as it was. */
export async function runScheduledExportNow(scope: PersonScope, scheduleId: string): Promise<Result<null>> {
  const { businessId, origin } = scope;
  const { timeZone } = await loadBase(db, businessId);
  try {
    const runId = await db.$transaction(async (transaction) => {
      const schedule = await transaction.scheduledExport.findFirst({ where: { id: scheduleId, businessId } });
      if (!schedule) return null;
      const id = await createRun(transaction, schedule, { dueAt: new Date(), byHand: true, timeZone });
      await announce(transaction, { businessId, topic: 'exports', id: null, origin });
      return id;
    });
    if (!runId) return gone;
    await enqueue('run-scheduled-export', { runId });
    return ok(null);
  } catch (error) {
    if (isTaken(error)) return failure('underWay', 'It is being made already. Nothing was begun a second time.');
    throw error;
  }
}

async function told(
  transaction: Prisma.TransactionClient,
  { businessId, actor, origin }: PersonScope,
  { name, what, from }: { name: string; what: string; from: RequestOrigin },
): Promise<void> {
  await recordAudit(transaction, {
    ...{ businessId, userId: null, by: { userId: actor.userId, name: actor.name }, from },
    ...{ action: 'scheduledExportChanged', detail: { name, what } },
  });
  await announce(transaction, { businessId, topic: 'exports', id: null, origin });
}

const refused = (fields: Record<string, string>) =>
  fail({ code: 'refused', message: 'Nothing was saved: look at the marked fields.', fields });

const gone = failure('missing', 'Somebody has deleted this scheduled export. Nothing was changed.');
