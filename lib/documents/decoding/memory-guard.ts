/**
 * A thread beside the decoders, which keep their own busy for seconds at a time. Ends the process, as a system short of
 * memory would, when its memory is above the limit: the heap of JavaScript, WebAssembly and native libraries together.
 * Ends it too when the process that started it is gone.
 */
import { workerData } from 'node:worker_threads';

export type GuardSettings = { memoryLimitBytes: number };

/** Short, since a hostile file takes 2 GB in a second or two. */
const CHECK_EVERY_MS = 50;

const { memoryLimitBytes } = workerData as GuardSettings;
const parentPid = process.ppid;

setInterval(() => {
  if (process.memoryUsage.rss() > memoryLimitBytes || process.ppid !== parentPid) process.kill(process.pid, 'SIGKILL');
}, CHECK_EVERY_MS);
