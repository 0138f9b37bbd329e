import { DecoderPool, type PoolLimits } from '#lib/documents/decoding/pool.ts';
import { type FileReading, fileReading } from '#lib/domain/extraction/reading.ts';
import type { ReadingProblem } from '#lib/domain/extraction/reading-state.ts';
import { lanes } from '#lib/queue/catalog.ts';
import type { ReadTask } from './reader.ts';

const MB = 1024 * 1024;

export const readerLimits: PoolLimits = {
  program: 'lib/extraction/reader.ts',
  heapLimitMb: 512,
  processes: lanes.reading.concurrency,
  // There is one queue, and each document of it is given its time at once.
  quickLimitMs: 60_000,
  processorLimitMs: 60_000,
  timeLimitMs: 180_000,
  memoryLimitBytes: 1_536 * MB,
  // Models take 145 MB and a picture up to 1 GB, of which a good part stays.
  keptMemoryBytes: 1_100 * MB,
  idleMs: 60_000,
  waiting: 100,
  waitingPerKey: 100,
};

const held = globalThis as { intrayReaders?: DecoderPool };

function ourReaders(): DecoderPool {
  held.intrayReaders ??= new DecoderPool(readerLimits);
  return held.intrayReaders;
}

export type ReadOutcome = { ok: true; reading: FileReading } | { ok: false; problem: ReadingProblem };

/** Reads an original in a process of its own; what goes wrong there is that document's problem alone. */
export async function readInProcess(
  prepare: () => Promise<Omit<ReadTask, 'kind'>>,
  pool: DecoderPool = ourReaders(),
): Promise<ReadOutcome> {
  const read = await pool.run('documents', async () => ({ kind: 'read', ...(await prepare()) }));
  if (!read.ok) return { ok: false, problem: problemOf(read.code) };
  // What a reader answers is parsed: the file that it reads may have taken it over.
  const parsed = fileReading.safeParse(read.value);
  return parsed.success ? { ok: true, reading: parsed.data } : { ok: false, problem: 'broken' };
}

function problemOf(code: string): ReadingProblem {
  if (code === 'tooSlow' || code === 'tooComplex' || code === 'broken') return code;
  return code === 'busy' ? 'tooSlow' : 'broken';
}
