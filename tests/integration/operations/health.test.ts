import { afterAll, afterEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { health } from '#lib/operations/health.ts';
import { metrics } from '#lib/operations/metrics.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';

const now = new Date('2026-11-23T12:00:00Z');
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const worker = { id: '019ab0c4-0000-7000-8000-000000000001', host: 'here', version: '0.0.0', startedAt: now };

afterEach(async () => {
  await db.workerHeartbeat.deleteMany();
});
afterAll(closeQueues);

test('all is well while a worker gave a sign of life within 90 seconds', async () => {
  await db.workerHeartbeat.create({ data: { ...worker, beatAt: secondsAgo(89) } });
  expect(await health(now)).toEqual({ isWell: true, parts: { database: 'ok', queue: 'ok', worker: 'ok' } });
});

test.each([['never'], ['91 seconds ago']])(
  'a worker last heard of %s makes the check fail, and names it',
  async (last) => {
    if (last !== 'never') await db.workerHeartbeat.create({ data: { ...worker, beatAt: secondsAgo(91) } });
    expect(await health(now)).toEqual({ isWell: false, parts: { database: 'ok', queue: 'ok', worker: 'failing' } });
  },
);

test('the metrics tell the calls left, and that an ended window is full again', async () => {
  const budget = { minuteLimit: 60, minuteUsed: 10, dayLimit: 5_000, dayUsed: 1_200, dayStartedAt: secondsAgo(3_600) };
  await db.callBudget.create({ data: { key: 'xero:organisation:a', ...budget, minuteStartedAt: secondsAgo(61) } });
  await db.callBudget.create({ data: { key: 'xero:organisation:b', ...budget, minuteStartedAt: secondsAgo(5) } });
  const { text } = await metrics(now);
  expect(text).toContain('intray_calls_left{budget="xero:organisation:a",window="minute"} 60');
  expect(text).toContain('intray_calls_left{budget="xero:organisation:b",window="minute"} 50');
  expect(text).toContain('intray_calls_left{budget="xero:organisation:a",window="day"} 3800');
  expect(text).toContain('intray_oldest_queued_publication_seconds 0');
  expect(text).toContain('intray_web_process_resident_memory_bytes');
});
