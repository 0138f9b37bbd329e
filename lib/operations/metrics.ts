import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { db } from '#lib/db.ts';
import { mailStates, unsentStates } from '#lib/domain/mail/delivery.ts';
import { openStates } from '#lib/domain/publication/publication.ts';
import { log } from '#lib/log.ts';
import { bounceReading } from '#lib/mail/bounces/bounce-reading.ts';
import { queueDepth } from '#lib/queue/enqueue.ts';
import { health } from './health.ts';

/** A part that has not told its numbers by then goes without. */
const ANSWER_WITHIN_MS = 3_000;

const held = globalThis as { intrayProcessMetrics?: Registry };

/** Memory, event loop and the like of this web process. Collected once, however often the module is evaluated. */
function processMetrics(): Registry {
  if (!held.intrayProcessMetrics) {
    held.intrayProcessMetrics = new Registry();
    collectDefaultMetrics({ register: held.intrayProcessMetrics, prefix: 'intray_web_' });
  }
  return held.intrayProcessMetrics;
}

/**
 * Everything that is measured, in Prometheus' text format. Counts are of all businesses together. It answers always:
 * `intray_part_well` says which part is away, and what that part would have told is absent.
 */
export async function metrics(now: Date): Promise<{ contentType: string; text: string }> {
  const registry = new Registry();
  const parts = {
    items,
    failures,
    publications,
    connections,
    budgets,
    mails,
    bounces,
    jobs,
    workers,
    parts: partsWell,
  };
  await Promise.all(
    Object.entries(parts).map(([part, collect]) =>
      inTime(collect(registry, now)).catch((error) => log.warn({ err: error, part }, 'metrics not collected')),
    ),
  );
  const merged = Registry.merge([processMetrics(), registry]);
  return { contentType: merged.contentType, text: await merged.metrics() };
}

