import { describe, expect, test } from 'vitest';
import { itemHistory } from '#lib/coding/item-history.ts';
import { reviewItems } from '#lib/coding/review-items.ts';
import { db } from '#lib/db.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { LockPolicy } from '#lib/domain/lock-dates.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { startRefresh } from '#lib/lists/start-refresh.ts';
import { lockEffect, lockSetting, setLockRules } from '#lib/publishing/settings/lock-setting.ts';
import {
  aConnectedBusiness,
  anItem,
  billsAtLedger,
  type ConnectedBusiness,
  callLedger,
  drainToTheEnd,
  newestPublication,
  publish,
  refreshed,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();

const from = { address: '192.0.2.1', device: 'Firefox' };

async function lockBooks(business: ConnectedBusiness, dates: object): Promise<void> {
  await control('PATCH', `/organisations/${business.organisationId}`, dates);
  await startRefresh(business.scope, business.connectionId, 'PERSON');
  await refreshed(business);
  await review(business);
}

const review = ({ scope }: ConnectedBusiness) => reviewItems(scope.businessId, new AbortController().signal);

async function rule(business: ConnectedBusiness, policy: LockPolicy, lockOn: string | null = null): Promise<void> {
  await setLockRules(business.scope, { policy, lockOn: lockOn === null ? null : calendarDate(lockOn) }, from);
  await review(business);
}

const stored = async ({ id }: { id: string }) => (await db.item.findUniqueOrThrow({ where: { id } })).status;

async function billOf(business: ConnectedBusiness, { reference }: { reference: string | null }) {
  const [bill] = await billsAtLedger(business, reference);
  const { Invoices } = await callLedger<{ Invoices: Record<string, unknown>[] }>(
    business,
    'GET',
    `/Invoices/${bill?.id}`,
  );
  return Invoices[0];
}

describe('an item whose date the books have locked since', () => {
  test('is held, moved or made a draft as the business has it, and the books take what its history says', async () => {
    const business = await aConnectedBusiness();
    const [moved, draft] = [await anItem(business, { description: 'Paper' }), await anItem(business)];
    await lockBooks(business, { periodLockDate: '2026-11-15' });
    expect(await stored(moved)).toBe('TO_REVIEW');
    expect(await publish(business, [moved])).toMatchObject([
      { outcome: 'notReady', problems: [{ code: 'periodLocked' }] },
    ]);

    await rule(business, 'MOVE');
    expect(await stored(moved)).toBe('READY');
    const seen = await getItem(business.scope, 'COSTS', moved.number);
    expect(seen?.asPublished).toMatchObject([expect.stringMatching(/^In the books on 16 Nov 2026, not on 2 Nov 2026/)]);
    expect(seen?.lockLog).toMatchObject([{ kind: 'PERIOD', from: null, to: '2026-11-15' }]);
    await publish(business, [moved]);

    await rule(business, 'DRAFT');
    await publish(business, [draft]);
    await drainToTheEnd(business);

    expect(await billOf(business, moved)).toMatchObject({
      DateString: '2026-11-16T00:00:00',
      InvoiceNumber: moved.reference,
      Status: 'AUTHORISED',
      LineItems: [{ Description: 'Paper (dated 2 Nov 2026)' }],
    });
    expect(await billOf(business, draft)).toMatchObject({ DateString: '2026-11-02T00:00:00', Status: 'DRAFT' });
    expect((await newestPublication(draft.id)).publishAs).toBe('DRAFT');
    expect((await db.item.findUniqueOrThrow({ where: { id: moved.id } })).issuedOn).toEqual(new Date('2026-11-02'));
    const history = await itemHistory(business.scope, moved.id);
    expect(history.find(({ what }) => what.startsWith('asked to publish'))?.notes).toEqual(seen?.asPublished);
  });

  test('that was queued before is refused as it was asked for, and published anew by the rules', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    await rule(business, 'MOVE');
    await publish(business, [item]);
    await lockBooks(business, { periodLockDate: '2026-11-15' });
    await drainToTheEnd(business);
    expect(await newestPublication(item.id)).toMatchObject({ state: 'REJECTED', reasons: [{ code: 'periodLocked' }] });
    await publish(business, [item]);
    await drainToTheEnd(business);
    expect(await billOf(business, item)).toMatchObject({ DateString: '2026-11-16T00:00:00' });
  });
});

test('a business locks items by a date of its own, knows what that concerns before, and who did it after', async () => {
  const business = await aConnectedBusiness();
  const { scope } = business;
  const [item, later] = [await anItem(business), await anItem(business, { issuedOn: new Date('2026-11-20') })];
  const lockOn = calendarDate('2026-11-10');
  expect(await lockEffect(scope, null)).toMatchObject({ locked: 0, lockedTo: null, example: { number: later.number } });
  expect(await lockEffect(scope, lockOn)).toEqual({
    locked: 1,
    lockedTo: lockOn,
    example: { number: item.number, issuedOn: '2026-11-02', publishAs: 'AUTHORISED' },
  });

  await rule(business, 'STOP', lockOn);
  expect([await stored(item), await stored(later)]).toEqual(['TO_REVIEW', 'READY']);
  await lockBooks(business, { endOfYearLockDate: '2025-12-31' });
  await rule(business, 'STOP');
  expect(await stored(item)).toBe('READY');
  const { log, saved } = await lockSetting(scope);
  expect(saved).toEqual({ policy: 'STOP', lockOn: null });
  expect(log.map(({ kind, from, to, byName }) => [kind, from, to, byName])).toEqual([
    ['HOUSE', '2026-11-10', null, 'Ada Admin'],
    ['YEAR_END', null, '2025-12-31', null],
    ['HOUSE', null, '2026-11-10', 'Ada Admin'],
  ]);
  const audit = await db.auditEntry.findMany({ where: { businessId: scope.businessId, action: 'lockRulesChanged' } });
  expect(audit.map(({ detail }) => detail)).toEqual([
    { changes: 'stop it, own lock date 2026-11-10' },
    { changes: 'no lock date of its own' },
  ]);
});
