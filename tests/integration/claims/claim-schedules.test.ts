import { beforeAll, expect, test } from 'vitest';
import { claimSchedules, setClaimSchedule } from '#lib/claims/schedules/claim-schedules.ts';
import { gatherDueClaims } from '#lib/claims/schedules/gather-due-claims.ts';
import { db } from '#lib/db.ts';
import { calendarDate, toColumn } from '#lib/domain/calendar-date.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { ownOwner } from '#tests/support/claims.ts';
import { aCodedItem } from '#tests/support/coded-item.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aMember, auditActions, from } from '#tests/support/team.ts';

let scope: PersonScope;
let books: Books;
beforeAll(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
});

const at = (instant: string) => new Date(instant);
const claimsOf = (claimantId: string) =>
  db.claim.findMany({ where: { claimantId }, include: { items: true }, orderBy: { number: 'asc' } });

test('what somebody spent in a month becomes a claim when it has ended, once, and they are told', async () => {
  const sam = await aMember(scope, 'SUBMITTER', 'Sam');
  const ownerId = await ownOwner(sam);
  const saved = await setClaimSchedule(scope, { ownerId, rhythm: { every: 'MONTHLY', endDay: 31 } }, from);
  expect(saved).toMatchObject({ ok: true });
  expect(await auditActions(scope)).toContain('claimScheduleChanged');
  await db.claimSchedule.update({ where: { ownerId }, data: { endsOn: toColumn(calendarDate('2026-11-30')) } });
  const receipt = { ownerId, type: 'RECEIPT' } as const;
  const inside = await aCodedItem(scope, books, receipt);
  const undated = await aCodedItem(scope, books, { ...receipt, issuedOn: null });
  const later = await aCodedItem(scope, books, { ...receipt, issuedOn: new Date('2026-12-01') });
  const invoice = await aCodedItem(scope, books, { ownerId });
  const others = await aCodedItem(scope, books, { type: 'RECEIPT' });
  const row = (await claimSchedules(scope)).find(({ owner }) => owner.id === ownerId);
  expect(row).toMatchObject({ rhythm: { every: 'MONTHLY', endDay: 31 }, endsOn: '2026-11-30', waiting: 3 });

  // The last day is not over.
  await gatherDueClaims(at('2026-11-30T12:00:00Z'));
  expect(await claimsOf(ownerId)).toEqual([]);
  await Promise.all([gatherDueClaims(at('2026-12-01T12:00:00Z')), gatherDueClaims(at('2026-12-01T12:00:00Z'))]);
  await gatherDueClaims(at('2026-12-02T12:00:00Z'));

  const [claim, ...more] = await claimsOf(ownerId);
  expect(more).toEqual([]);
  expect(claim).toMatchObject({ name: 'Expenses to 30 Nov 2026', createdByName: 'Intray' });
  expect(claim?.items.map(({ id }) => id).sort()).toEqual([inside.id, undated.id].sort());
  for (const { id } of [later, invoice, others]) {
    expect(await db.item.findUniqueOrThrow({ where: { id } })).toMatchObject({ place: 'INBOX' });
  }
  const told = await db.notice.findMany({ where: { userId: sam.actor.userId, kind: 'claimMade' } });
  expect(told).toMatchObject([{ count: 2, text: expect.stringContaining('Expenses to 30 Nov 2026') }]);
  expect(await db.claimSchedule.findUniqueOrThrow({ where: { ownerId } })).toMatchObject({
    endsOn: toColumn(calendarDate('2026-12-31')),
  });
});

test('periods that went by while no worker ran are one claim to the end of the last, and no claim where there is nothing', async () => {
  const ownerId = await ownOwner(await aMember(scope, 'SUBMITTER', 'Kim'));
  await setClaimSchedule(scope, { ownerId, rhythm: { every: 'WEEKLY', endDay: 7 } }, from);
  const wait = () =>
    db.claimSchedule.update({ where: { ownerId }, data: { endsOn: toColumn(calendarDate('2026-11-08')) } });
  await wait();
  await aCodedItem(scope, books, { ownerId, type: 'EXPENSE' });
  await gatherDueClaims(at('2026-11-25T12:00:00Z'));
  expect(await claimsOf(ownerId)).toMatchObject([{ name: 'Expenses to 22 Nov 2026' }]);
  await wait();
  await gatherDueClaims(at('2026-11-25T12:00:00Z'));
  expect(await claimsOf(ownerId)).toHaveLength(1);
  await setClaimSchedule(scope, { ownerId, rhythm: null }, from);
  expect(await db.claimSchedule.count({ where: { ownerId } })).toBe(0);
});
