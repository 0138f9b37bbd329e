import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { hasRedis, startRedis } from '#tests/support/redis.ts';

/** The same guarantees on both backends: what wakes a worker must not matter. */
const redis = hasRedis ? await startRedis() : undefined;
afterAll(() => redis?.stop());

describe.each([
  { backend: 'PostgreSQL', url: '' },
  { backend: 'Redis', url: redis?.url ?? null },
])('the queue on $backend', ({ url }) => {
  if (url === null) {
    test.skip('no redis-server on this machine');
    return;
  }

  type Queue = typeof import('#lib/queue/enqueue.ts');
  type Lanes = typeof import('#workers/lanes.ts');
  let queue: Queue;
  let lanes: Lanes;
  let running: { stop(): Promise<void> } | undefined;

  beforeAll(async () => {
    process.env.REDIS_URL = url;
    vi.resetModules();
    (globalThis as { intrayQueues?: unknown }).intrayQueues = undefined;
    queue = await import('#lib/queue/enqueue.ts');
    lanes = await import('#workers/lanes.ts');
    return () => queue.closeQueues();
  });

  afterEach(async () => {
    await running?.stop();
    running = undefined;
  });

  /** Handlers that do nothing, save the one at hand. */
  const handlersWith = (handlers: Partial<import('#workers/lanes.ts').Handlers>) => ({
    'drain-publications': async () => undefined,
    'create-contact': async () => undefined,
    'read-open-documents': async () => undefined,
    'refresh-lists': async () => undefined,
    'send-mail': async () => undefined,
    'review-items': async () => undefined,
    'merge-lists': async () => undefined,
    'apply-rules': async () => undefined,
    'find-duplicates': async () => undefined,
    'hash-pictures': async () => undefined,
    'find-rules': async () => undefined,
    'auto-publish': async () => undefined,
    'run-bulk-edit': async () => undefined,
    'code-tax-anew': async () => undefined,
    'open-archive': async () => undefined,
    'make-export': async () => undefined,
    'run-scheduled-export': async () => undefined,
    'make-claim-file': async () => undefined,
    'gather-due-claims': async () => undefined,
    'make-business-file': async () => undefined,
    'read-business-file': async () => undefined,
    'read-documents': async () => undefined,
    'read-exchange-rates': async () => undefined,
    'mirror-books': async () => undefined,
    'follow-documents': async () => undefined,
    'follow-due-documents': async () => undefined,
    'refresh-due-lists': async () => undefined,
    'keep-grants-alive': async () => undefined,
    'empty-bin': async () => undefined,
    'delete-business': async () => undefined,
    'read-bounces': async () => undefined,
    sweep: async () => undefined,
    ...handlers,
  });

  test('runs a job with its payload', async () => {
    const connectionId = randomUUID();
    const seen: string[] = [];
    running = await lanes.startLanes(
      handlersWith({ 'drain-publications': async (payload) => void seen.push(payload.connectionId) }),
    );
    await queue.enqueue('drain-publications', { connectionId });
    await expect.poll(() => seen).toContain(connectionId);
  });

  test('with nothing to do no job counts as waiting, whatever is scheduled', async () => {
    running = await lanes.startLanes(handlersWith({}));
    await expect
      .poll(() => queue.queueDepth())
      .toEqual({ people: 0, publishing: 0, reading: 0, background: 0, long: 0 });
    await running.stop();
    running = undefined;
    await queue.enqueue('drain-publications', { connectionId: randomUUID() });
    expect(await queue.queueDepth()).toEqual({ people: 0, publishing: 1, reading: 0, background: 0, long: 0 });
  });

  test('wakes a worker once more when work arrives while it is busy, however much arrives', async () => {
    const connectionId = randomUUID();
    let runs = 0;
    let atOnce = 0;
    let mostAtOnce = 0;
    const first = Promise.withResolvers<void>();
    running = await lanes.startLanes(
      handlersWith({
        'drain-publications': async (payload) => {
          if (payload.connectionId !== connectionId) return;
          atOnce += 1;
          mostAtOnce = Math.max(mostAtOnce, atOnce);
          runs += 1;
          if (runs === 1) await first.promise;
          atOnce -= 1;
        },
      }),
    );
    await queue.enqueue('drain-publications', { connectionId });
    await expect.poll(() => runs).toBe(1);
    for (let i = 0; i < 5; i += 1) await queue.enqueue('drain-publications', { connectionId });
    first.resolve();
    await expect.poll(() => runs).toBe(2);
    expect(mostAtOnce).toBe(1);
  });

  test('brings a postponed job back when its time has come, and forward when new work arrives', async () => {
    const { Postponed } = await import('#lib/queue/postponed.ts');
    const connectionId = randomUUID();
    const starts: number[] = [];
    running = await lanes.startLanes(
      handlersWith({
        'drain-publications': async (payload) => {
          if (payload.connectionId !== connectionId) return;
          starts.push(Date.now());
          if (starts.length === 1) throw new Postponed(new Date(Date.now() + 300), 'a limit');
          if (starts.length === 2) throw new Postponed(new Date(Date.now() + 3_600_000), 'the limit of the day');
        },
      }),
    );
    await queue.enqueue('drain-publications', { connectionId });
    await expect.poll(() => starts.length).toBe(2);
    expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBeGreaterThanOrEqual(300);
    await expect
      .poll(
        async () => {
          await queue.enqueue('drain-publications', { connectionId });
          return starts.length;
        },
        { interval: 200 },
      )
      .toBeGreaterThanOrEqual(3);
  });
});

test('adding a job never fails the request that stored the work', async () => {
  process.env.REDIS_URL = 'redis://127.0.0.1:1';
  vi.resetModules();
  (globalThis as { intrayQueues?: unknown }).intrayQueues = undefined;
  const { enqueue, closeQueues } = await import('#lib/queue/enqueue.ts');
  await expect(enqueue('drain-publications', { connectionId: randomUUID() })).resolves.toBeUndefined();
  await closeQueues();
});
