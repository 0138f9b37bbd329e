import { type ChildProcess, fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { dirname, join } from 'node:path';
import { OVERTIME_SIGNAL } from './process-guard.ts';
import type { Answer, LimitedTask, Message } from './task-program.ts';

export type ProcessLimits = {
  /** The source of the program, from the folder of the product. */
  program: string;
  /** JavaScript's own; pixels, models and files are outside of it. */
  heapLimitMb: number;
  /** Of one task, from when it is given to the process, on a machine that has others to do. */
  timeLimitMs: number;
  /** Memory of the whole process (resident set size); above it the process ends at once. */
  memoryLimitBytes: number;
};

/** How a task went. Only of a task that is done or refused does the process tell its memory, and is still of use. */
export type Ending =
  | Answer
  /** It took more of the processor than the limit: the document's fault. */
  | { how: 'tookTooLong'; cause: string }
  /** It was not done in time, although it had not taken that much: the machine had too much to do. */
  | { how: 'timedOut' }
  | { how: 'outOfMemory'; cause: string }
  /** The process was dead, or never lived: the document has nothing to do with it. */
  | { how: 'notBegun'; cause: string };

/** A process for decoders, while it lives. Without a task it does not keep the program alive that started it. */
export class DecoderProcess {
  /** Whether the process has begun what it was last given. */
  hasBegun = false;
  private readonly child: ChildProcess;
  private readonly timeLimitMs: number;

  constructor({ program, heapLimitMb, timeLimitMs, memoryLimitBytes }: ProcessLimits, onEnd: () => void) {
    this.timeLimitMs = timeLimitMs;
    // From its source, outside of any bundle.
    const path = join(/* turbopackIgnore: true */ process.cwd(), program);
    const compiled = getCompileCacheDir();
    this.child = fork(path, [String(memoryLimitBytes)], {
      execArgv: [`--max-old-space-size=${heapLimitMb}`],
      // Buffers go as they are.
      serialization: 'advanced',
      // Whoever takes over a decoder finds no secrets here; and what decoders print may be a document's content.
      env: { NODE_ENV: 'production', ...(compiled && { NODE_COMPILE_CACHE: dirname(compiled) }) },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child.once('close', onEnd);
    // Without a listener an error of an idle process would end ours.
    this.child.on('error', () => {});
    this.rest();
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** One at a time. */
  perform(task: LimitedTask): Promise<Ending> {
    const { child } = this;
    this.hasBegun = false;
    child.ref();
    child.channel?.ref();
    return new Promise((resolve) => {
      const settle = (ending: Ending) => {
        clearTimeout(timer);
        child.off('message', onMessage).off('close', onClose).off('error', onError);
        this.rest();
        resolve(ending);
      };
      const onMessage = (message: Message) => {
        if (message.how === 'begun') this.hasBegun = true;
        else settle(message);
      };
      // Comes after all messages, which `exit` does not.
      const onClose = (code: number | null, signal: NodeJS.Signals | null) => {
        const cause = `ended with ${signal ?? `exit code ${code}`}`;
        settle({ how: this.hasBegun ? endedBy(signal) : 'notBegun', cause });
      };
      const onError = (error: Error) => settle({ how: 'notBegun', cause: error.message });
      const onTimeOut = () =>
        settle(this.hasBegun ? { how: 'timedOut' } : { how: 'notBegun', cause: 'did not begin in time' });
      const timer = setTimeout(onTimeOut, this.timeLimitMs);
      child.on('message', onMessage).on('close', onClose).on('error', onError);
      // Whether it came over, `begun` tells; that it did not, `close`.
      child.send(task, () => {});
    });
  }

  /** At once, whatever it does. */
  end(): void {
    this.child.kill('SIGKILL');
  }

  private rest(): void {
    this.child.unref();
    this.child.channel?.unref();
  }
}

/** The guard and a system short of memory end it with SIGKILL; a full heap of JavaScript, or no memory given, with SIGABRT. */
function endedBy(signal: NodeJS.Signals | null): 'outOfMemory' | 'tookTooLong' | 'crashed' {
  if (signal === 'SIGKILL' || signal === 'SIGABRT') return 'outOfMemory';
  return signal === OVERTIME_SIGNAL ? 'tookTooLong' : 'crashed';
}
