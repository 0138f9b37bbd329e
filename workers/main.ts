import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { checkKeys } from '#lib/connections/lost-keys.ts';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { closeQueues } from '#lib/queue/enqueue.ts';
import { handlers } from './handlers.ts';
import { startHeartbeat } from './heartbeat.ts';
import { startLanes } from './lanes.ts';

env();

const workerId = randomUUID();
const heartbeat = startHeartbeat(workerId, hostname());
// A database that is away is no reason not to start: each connection is then looked at when it is used.
await checkKeys().catch((error) => log.warn({ err: error }, 'keys not checked'));
const lanes = await startLanes(handlers);
log.info({ workerId }, 'worker ready');

/** Jobs in hand are finished (what is longer than that is a row and goes on elsewhere), then the process ends. */
let stopping = false;
async function stop(signal: string) {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, 'worker stopping');
  const forced = setTimeout(() => process.exit(1), 20_000).unref();
  await lanes.stop();
  await heartbeat.stop();
  await closeQueues();
  await db.$disconnect();
  clearTimeout(forced);
  log.info('worker stopped');
  process.exit(0);
}
process.on('SIGTERM', () => void stop('SIGTERM'));
process.on('SIGINT', () => void stop('SIGINT'));