async function inTime(collected: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_WITHIN_MS} ms`)), ANSWER_WITHIN_MS);
  });
  await Promise.race([collected, late]).finally(() => clearTimeout(timer));
}

function gauge<L extends string>(registry: Registry, name: string, help: string, labelNames: L[] = []): Gauge<L> {
  return new Gauge({ name: `intray_${name}`, help, labelNames, registers: [registry] });
}

async function partsWell(registry: Registry, now: Date): Promise<void> {
  const well = gauge(registry, 'part_well', 'What /api/health says of each part: 1 when it is well, else 0.', ['part']);
  const { parts } = await health(now);
  for (const [part, state] of Object.entries(parts)) well.set({ part }, state === 'ok' ? 1 : 0);
}

async function items(registry: Registry): Promise<void> {
  const counts = await db.item.groupBy({ by: ['workspace', 'place'], where: { deletedAt: null }, _count: true });
  const items = gauge(registry, 'items', 'Items, by workspace and place.', ['workspace', 'place']);
  for (const { workspace, place, _count } of counts) items.set({ workspace, place }, _count);
}

/** By why: `other` are those that the ledger refused in words that nobody has taught us yet. */
async function failures(registry: Registry): Promise<void> {
  const counts = await db.$queryRaw<{ code: string; count: number }[]>`
    SELECT split_part("failureCause", '~', 1) AS "code", count(*)::int AS "count" FROM "Item"
     WHERE "failureCause" IS NOT NULL AND "place" = 'INBOX' AND "deletedAt" IS NULL GROUP BY 1`;
  const failed = gauge(
    registry,
    'failed_items',
    'Items in inboxes that were refused, by the cause that still stands.',
    ['cause'],
  );
  failed.set({ cause: 'other' }, 0);
  for (const { code, count } of counts) failed.set({ cause: code }, count);
}

/** Every unfinished state is always there, so that an alarm on it never waits for its first publication. */
async function publications(registry: Registry, now: Date): Promise<void> {
  const counts = await db.publication.groupBy({ by: ['state'], _count: true, _min: { requestedAt: true } });
  const byState = gauge(registry, 'publications', 'Publications, by state.', ['state']);
  const age = gauge(
    registry,
    'oldest_unfinished_publication_seconds',
    'Time since the oldest publication in each unfinished state was asked for; 0 when there is none.',
    ['state'],
  );
  for (const state of openStates) {
    byState.set({ state }, 0);
    age.set({ state }, 0);
  }
  for (const { state, _count, _min } of counts) {
    byState.set({ state }, _count);
    if (!(openStates as readonly string[]).includes(state) || !_min.requestedAt) continue;
    age.set({ state }, (now.getTime() - _min.requestedAt.getTime()) / 1_000);
  }
}

async function connections(registry: Registry): Promise<void> {
  const counts = await db.connection.groupBy({
    by: ['ledger', 'status', 'statusReason'],
    where: { isOwn: false },
    _count: true,
  });
  const byStatus = gauge(registry, 'connections', 'Connections, by ledger, status and the reason for it.', [
    'ledger',
    'status',
    'reason',
  ]);
  for (const { ledger, status, statusReason, _count } of counts) {
    byStatus.set({ ledger, status, reason: statusReason ?? '' }, _count);
  }
}

async function budgets(registry: Registry, now: Date): Promise<void> {
  const rows = await db.callBudget.findMany();
  const left = gauge(registry, 'calls_left', 'Calls to the ledger left, by budget and window.', ['budget', 'window']);
  for (const { key, minuteLimit, minuteMs, callsAt, callCounts, dayLimit, dayUsed, dayStartedAt } of rows) {
    const counting = callCounts.filter((_, index) => Number(callsAt[index]) > now.getTime() - minuteMs);
    const used = counting.reduce((sum, count) => sum + count, 0);
    left.set({ budget: key, window: 'minute' }, Math.max(0, minuteLimit - used));
    if (dayLimit !== null) {
      left.set({ budget: key, window: 'day' }, leftIn(24 * 60 * 60_000, dayLimit, dayUsed, dayStartedAt, now));
    }
  }
}

/** A window that has ended counts as full again, though nobody has written that yet. */
function leftIn(windowMs: number, limit: number, used: number, startedAt: Date, now: Date): number {
  return now.getTime() - startedAt.getTime() >= windowMs ? limit : Math.max(0, limit - used);
}

/** Each state is always there. Those that wait since long are what a mail server that is away looks like. */
async function mails(registry: Registry, now: Date): Promise<void> {
  const counts = await db.mail.groupBy({ by: ['state'], _count: true, _min: { askedAt: true } });
  const byState = gauge(registry, 'mails', 'Mails of the last 30 days, by state.', ['state']);
  const age = gauge(
    registry,
    'oldest_unsent_mail_seconds',
    'Time since the oldest unsent mail was asked for; 0 when there is none.',
  );
  for (const state of mailStates) byState.set({ state }, 0);
  for (const { state, _count } of counts) byState.set({ state }, _count);
  const unsent = counts.filter(({ state }) => (unsentStates as readonly string[]).includes(state));
  const asked = unsent.map(({ _min }) => _min.askedAt?.getTime() ?? now.getTime());
  age.set(Math.max(0, ...asked.map((at) => (now.getTime() - at) / 1_000)));
}

/** Absent where no mailbox of bounces is set. One that could never be read is unread since the first try. */
async function bounces(registry: Registry, now: Date): Promise<void> {
  const mailbox = (await bounceReading())?.mailbox;
  if (!mailbox) return;
  const age = gauge(registry, 'bounces_unread_seconds', 'Time since the mailbox of bounces was last read.');
  const since = mailbox.readAt ?? mailbox.problemSince ?? now;
  age.set((now.getTime() - since.getTime()) / 1_000);
}

async function jobs(registry: Registry): Promise<void> {
  const depth = gauge(
    registry,
    'jobs_waiting',
    'Jobs waiting or running, by lane; the schedules that wait for their hour are none.',
    ['lane'],
  );
  for (const [lane, count] of Object.entries(await queueDepth())) depth.set({ lane }, count);
}

async function workers(registry: Registry, now: Date): Promise<void> {
  const newest = await db.workerHeartbeat.findFirst({ orderBy: { beatAt: 'desc' }, select: { beatAt: true } });
  const age = gauge(
    registry,
    'worker_silent_seconds',
    'Time since a worker gave a sign of life; absent before the first.',
  );
  if (newest) age.set((now.getTime() - newest.beatAt.getTime()) / 1_000);
}
