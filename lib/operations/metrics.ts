import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { db } from '#lib/db.ts';
import { queueDepth } from '#lib/queue/enqueue.ts';

const held = globalThis as { intrayProcessMetrics?: Registry };

/** Memory, event loop and the like of this web process. Collected once, however often the module is evaluated. */
function processMetrics(): Registry {
  if (!held.intrayProcessMetrics) {
    held.intrayProcessMetrics = new Registry();
    collectDefaultMetrics({ register: held.intrayProcessMetrics, prefix: 'intray_web_' });
  }
  return held.intrayProcessMetrics;
}

/** Everything that is measured, in Prometheus' text format. Counts are of all businesses together. */
export async function metrics(now: Date): Promise<{ contentType: string; text: string }> {
  const registry = new Registry();
  await Promise.all([
    items(registry),
    publications(registry, now),
    connections(registry),
    budgets(registry, now),
    jobs(registry),
  ]);
  const merged = Registry.merge([processMetrics(), registry]);
  return { contentType: merged.contentType, text: await merged.metrics() };
}

function gauge<L extends string>(registry: Registry, name: string, help: string, labelNames: L[] = []): Gauge<L> {
  return new Gauge({ name: `intray_${name}`, help, labelNames, registers: [registry] });
}

async function items(registry: Registry): Promise<void> {
  const counts = await db.item.groupBy({ by: ['workspace', 'place'], where: { deletedAt: null }, _count: true });
  const items = gauge(registry, 'items', 'Items, by workspace and place.', ['workspace', 'place']);
  for (const { workspace, place, _count } of counts) items.set({ workspace, place }, _count);
}

async function publications(registry: Registry, now: Date): Promise<void> {
  const [counts, oldest] = await Promise.all([
    db.publication.groupBy({ by: ['state'], _count: true }),
    db.publication.findFirst({
      where: { state: 'QUEUED' },
      orderBy: { requestedAt: 'asc' },
      select: { requestedAt: true },
    }),
  ]);
  const byState = gauge(registry, 'publications', 'Publications, by state.', ['state']);
  for (const { state, _count } of counts) byState.set({ state }, _count);
  const age = oldest ? (now.getTime() - oldest.requestedAt.getTime()) / 1_000 : 0;
  gauge(registry, 'oldest_queued_publication_seconds', 'Age of the oldest publication still queued.').set(age);
}

async function connections(registry: Registry): Promise<void> {
  const counts = await db.connection.groupBy({ by: ['ledger', 'status'], _count: true });
  const byStatus = gauge(registry, 'connections', 'Connections, by ledger and status.', ['ledger', 'status']);
  for (const { ledger, status, _count } of counts) byStatus.set({ ledger, status }, _count);
}

async function budgets(registry: Registry, now: Date): Promise<void> {
  const rows = await db.callBudget.findMany();
  const left = gauge(registry, 'calls_left', 'Calls to the ledger left, by budget and window.', ['budget', 'window']);
  for (const { key, minuteLimit, minuteUsed, minuteStartedAt, dayLimit, dayUsed, dayStartedAt } of rows) {
    left.set({ budget: key, window: 'minute' }, leftIn(60_000, minuteLimit, minuteUsed, minuteStartedAt, now));
    if (dayLimit !== null) {
      left.set({ budget: key, window: 'day' }, leftIn(24 * 60 * 60_000, dayLimit, dayUsed, dayStartedAt, now));
    }
  }
}

/** A window that has ended counts as full again, though nobody has written that yet. */
function leftIn(windowMs: number, limit: number, used: number, startedAt: Date, now: Date): number {
  return now.getTime() - startedAt.getTime() >= windowMs ? limit : Math.max(0, limit - used);
}

async function jobs(registry: Registry): Promise<void> {
  const depth = gauge(registry, 'jobs_waiting', 'Jobs waiting or running, by lane; absent while the queue is away.', [
    'lane',
  ]);
  const lanes = await queueDepth().catch(() => ({}));
  for (const [lane, count] of Object.entries(lanes)) depth.set({ lane }, count);
}
