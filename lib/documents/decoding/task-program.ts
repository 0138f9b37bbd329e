import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { DocumentRefusalCode } from '../document-kind.ts';
import type { GuardMessage, GuardSettings } from './process-guard.ts';
import { Refusal } from './refusal.ts';

/** What a program is asked to do, which it alone understands. */
export type AnyTask = { kind: string };

/** With what it may take of the processor. */
export type LimitedTask = AnyTask & { processorLimitMs: number };

/** How a task went here. One that crashed may have left its decoder dead. */
export type Answer =
  | { how: 'done'; value: unknown; memoryBytes: number }
  | { how: 'refused'; code: DocumentRefusalCode; memoryBytes: number }
  | { how: 'crashed'; cause: string };

/** What is said of each task, in this order. */
export type Message = { how: 'begun' } | Answer;

/**
 * Makes this process one that performs tasks for whoever started it, one at a time. It may be slow, grow or die without
 * the other noticing; it has no settings, no secrets and no output.
 */
export function performTasks<T extends AnyTask>(perform: (task: T) => Promise<unknown>): void {
  // Ctrl-C and a stopping system reach all processes at once; the one that started this decides when it ends.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  process.on('disconnect', () => process.exit());

  // Pages and answers come before pictures.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

  const settings: GuardSettings = {
    memoryLimitBytes: Number(process.argv[2]),
    parentPid: process.ppid,
  };
  const guard = new Worker(new URL('./process-guard.ts', import.meta.url), { execArgv: [], workerData: settings });
  const guarded = once(guard, 'online');
  const tellGuard = (message: GuardMessage) => guard.postMessage(message);

  process.on('message', async (task: T & LimitedTask) => {
    await guarded;
    // Sent before the decoder takes the thread: only now is the document to blame if this process ends.
    await send({ how: 'begun' });
    tellGuard({ processorLimitMs: task.processorLimitMs });
    const answer = await answerTo(() => perform(task));
    tellGuard('ended');
    await send(answer);
  });
}

async function answerTo(perform: () => Promise<unknown>): Promise<Answer> {
  try {
    const value = await perform();
    return { how: 'done', value, memoryBytes: process.memoryUsage.rss() };
  } catch (error) {
    if (error instanceof Refusal) {
      return { how: 'refused', code: error.code, memoryBytes: process.memoryUsage.rss() };
    }
    return { how: 'crashed', cause: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

function send(message: Message): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, () => resolve());
  });
}
