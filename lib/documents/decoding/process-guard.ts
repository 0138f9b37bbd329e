/**
 * A thread beside the decoders, which keep their own busy for seconds at a time. Ends the process, as a system short of
 * memory would, when its memory is above the limit: the heap of JavaScript, WebAssembly and native libraries together.
 * Ends it too when a task has had more of the processor than the limit, and when the process that started it is gone.
 */
import { parentPort, workerData } from 'node:worker_threads';

export type GuardSettings = {
  memoryLimitBytes: number;
  /** As the process knew it when it began: when a guard begins, it may be gone already. */
  parentPid: number;
};

/** Said to the guard when a task begins, with what it may take on all processors together, and when it has ended. */
export type GuardMessage = { processorLimitMs: number } | 'ended';

/** How a process ends whose task took too long; Windows knows no such signal. */
export const OVERTIME_SIGNAL: NodeJS.Signals = process.platform === 'win32' ? 'SIGTERM' : 'SIGXCPU';

/** Short, since a hostile file takes 2 GB in a second or two. */
const CHECK_EVERY_MS = 50;

if (parentPort) guard(workerData as GuardSettings);

function guard({ memoryLimitBytes, parentPid }: GuardSettings): void {
  let begun: { at: NodeJS.CpuUsage; processorLimitMs: number } | null = null;
  parentPort?.on('message', (message: GuardMessage) => {
    begun = message === 'ended' ? null : { at: process.cpuUsage(), ...message };
  });
  setInterval(() => {
    if (begun) {
      const { user, system } = process.cpuUsage(begun.at);
      if ((user + system) / 1_000 > begun.processorLimitMs) process.kill(process.pid, OVERTIME_SIGNAL);
    }
    if (process.memoryUsage.rss() > memoryLimitBytes || process.ppid !== parentPid)
      process.kill(process.pid, 'SIGKILL');
  }, CHECK_EVERY_MS);
}
