import { readFileSync } from 'node:fs';
import { setInterval } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { bytesAtHand } from '#lib/documents/archive/bytes-at-hand.ts';
import { BrokenZip, unzipped, zipEntries } from '#lib/documents/archive/open-zip.ts';
import { drawPage, inspectDocument } from '#lib/documents/decoding/decode.ts';
import { DecoderPool, poolLimits } from '#lib/documents/decoding/pool.ts';
import { noHints } from '#lib/domain/extraction/read-document.ts';
import { readerLimits, readInProcess } from '#lib/extraction/reader-pool.ts';
import { aPdf } from '#tests/support/files.ts';
import { type HostileFile, hostileArchives, hostileFiles } from './hostile-files.ts';
import { isFull, measured, median, note } from './measure.ts';

/** Each kind several times. All of it takes half an hour: HOSTILE_FILES asks for fewer, HOSTILE_SEED for others. */
const FILES = Number(process.env.HOSTILE_FILES) || (isFull ? 2_000 : 120);
const SEED = Number(process.env.HOSTILE_SEED) || 1;
/** Reading takes a second and more for what is not refused. */
const READ_FILES = Math.ceil(FILES / 10);
const ARCHIVES = FILES;
const SLOW_MS = 10_000;
/** As many as a browser sends at once. */
const UPLOADS_AT_ONCE = 6;
const MB = 1024 * 1024;

