import { expect, test } from 'vitest';
import { metrics } from '#lib/operations/metrics.ts';

test('without a database the metrics answer all the same, and say that it is away', async () => {
  const { text } = await metrics(new Date('2026-11-23T12:00:00Z'));
  for (const part of ['database', 'queue', 'worker']) expect(text).toContain(`intray_part_well{part="${part}"} 0`);
  expect(text).toContain('intray_web_process_resident_memory_bytes');
  expect(text).not.toContain('intray_publications{');
});
