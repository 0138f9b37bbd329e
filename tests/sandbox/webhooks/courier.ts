import type { Sandbox } from '../sandbox.ts';
import { deliverDue } from './deliver.ts';

const LOOK_EVERY_MS = 250;

/** Delivers webhook events while the sandbox runs, one round at a time. */
export function startCourier(sandbox: Sandbox): { stop(): Promise<void> } {
  let round: Promise<void> | undefined;
  const timer = setInterval(() => {
    round ??= deliverDue(sandbox)
      .catch((error) => console.error(error))
      .finally(() => {
        round = undefined;
      });
  }, LOOK_EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await round;
    },
  };
}
