import { appendFileSync } from 'node:fs';

/** One number that is watched, and what it is held against. */
export type Measure = {
  name: string;
  value: number;
  /** What the same machine does at the same time; null where the aim is a value of its own. */
  anchor: number | null;
  unit: 'ms' | 's' | 'KB' | 'MB' | '/s' | 'calls';
  /** The largest ratio of value to anchor or, where `of` is `value`, the largest value. Null for what is only watched. */
  aim: { most: number; of: 'ratio' | 'value' } | null;
};

/** True when one benchmark was asked for by its name: it then runs at its full size. */
export const isFull = process.env.BENCH_FULL === '1';

/** Says a measure, and keeps it for the table in which `npm run bench` ends. */
export function measured(measure: Measure): void {
  note(lineOf(measure));
  if (process.env.BENCH_RESULTS) appendFileSync(process.env.BENCH_RESULTS, `${lineOf(measure)}\n`);
}

/** What is told beside the measures. */
export const note = (line: string) => process.stdout.write(`  ${line}\n`);

function lineOf({ name, value, anchor, unit, aim }: Measure): string {
  const shown = (amount: number) => `${amount.toLocaleString('en-GB', { maximumSignificantDigits: 3 })} ${unit}`;
  const ratio = anchor === null ? null : value / anchor;
  const reached = aim?.of === 'ratio' ? ratio : value;
  return [
    name,
    shown(value),
    anchor === null ? '–' : shown(anchor),
    ratio === null ? '–' : ratio.toFixed(2),
    aim === null ? '–' : `≤ ${aim.of === 'ratio' ? aim.most : shown(aim.most)}`,
    aim === null ? '–' : reached !== null && reached <= aim.most ? 'holds' : 'falls short',
  ].join(' | ');
}

/** How long a piece of work takes, in milliseconds. */
export async function msOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Below which 95 of 100 samples lie. */
export const p95 = (samples: readonly number[]) => quantile(samples, 0.95);
export const median = (samples: readonly number[]) => quantile(samples, 0.5);

function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** After this long, a comparison that has enough samples ends. */
const ENOUGH_MS = 20_000;
const ENOUGH_ROUNDS = 20;

/** Runs two pieces of work by turns, so that both meet the machine as busy as it is: the milliseconds of each. */
export async function byTurns(
  rounds: number,
  work: { value: () => Promise<unknown>; anchor: () => Promise<unknown> },
): Promise<{ value: number[]; anchor: number[] }> {
  const samples = { value: [] as number[], anchor: [] as number[] };
  const startedAt = performance.now();
  for (let round = -3; round < rounds; round++) {
    if (round >= ENOUGH_ROUNDS && performance.now() - startedAt > ENOUGH_MS) break;
    // Whatever comes second may meet what the first left to be collected.
    const turns = round % 2 === 0 ? (['value', 'anchor'] as const) : (['anchor', 'value'] as const);
    for (const key of turns) {
      const ms = await msOf(work[key]);
      // The first rounds fill caches.
      if (round >= 0) samples[key].push(ms);
    }
  }
  return samples;
}
