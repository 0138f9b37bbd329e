import { db } from '#lib/db.ts';
import { log } from '#lib/log.ts';
import application from '#package.json' with { type: 'json' };

/** Three may be missed before lib/operations/health.ts takes the worker to be dead. */
const BEAT_MS = 8_000;
const FORGET_AFTER_MS = 24 * 60 * 60 * 1_000;

/** Tells the health check that this worker lives. */
export function startHeartbeat(id: string, host: string) {
  const startedAt = new Date();
  const beat = async () => {
    const beatAt = new Date();
    await db.workerHeartbeat.upsert({
      where: { id },
      create: { id, host, startedAt, beatAt, version: application.version },
      update: { beatAt },
    });
    await db.workerHeartbeat.deleteMany({ where: { beatAt: { lt: new Date(Date.now() - FORGET_AFTER_MS) } } });
  };
  const safely = () => beat().catch((error) => log.warn({ err: error }, 'heartbeat not written'));
  void safely();
  const timer = setInterval(safely, BEAT_MS);
  return {
    async stop() {
      clearInterval(timer);
      await db.workerHeartbeat.deleteMany({ where: { id } }).catch(() => undefined);
    },
  };
}
