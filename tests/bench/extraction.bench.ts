import { expect, test } from 'vitest';
import { noHints } from '#lib/domain/extraction/read-document.ts';
import { detect } from '#lib/extraction/ocr/detect.ts';
import { models } from '#lib/extraction/ocr/models.ts';
import { recognise } from '#lib/extraction/ocr/recognise.ts';
import { picturePage } from '#lib/extraction/page-pictures.ts';
import { readFile } from '#lib/extraction/read-file.ts';
import { compareReading } from '#scripts/lib/compare-reading.mjs';
import { samplePicture } from '#scripts/lib/sample-picture.mjs';
import { isFull, measured, note } from './measure.ts';

/** Photographed receipts and invoices of seven countries, none of them of a real business. */
const SAMPLES = isFull ? 300 : 6;
const SEED = 41;

test('what photographed documents say, beside the bare engine on the same pictures', {
  timeout: 3_600_000,
}, async () => {
  const loaded = await models();
  const times = { ours: 0, bare: 0, receipts: 0, receiptCount: 0 };
  const counts = new Map<string, { right: number; all: number }>();
  for (let index = 0; index < SAMPLES; index++) {
    const { kind, bytes, label } = await samplePicture(SEED, index);
    times.bare += await processorTime(async () => {
      const picture = await picturePage(bytes, 'image/jpeg', 0);
      for (const box of (await detect(loaded, picture)).boxes) await recognise(loaded, picture, box);
    });
    let read: Awaited<ReturnType<typeof readFile>> | undefined;
    const ours = await processorTime(async () => {
      read = await readFile(bytes, 'image/jpeg', noHints);
    });
    times.ours += ours;
    if (kind === 'receipt') {
      times.receipts += ours;
      times.receiptCount++;
    }
    for (const { measure, isRight } of compareReading(read?.documents[0], label)) {
      const count = counts.get(measure) ?? { right: 0, all: 0 };
      counts.set(measure, { right: count.right + (isRight ? 1 : 0), all: count.all + 1 });
    }
  }
  for (const [measure, { right, all }] of counts) note(`${measure}: ${right} of ${all}`);
  measured({
    name: `reading a photographed page (${SAMPLES})`,
    value: times.ours / SAMPLES,
    anchor: times.bare / SAMPLES,
    unit: 's',
    aim: { most: 1.15, of: 'ratio' },
  });
  measured({
    name: 'reading a photographed receipt, one core',
    value: times.receipts / Math.max(1, times.receiptCount),
    anchor: null,
    unit: 's',
    aim: { most: 2, of: 'value' },
  });
  measured({
    name: 'memory while reading, at its most',
    value: process.resourceUsage().maxRSS / 1024,
    anchor: null,
    unit: 'MB',
    aim: { most: 1_536, of: 'value' },
  });
  expect(counts.get('total')?.all).toBe(SAMPLES);
});

/** Seconds that a piece of work takes of the processor, however busy the machine is. */
async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const used = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(used);
  return (user + system) / 1e6;
}
