/** The thread that reads and draws documents: it may be slow or die without the web process noticing. */
import { parentPort } from 'node:worker_threads';
import { type DrawRequest, draw } from './draw.ts';
import { inspect } from './inspect.ts';

export type Task = { kind: 'inspect'; bytes: Uint8Array } | ({ kind: 'draw' } & DrawRequest);
export type Answer = { ok: true; value: unknown } | { ok: false; message: string };

parentPort?.on('message', async (task: Task) => {
  let answer: Answer;
  try {
    answer = { ok: true, value: task.kind === 'inspect' ? await inspect(task.bytes) : await draw(task) };
  } catch (error) {
    answer = { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
