import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, expect, test } from 'vitest';
import { codingOf, withRows } from '#lib/coding/coding-columns.ts';
import { checkKeys } from '#lib/connections/lost-keys.ts';
import { db } from '#lib/db.ts';
import { openStates, type PublicationState } from '#lib/domain/publication/publication.ts';
import { rulesOf } from '#lib/ledger/ledgers.ts';
import { health } from '#lib/operations/health.ts';
import { metrics } from '#lib/operations/metrics.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

const now = new Date('2026-11-23T12:00:00Z');
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const worker = { id: '019ab0c4-0000-7000-8000-000000000001', host: 'here', version: '0.0.0', startedAt: now };

/** The value of a metric; null when it is absent. */
async function measured(name: string): Promise<number | null> {
  const { text } = await metrics(now);
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  return line ? Number(line.slice(name.length)) : null;
}

/** A publication of an item of its own. */
async function aPublication(values: { state: PublicationState; requestedAt: Date; postedAt?: Date | null }) {
  const scope = await aBusiness();
  const { businessId, actor } = scope;
  const { connectionId } = await someBooks(scope);
  const submitted = { submittedByUserId: actor.userId, submittedByName: actor.name };
  const item = await db.item.create({ data: { businessId, number: 1, ...submitted }, include: withRows });
  const asked = { itemRevision: 1, kind: 'BILL', publishAs: 'DRAFT', requestedByName: 'Ada' } as const;
  await db.publication.create({
    data: { businessId, connectionId, itemId: item.id, coding: codingOf(item, rulesOf(null)), ...asked, ...values },
  });
  return { itemId: item.id };
}

afterEach(async () => {
  await db.workerHeartbeat.deleteMany();
  await db.publication.deleteMany();
});
afterAll(closeQueues);

test('all is well while a worker gave a sign of life within 25 seconds', async () => {
  await db.workerHeartbeat.create({ data: { ...worker, beatAt: secondsAgo(24) } });
  expect(await health(now)).toEqual({ isWell: true, parts: { database: 'ok', queue: 'ok', worker: 'ok', keys: 'ok' } });
});

test.each([['never'], ['26 seconds ago']])(
  'a worker last heard of %s makes the check fail, and names it',
  async (last) => {
    if (last !== 'never') await db.workerHeartbeat.create({ data: { ...worker, beatAt: secondsAgo(26) } });
    expect(await measured('intray_part_well{part="worker"}')).toBe(0);
    expect(await health(now)).toEqual({
      isWell: false,
      parts: { database: 'ok', queue: 'ok', worker: 'failing', keys: 'ok' },
    });
  },
);

test('the metrics tell the calls left, and not those that were made more than a minute ago', async () => {
  const budget = {
    minuteLimit: 60,
    callCounts: [4, 6],
    dayLimit: 5_000,
    dayUsed: 1_200,
    dayStartedAt: secondsAgo(3_600),
  };
  await db.callBudget.create({
    data: { key: 'xero:organisation:a', ...budget, callsAt: [secondsAgo(62), secondsAgo(61)] },
  });
  await db.callBudget.create({
    data: { key: 'xero:organisation:b', ...budget, callsAt: [secondsAgo(6), secondsAgo(5)] },
  });
  const { text } = await metrics(now);
  expect(text).toContain('intray_calls_left{budget="xero:organisation:a",window="minute"} 60');
  expect(text).toContain('intray_calls_left{budget="xero:organisation:b",window="minute"} 50');
  expect(text).toContain('intray_calls_left{budget="xero:organisation:a",window="day"} 3800');
  expect(text).toContain('intray_web_process_resident_memory_bytes');
});

test.each(openStates)('a publication that stays %s is counted, with the time since it was asked for', async (state) => {
  const count = `intray_publications{state="${state}"}`;
  const age = `intray_oldest_unfinished_publication_seconds{state="${state}"}`;
  expect([await measured(count), await measured(age)], 'there while there is none').toEqual([0, 0]);
  await aPublication({ state, requestedAt: secondsAgo(700), postedAt: state === 'POSTED' ? secondsAgo(690) : null });
  expect([await measured(count), await measured(age)]).toEqual([1, 700]);
});

test('a publication that is finished or refused has no age', async () => {
  for (const state of ['COMPLETE', 'REJECTED'] as const) await aPublication({ state, requestedAt: secondsAgo(700) });
  const ages = openStates.map((state) => `intray_oldest_unfinished_publication_seconds{state="${state}"}`);
  expect(await Promise.all(ages.map(measured))).toEqual(ages.map(() => 0));
});

test('what was refused is counted by its cause, and what nobody understands is there from the first', async () => {
  const unknown = 'intray_failed_items{cause="other"}';
  expect(await measured(unknown)).toBe(0);
  const { itemId } = await aPublication({ state: 'REJECTED', requestedAt: now });
  await db.item.update({ where: { id: itemId }, data: { failureCause: 'other~~text:1f' } });
  expect(await measured(unknown)).toBe(1);
});

test('unsent mails are counted with their age, and those that have ended have none', async () => {
  const age = 'intray_oldest_unsent_mail_seconds';
  expect([await measured('intray_mails{state="WAITING"}'), await measured(age)], 'there while there is none').toEqual([
    0, 0,
  ]);
  const mail = { kind: 'test', toName: 'Ada', toAddress: 'ada@example.com', subject: 'Hello', content: '-' };
  const ofState = (state: 'WAITING' | 'REFUSED', askedAt: Date) =>
    db.mail.create({ data: { ...mail, id: randomUUID(), messageId: randomUUID(), state, askedAt } });
  await ofState('REFUSED', secondsAgo(9_000));
  await ofState('WAITING', secondsAgo(70));
  await ofState('WAITING', secondsAgo(700));
  const counts = ['WAITING', 'REFUSED', 'SENT'].map((state) => measured(`intray_mails{state="${state}"}`));
  expect(await Promise.all(counts)).toEqual([2, 1, 0]);
  expect(await measured(age)).toBe(700);
});

test('tokens that no key opens make the check fail, and the metrics say so, until somebody reconnects', async () => {
  await db.workerHeartbeat.create({ data: { ...worker, beatAt: now } });
  const { connectionId } = await someBooks(await aBusiness());
  const tokens = { accessToken: 'gone.AAAA', refreshToken: 'gone.AAAA', scopes: [] };
  const grant = await db.grant.create({
    data: { ledger: 'xero', subject: 'amelia', ...tokens, accessExpiresAt: now, refreshedAt: now },
  });
  await db.connection.update({ where: { id: connectionId }, data: { grantId: grant.id } });
  expect((await health(now)).parts.keys).toBe('failing');

  await checkKeys();
  expect(await health(now)).toMatchObject({ isWell: false, parts: { keys: 'failing' } });
  expect(await measured('intray_part_well{part="keys"}')).toBe(0);
  expect(await measured('intray_connections{ledger="xero",status="NEEDS_RECONNECTING",reason="keysLost"}')).toBe(1);

  await db.connection.update({ where: { id: connectionId }, data: { status: 'CONNECTED', grantId: null } });
  expect((await health(now)).isWell).toBe(true);
});
