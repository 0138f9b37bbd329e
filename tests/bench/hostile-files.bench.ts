import { readFileSync } from 'node:fs';
import { setInterval } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { drawPage, inspectDocument } from '#lib/documents/decoding/decode.ts';
import { DecoderPool } from '#lib/documents/decoding/pool.ts';
import { aPdf } from '#tests/support/files.ts';
import { type HostileFile, hostileFiles } from './hostile-files.ts';
import { isFull, measured, median, note } from './measure.ts';

/** Each kind several times; the whole measure takes five minutes. */
const FILES = isFull ? 400 : 120;
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

test('hostile files of one person, and the bill of another', { timeout: 1_200_000 }, async () => {
  const pool = new DecoderPool();
  const files = hostileFiles(FILES);
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
