import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DocumentMimeType, Inspection } from '../document-kind.ts';
import type { Answer, Task } from './thread.ts';

/** Two are enough for the documents of a small machine; each holds its own decoders. */
const THREADS = 2;
const TASK_TIMEOUT_MS = 30_000;
/** Beyond this the machine is not keeping up, and waiting longer helps nobody. */
const MAX_WAITING = 200;

/** The task took longer than a document may; its thread was ended. */
export class TaskTimeout extends Error {}

type Waiting = { task: Task; resolve: (value: unknown) => void; reject: (error: Error) => void };

/** Threads that read and draw documents, one task at a time each. A thread that hangs or dies is replaced. */
class Workshop {
  private readonly waiting: Waiting[] = [];
  private readonly idle: Worker[] = [];
  private busy = 0;

  run(task: Task): Promise<unknown> {
    if (this.waiting.length >= MAX_WAITING) return Promise.reject(new Error('Too many documents at once'));
    return new Promise((resolve, reject) => {
      this.waiting.push({ task, resolve, reject });
      this.next();
    });
  }

  private next(): void {
    if (this.busy >= THREADS) return;
    const waiting = this.waiting.shift();
    if (!waiting) return;
    this.busy += 1;
    void this.perform(waiting).finally(() => {
      this.busy -= 1;
      this.next();
    });
  }

  private async perform({ task, resolve, reject }: Waiting): Promise<void> {
    const worker = this.idle.pop() ?? this.startThread();
    worker.ref();
    const answer = await answerOf(worker, task);
    if (answer instanceof Error) {
      void worker.terminate();
      reject(answer);
      return;
    }
    // A thread without work must not keep its process alive.
    worker.unref();
    this.idle.push(worker);
    if (answer.ok) resolve(answer.value);
    else reject(new Error(answer.message));
  }

  private startThread(): Worker {
    // The thread runs from its source, outside of any bundle.
    const path = join(/* turbopackIgnore: true */ process.cwd(), 'lib/documents/workshop/thread.ts');
    const worker = new Worker(path, { execArgv: [] });
    // One that dies while idle is not used again.
    worker.on('error', () => this.forget(worker));
    worker.on('exit', () => this.forget(worker));
    return worker;
  }

  private forget(worker: Worker): void {
    const index = this.idle.indexOf(worker);
    if (index >= 0) this.idle.splice(index, 1);
  }
}

function answerOf(worker: Worker, task: Task): Promise<Answer | Error> {
  return new Promise((resolve) => {
    const settle = (answer: Answer | Error) => {
      clearTimeout(timer);
      worker.off('message', settle).off('error', settle).off('exit', onExit);
      resolve(answer);
    };
    const onExit = () => settle(new Error('The thread ended'));
    const timer = setTimeout(() => settle(new TaskTimeout('The document took too long')), TASK_TIMEOUT_MS);
    worker.on('message', settle).on('error', settle).on('exit', onExit);
    worker.postMessage(task);
  });
}

const held = globalThis as { intrayWorkshop?: Workshop };
held.intrayWorkshop ??= new Workshop();
const workshop = held.intrayWorkshop;

/** Decides by content what the file is, away from the event loop. */
export async function inspectDocument(bytes: Buffer): Promise<Inspection> {
  try {
    return (await workshop.run({ kind: 'inspect', bytes })) as Inspection;
  } catch (error) {
    if (error instanceof TaskTimeout) return { ok: false, code: 'tooSlow' };
    throw error;
  }
}

/** A page, from 0, as WebP. Throws when it can't be drawn. */
export async function drawPage(request: {
  bytes: Buffer;
  mimeType: DocumentMimeType;
  page: number;
  widthPx: number;
}): Promise<Buffer> {
  return Buffer.from((await workshop.run({ kind: 'draw', ...request })) as Uint8Array);
}
