import { db } from '#lib/db.ts';
import { type CalendarDate, fromColumn, toColumn } from '#lib/domain/calendar-date.ts';
import type { PublishAs } from '#lib/domain/coding/coding.ts';
import type { LedgerRules } from '#lib/domain/ledger-rules.ts';
import { type LockPolicy, lockOf, lockPolicyNames } from '#lib/domain/lock-dates.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { type RequestOrigin, recordAudit } from '#lib/events/record-audit.ts';
import { loadOrganisation, loadRules } from '#lib/lists/load-lists.ts';
import { type LockChange, lockLog } from '#lib/lists/lock-log.ts';
import { requestReview, wakeReview } from '#lib/lists/request-review.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { itemToTell } from './item-to-tell.ts';

export type LockRules = { policy: LockPolicy; lockOn: CalendarDate | null };

/** What a business lets become of items in a locked period, and what there is to tell it by. */
export type LockSetting = {
  saved: LockRules;
  books: { name: string; periodLockOn: CalendarDate | null; endOfYearLockOn: CalendarDate | null } | null;
  timeZone: string | null;
  statusNames: LedgerRules['statusNames'];
  effect: LockEffect;
  log: LockChange[];
};

/** What lock dates concern of the inbox. */
export type LockEffect = {
  /** The last day that is locked. */
  lockedTo: CalendarDate | null;
  /** How many items lie on it or before and would be refused there. */
  locked: number;
  /** One of those or, where there is none, the newest with a date. */
  example: { number: number; issuedOn: CalendarDate; publishAs: PublishAs } | null;
};

const SHOWN_CHANGES = 50;

export async function lockSetting(scope: PersonScope): Promise<LockSetting> {
  const { businessId } = scope;
  const [business, organisation, rules, log] = await Promise.all([
    db.business.findUniqueOrThrow({ where: { id: businessId }, select: { lockPolicy: true, lockOn: true } }),
    loadOrganisation(db, businessId),
    loadRules(db, businessId),
    lockLog(db, businessId, SHOWN_CHANGES),
  ]);
  const lockOn = fromColumn(business.lockOn);
  return {
    saved: { policy: business.lockPolicy, lockOn },
    books: organisation && {
      name: organisation.name,
      periodLockOn: organisation.periodLockOn,
      endOfYearLockOn: organisation.endOfYearLockOn,
    },
    timeZone: organisation?.timeZone ?? null,
    statusNames: rules.statusNames,
    effect: await lockEffect(scope, lockOn),
    log,
  };
}

/** What an own lock date would concern, together with those of the books. */
export async function lockEffect({ businessId }: PersonScope, lockOn: CalendarDate | null): Promise<LockEffect> {
  const [organisation, { statuses }] = await Promise.all([loadOrganisation(db, businessId), loadRules(db, businessId)]);
  const lock = lockOf(lockOn, organisation);
  const refused = (Object.keys(statuses) as PublishAs[]).filter((each) => !statuses[each]?.mayLieInLockedPeriod);
  const open = { businessId, place: 'INBOX', status: { not: 'PUBLISHED' }, deletedAt: null } as const;
  const isLocked: Prisma.ItemWhereInput | null = lock && {
    ...open,
    issuedOn: { lte: toColumn(lock.on) },
    OR: [{ publishAs: { in: refused } }, { publishTo: 'BANK_ACCOUNT' }],
  };
  const [locked, example] = await Promise.all([
    isLocked ? db.item.count({ where: isLocked }) : 0,
    itemToTell(isLocked, { ...open, issuedOn: { not: null } }),
  ]);
  const issuedOn = example && fromColumn(example.issuedOn);
  return {
    lockedTo: lock?.on ?? null,
    locked,
    example: example && issuedOn && { number: example.number, issuedOn, publishAs: example.publishAs },
  };
}

/** What is in the inbox is judged anew by it; what is on its way stays as it was asked for. */
export async function setLockRules(
  { businessId, actor }: PersonScope,
  { policy, lockOn }: LockRules,
  from: RequestOrigin,
): Promise<Result<null>> {
  const isChanged = await db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Business" WHERE "id" = ${businessId}::uuid FOR UPDATE`;
    const before = await transaction.business.findUniqueOrThrow({
      where: { id: businessId },
      select: { lockPolicy: true, lockOn: true },
    });
    const formerly = fromColumn(before.lockOn);
    if (before.lockPolicy === policy && formerly === lockOn) return false;
    await transaction.business.update({
      where: { id: businessId },
      data: { lockPolicy: policy, lockOn: toColumn(lockOn) },
    });
    if (formerly !== lockOn) {
      await transaction.lockDateChange.create({
        data: { businessId, kind: 'HOUSE', fromOn: before.lockOn, toOn: toColumn(lockOn), byName: actor.name },
      });
    }
    await requestReview(transaction, businessId);
    const changes = [
      before.lockPolicy === policy ? [] : [lockPolicyNames[policy].toLowerCase()],
      formerly === lockOn ? [] : [lockOn === null ? 'no lock date of its own' : `own lock date ${lockOn}`],
    ].flat();
    await recordAudit(transaction, {
      ...{ businessId, userId: null, by: actor, action: 'lockRulesChanged', from },
      detail: { changes: changes.join(', ') },
    });
    return true;
  });
  if (isChanged) await wakeReview(businessId);
  return ok(null);
}
