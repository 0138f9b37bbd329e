import { availableParallelism } from 'node:os';
import { log } from '#lib/log.ts';
import type { DocumentRefusalCode } from '../document-kind.ts';
import { DecoderProcess, type Ending, type ProcessLimits } from './decoder-process.ts';
import { FairQueue, type Turn } from './fair-queue.ts';
import type { AnyTask, LimitedTask } from './task-program.ts';

const MB = 1024 * 1024;

export type PoolLimits = ProcessLimits & {
  /** Of the processor for one task. */
  processorLimitMs: number;
  processes: number;
  /** Of the processor for the first try of a task; what takes more is slow, and tried again when its turn has come. */
  quickLimitMs: number;
  /** A process above this after a task is replaced: WebAssembly never gives memory back. */
  keptMemoryBytes: number;
  /** A process that has had nothing to do for so long ends. */
  idleMs: number;
  /** Tasks that wait, of all people and of one. Beyond it the machine is not keeping up, and waiting helps nobody. */
  waiting: number;
  waitingPerKey: number;
};

export const poolLimits: PoolLimits = {
  program: 'lib/documents/decoding/decoder.ts',
  heapLimitMb: 256,
  processes: Math.min(4, Math.max(2, availableParallelism())),
  // A page takes a tenth of a second, and the first of a process half a second.
  quickLimitMs: 1_500,
  // Of what was measured, nothing honest takes more than 8 s: 100 megapixels of HEIC.
  processorLimitMs: 10_000,
  timeLimitMs: 45_000,
  // The largest picture that is taken, 100 megapixels of HEIC, was measured at 1,320 MB.
  memoryLimitBytes: 1_536 * MB,
  // Drawing A4 pages at the largest width settles at 400 MB.
  keptMemoryBytes: 512 * MB,
  idleMs: 5 * 60_000,
  waiting: 200,
  waitingPerKey: 40,
};

export type Decoded = { ok: true; value: unknown } | { ok: false; code: DocumentRefusalCode };

type Waiting = {
  prepare: () => AnyTask | Promise<AnyTask>;
  resolve: (decoded: Decoded) => void;
  reject: (error: unknown) => void;
};

/**
 * Processes that read and draw documents, started when they are needed. One that fails, hangs or has grown is replaced;
 * what fails in it is the failure of that document alone. People take turns, and nobody's documents wait behind their own
 * slow ones (FairQueue). See docs/decisions/0010.
 */
export class DecoderPool {
  private readonly limits: PoolLimits;
  private readonly queue: FairQueue<Waiting>;
  private readonly living = new Set<DecoderProcess>();
  /** Each with the timer that ends it, the last used last. */
  private readonly idle = new Map<DecoderProcess, NodeJS.Timeout>();

  constructor(limits: PoolLimits = poolLimits) {
    this.limits = limits;
    const { processes: running, waiting, waitingPerKey } = limits;
    this.queue = new FairQueue({ running, waiting, waitingPerKey });
  }

  get processes(): DecoderProcess[] {
    return [...this.living];
  }

  /**
   * Performs a task when the turn of `key` comes. `prepare` is called then, so that what waits need not hold its bytes;
   * rejects when that fails, or when no process can be started.
   */
  run(key: string, prepare: Waiting['prepare']): Promise<Decoded> {
    return new Promise((resolve, reject) => {
      if (this.queue.add(key, { prepare, resolve, reject })) this.startWaiting();
      else resolve({ ok: false, code: 'busy' });
    });
  }

  private startWaiting(): void {
    for (let turn = this.queue.take(); turn; turn = this.queue.take()) void this.runTurn(turn);
  }

  private async runTurn(turn: Turn<Waiting>): Promise<void> {
    const { key, task, isSlow } = turn;
    const { quickLimitMs, processorLimitMs } = this.limits;
    const isFirstTry = !isSlow && quickLimitMs < processorLimitMs;
    try {
      const decoded = await this.perform(task.prepare, isFirstTry ? quickLimitMs : processorLimitMs);
      if (isFirstTry && !decoded.ok && decoded.code === 'tooSlow') this.queue.addSlow(key, task);
      else task.resolve(decoded);
    } catch (error) {
      task.reject(error);
    }
    this.queue.finish(turn);
    this.startWaiting();
  }

  private async perform(prepare: Waiting['prepare'], processorLimitMs: number): Promise<Decoded> {
    const task = { ...(await prepare()), processorLimitMs };
    let ending = await this.performIn(this.idleProcess() ?? this.startProcess(), task);
    // One that died while it was idle is nobody's failure.
    if (ending.how === 'notBegun') ending = await this.performIn(this.startProcess(), task);
    switch (ending.how) {
      case 'done':
        return { ok: true, value: ending.value };
      case 'refused':
        return { ok: false, code: ending.code };
      case 'notBegun':
        // Its own words go nowhere; run by hand, decoder.ts says them.
        throw new Error(`No process that reads documents could be started: ${ending.cause}`);
      default:
        log.warn({ task: task.kind, processorLimitMs, ...ending }, 'a document ended the process that read it');
        return { ok: false, code: refusals[ending.how] };
    }
  }

  private async performIn(process: DecoderProcess, task: LimitedTask): Promise<Ending> {
    const ending = await process.perform(task);
    if ('memoryBytes' in ending && ending.memoryBytes <= this.limits.keptMemoryBytes) this.keepIdle(process);
    else process.end();
    return ending;
  }

  private startProcess(): DecoderProcess {
    const process: DecoderProcess = new DecoderProcess(this.limits, () => {
      this.living.delete(process);
      this.takeIdle(process);
    });
    this.living.add(process);
    return process;
  }

  private keepIdle(process: DecoderProcess): void {
    const timer = setTimeout(() => {
      this.takeIdle(process);
      process.end();
    }, this.limits.idleMs);
    this.idle.set(process, timer.unref());
  }

  private idleProcess(): DecoderProcess | undefined {
    const process = [...this.idle.keys()].at(-1);
    if (process) this.takeIdle(process);
    return process;
  }

  private takeIdle(process: DecoderProcess): void {
    clearTimeout(this.idle.get(process));
    this.idle.delete(process);
  }
}

/** What is wrong with a document that ended its process. */
const refusals = { tookTooLong: 'tooSlow', timedOut: 'busy', outOfMemory: 'tooComplex', crashed: 'broken' } as const;