/** The memory of a process, while it lives. */
function memoryMbOf(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

test('hostile files of one person, and the bill of another', { timeout: 3_600_000 }, async () => {
  const pool = new DecoderPool();
  const files = hostileFiles(FILES, SEED);
  const outcomes = new Map<string, number>();
  const slowest: { kind: string; ms: number }[] = [];
  const seen = new Set<number | undefined>();
  const waits: number[] = [];
  const peak = { web: 0, process: 0, processes: 0 };
  const idle = process.memoryUsage.rss() / MB;
  let isOver = false;

  async function upload({ kind, bytes }: HostileFile): Promise<void> {
    const startedAt = performance.now();
    const inspection = await inspectDocument(bytes, { for: 'Mallory', pool });
    let outcome = inspection.ok ? 'taken' : `refused: ${inspection.code}`;
    if (inspection.ok) {
      const { mimeType, pageCount } = inspection.document;
      const request = { read: async () => bytes, mimeType, page: pageCount - 1, widthPx: 1800 };
      const drawn = await drawPage(request, { for: 'Mallory', pool });
      if (!drawn.ok) outcome = `taken, and its last page not drawn larger: ${drawn.error.code}`;
    }
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    slowest.push({ kind: `${kind} (${outcome})`, ms: performance.now() - startedAt });
  }

  async function uploadAll(): Promise<void> {
    for await (const file of files) await upload(file);
  }

  async function beInnocent(): Promise<void> {
    const bill = aPdf('Bill');
    for await (const _ of setInterval(250)) {
      if (isOver) return;
      const startedAt = performance.now();
      const inspection = await inspectDocument(bill, { for: 'Robin', pool });
      waits.push(performance.now() - startedAt);
      expect(inspection).toMatchObject({ ok: true, document: { pageCount: 1 } });
    }
  }

  async function watch(): Promise<void> {
    for await (const _ of setInterval(20)) {
      if (isOver) return;
      const memory = pool.processes.map(({ pid }) => memoryMbOf(pid));
      for (const { pid } of pool.processes) seen.add(pid);
      peak.web = Math.max(peak.web, process.memoryUsage.rss() / MB);
      peak.process = Math.max(peak.process, ...memory);
      peak.processes = Math.max(
        peak.processes,
        memory.reduce((sum, each) => sum + each, 0),
      );
    }
  }

  const others = [beInnocent(), watch()];
  await Promise.all(Array.from({ length: UPLOADS_AT_ONCE }, uploadAll));
  isOver = true;
  await Promise.all(others);

  for (const [outcome, count] of [...outcomes].sort()) note(`${count} ${outcome}`);
  for (const { kind, ms } of slowest.sort((a, b) => b.ms - a.ms).slice(0, 5)) note(`${Math.round(ms)} ms: ${kind}`);
  note(
    `processes: ${seen.size} in all; the largest ${Math.round(peak.process)} MB, together ${Math.round(peak.processes)} MB`,
  );
  note(`${waits.length} bills of somebody else`);
  measured({
    name: `memory of the program that asks for ${FILES} hostile files, at most, over before`,
    value: peak.web,
    anchor: idle,
    unit: 'MB',
    aim: { most: 2, of: 'ratio' },
  });
  measured({
    name: 'a bill of somebody else among hostile files, the longest wait over the middle one',
    value: Math.max(...waits),
    anchor: median(waits),
    unit: 'ms',
    aim: null,
  });
  expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(FILES);
});

test('hostile archives are opened here, and nothing but their own fault comes of it', {
  timeout: 600_000,
}, async () => {
  const outcomes = new Map<string, number>();
  const before = process.memoryUsage.rss() / MB;
  let [peak, slowest] = [before, 0];
  for await (const { bytes } of hostileArchives(ARCHIVES, SEED)) {
    const startedAt = performance.now();
    const outcome = await openAll(bytes);
    slowest = Math.max(slowest, performance.now() - startedAt);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    peak = Math.max(peak, process.memoryUsage.rss() / MB);
  }
  for (const [outcome, count] of [...outcomes].sort()) note(`${count} ${outcome}`);
  note(`the slowest took ${Math.round(slowest)} ms`);
  measured({
    name: `memory that opens ${ARCHIVES} hostile archives, at most, over before`,
    ...{ value: peak, anchor: before, unit: 'MB', aim: { most: 2, of: 'ratio' } },
  });
  expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(ARCHIVES);
});

/** Anything but a BrokenZip, and a RangeError of a number that cannot be, is ours, and fails the measure. */
async function openAll(bytes: Buffer): Promise<string> {
  try {
    const entries = await zipEntries(bytesAtHand(bytes), { maxEntries: 2_000 });
    let refused = 0;
    for (const entry of entries) {
      if (entry.fault || entry.size > 25 * MB) refused += 1;
      else for await (const _ of unzipped(bytesAtHand(bytes), entry));
    }
    return refused > 0 ? 'opened, and some files refused' : 'opened';
  } catch (error) {
    if (error instanceof BrokenZip || error instanceof RangeError) return 'refused: broken';
    throw error;
  }
}

test('hostile files that come to be read', { timeout: 3_600_000 }, async () => {
  const reader = new DecoderPool(readerLimits);
  const decoder = new DecoderPool();
  const outcomes = new Map<string, number>();
  const before = process.memoryUsage.rss() / MB;
  let peak = before;
  let [done, longest] = [0, { kind: '', ms: 0 }];
  const begunAt = performance.now();
  for await (const { kind, bytes } of hostileFiles(READ_FILES, SEED + 1)) {
    const startedAt = performance.now();
    const inspection = await inspectDocument(bytes, { for: 'Mallory', pool: decoder });
    let outcome = 'refused before';
    if (inspection.ok) {
      const { mimeType } = inspection.document;
      const read = await readInProcess(async () => ({ bytes, mimeType, hints: noHints }), reader);
      outcome = read.ok ? 'read' : `not read: ${read.problem}`;
    }
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    peak = Math.max(peak, process.memoryUsage.rss() / MB);
    done += 1;
    const ms = performance.now() - startedAt;
    if (ms > longest.ms) longest = { kind: `${kind} (${outcome})`, ms };
    // One that waits out every limit takes minutes: what goes on is told, so that slow is not taken for hung.
    if (ms > SLOW_MS || done % 20 === 0) {
      const seconds = Math.round((performance.now() - begunAt) / 1000);
      process.stderr.write(
        `  ${done} of ${READ_FILES} after ${seconds} s; ${kind}: ${outcome}, ${Math.round(ms)} ms\n`,
      );
    }
    // The decoder's two tries, the reader's one, and what the ends of their processes take.
    expect(ms, `${kind} (${outcome})`).toBeLessThan(2 * poolLimits.timeLimitMs + readerLimits.timeLimitMs + 30_000);
  }
  note(`the longest took ${Math.round(longest.ms)} ms: ${longest.kind}`);
  for (const [outcome, count] of [...outcomes].sort()) note(`${count} ${outcome}`);
  measured({
    name: `memory of the worker that has ${READ_FILES} hostile files read, at most, over before`,
    ...{ value: peak, anchor: before, unit: 'MB', aim: { most: 2, of: 'ratio' } },
  });
  expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(READ_FILES);
});
