/**
 * A process that reads and draws documents, one task at a time. It may be slow, grow or die without the process that
 * started it noticing; it has no settings, no secrets and no output.
 */
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { DocumentRefusalCode } from '../document-kind.ts';
import { type DrawRequest, draw } from './draw.ts';
import { eInvoiceAsPdf } from './e-invoice-as-pdf.ts';
import { inspect } from './inspect.ts';
import type { GuardMessage, GuardSettings } from './process-guard.ts';
import { Refusal } from './refusal.ts';

export type Task =
  | { kind: 'inspect'; bytes: Uint8Array }
  | ({ kind: 'draw' } & DrawRequest)
  /** An e-invoice as a PDF. */
  | { kind: 'pdf'; bytes: Uint8Array };

/** With what it may take of the processor. */
export type LimitedTask = Task & { processorLimitMs: number };

/** How a task went here. One that crashed may have left its decoder dead. */
export type Answer =
  | { how: 'done'; value: unknown; memoryBytes: number }
  | { how: 'refused'; code: DocumentRefusalCode; memoryBytes: number }
  | { how: 'crashed'; cause: string };

/** What is said of each task, in this order. */
export type Message = { how: 'begun' } | Answer;

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

process.on('message', async (task: LimitedTask) => {
  await guarded;
  // Sent before the decoder takes the thread: only now is the document to blame if this process ends.
  await send({ how: 'begun' });
  tellGuard({ processorLimitMs: task.processorLimitMs });
  const answer = await perform(task);
  tellGuard('ended');
  await send(answer);
});

async function perform(task: Task): Promise<Answer> {
  try {
    const value = await performed(task);
    return { how: 'done', value, memoryBytes: process.memoryUsage.rss() };
  } catch (error) {
    if (error instanceof Refusal) {
      return { how: 'refused', code: error.code, memoryBytes: process.memoryUsage.rss() };
    }
    return { how: 'crashed', cause: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

function performed(task: Task): Promise<unknown> {
  if (task.kind === 'inspect') return inspect(task.bytes);
  return task.kind === 'draw' ? draw(task) : eInvoiceAsPdf(task.bytes);
}

function send(message: Message): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, () => resolve());
  });
}
