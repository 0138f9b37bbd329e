import { z } from 'zod';
import { activeOwner, type OwnerChoice, ownerChoices } from '#lib/coding/owners.ts';
import { db } from '#lib/db.ts';
import { type CalendarDate, fromColumn, toColumn, todayIn } from '#lib/domain/calendar-date.ts';
import { type ClaimRhythm, claimPeriods, LAST_DAY, periodEnd, rhythmText } from '#lib/domain/claims/claim-period.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { loadOrganisation } from '#lib/lists/load-lists.ts';
import type { PersonScope } from '#lib/scope.ts';
import { expensesOf } from './gather-due-claims.ts';

export type ClaimScheduleRow = {
  owner: OwnerChoice;
  /** Null where claims of theirs are made by hand. */
  rhythm: ClaimRhythm | null;
  /** When the next one is made, at the end of the day. */
  endsOn: CalendarDate | null;
  /** What it would hold, were it made now. */
  waiting: number;
};

export const scheduleInput = z.object({
  ownerId: z.uuid(),
  rhythm: z
    .discriminatedUnion('every', [
      z.object({ every: z.literal(claimPeriods[0]), endDay: z.int().min(1).max(7) }),
      z.object({ every: z.literal(claimPeriods[1]), endDay: z.int().min(1).max(LAST_DAY) }),
    ])
    .nullable(),
});

/** All whose claims could be made by themselves: oneself first, then by name. */
export async function claimSchedules(scope: PersonScope): Promise<ClaimScheduleRow[]> {
  const { businessId } = scope;
  const [owners, schedules] = await Promise.all([
    ownerChoices(scope),
    db.claimSchedule.findMany({ where: { businessId } }),
  ]);
  const waiting = await db.item.groupBy({ by: ['ownerId'], where: expensesOf(businessId), _count: true });
  return owners.map((owner) => {
    const schedule = schedules.find(({ ownerId }) => ownerId === owner.id);
    return {
      owner,
      rhythm: schedule ? { every: schedule.every, endDay: schedule.endDay } : null,
      endsOn: fromColumn(schedule?.endsOn ?? null),
      waiting: waiting.find(({ ownerId }) => ownerId === owner.id)?._count ?? 0,
    };
  });
}

/** Has somebody's claims made by themselves from the period of today on, or no more. */
export async function setClaimSchedule(
  scope: PersonScope,
  { ownerId, rhythm }: z.output<typeof scheduleInput>,
  from: RequestOrigin,
): Promise<Result<null>> {
  const { businessId, actor } = scope;
  const organisation = await loadOrganisation(db, businessId);
  const today = todayIn(organisation?.timeZone ?? null, new Date());
  return db.$transaction(async (transaction) => {
    const owner = await activeOwner(transaction, businessId, ownerId);
    if (!owner) return failure('ownerUnknown', 'This owner is archived or no longer there. Nothing was saved.');
    if (rhythm === null) await transaction.claimSchedule.deleteMany({ where: { ownerId, businessId } });
    else {
      const set = { ...rhythm, endsOn: toColumn(periodEnd(today, rhythm)), setByName: actor.name };
      await transaction.claimSchedule.upsert({
        where: { ownerId },
        create: { ownerId, businessId, ...set },
        update: set,
      });
    }
    await recordAudit(transaction, {
      ...{ businessId, userId: owner.userId, by: { userId: actor.userId, name: actor.name }, from },
      action: 'claimScheduleChanged',
      detail: { name: owner.name, rhythm: rhythm ? rhythmText(rhythm) : 'by hand' },
    });
    return ok(null);
  });
}
