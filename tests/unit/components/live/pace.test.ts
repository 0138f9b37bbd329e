import { describe, expect, test } from 'vitest';
import { drawingDueAt, GATHER_MS, LONGEST_REST_MS, type Pace, REST_MS } from '#components/live/pace.ts';

/** A page as it draws itself anew by the rule, with a clock of its own. Gives when each drawing began and ended. */
function drawings({ changes, drawingMs, hidden = [] }: { changes: number[]; drawingMs: number; hidden?: number[] }) {
  const [hiddenFrom = Infinity, hiddenTo = Infinity] = hidden;
  const pace: Pace = { changedAt: null, isDrawing: false, drawn: null, isHidden: false };
  const drawn: { began: number; ended: number }[] = [];
  const end = Math.max(...changes, hiddenTo === Infinity ? 0 : hiddenTo) + 10 * REST_MS;
  for (let now = 0; now <= end; now++) {
    pace.isHidden = now >= hiddenFrom && now < hiddenTo;
    if (changes.includes(now)) pace.changedAt ??= now;
    const last = drawn.at(-1);
    if (pace.isDrawing && last?.ended === now)
      Object.assign(pace, { isDrawing: false, drawn: { at: now, tookMs: drawingMs } });
    const due = drawingDueAt(pace);
    if (due === null || due > now) continue;
    expect(pace.isDrawing).toBe(false);
    Object.assign(pace, { changedAt: null, isDrawing: true });
    drawn.push({ began: now, ended: now + drawingMs });
  }
  return drawn;
}

const storm = Array.from({ length: 200 }, (_, index) => 1_000 + index * 20);

describe('a page is drawn anew', () => {
  test('at once when something changes after a quiet time', () => {
    expect(drawings({ changes: [500, 60_000], drawingMs: 100 }).map(({ began }) => began)).toEqual([
      500 + GATHER_MS,
      60_000 + GATHER_MS,
    ]);
  });

  test('once for changes that come together', () => {
    expect(drawings({ changes: [500, 510, 640], drawingMs: 100 })).toHaveLength(1);
  });

  test.each([50, 300, 3_000])(
    'a handful of times in a storm when a drawing takes %i ms, and last of all at its end',
    (drawingMs) => {
      const drawn = drawings({ changes: storm, drawingMs });
      expect(drawn.length).toBeLessThanOrEqual(4);
      expect(drawn[0]?.began).toBe(1_000 + GATHER_MS);
      expect(drawn.at(-1)?.began).toBeGreaterThanOrEqual(Math.max(...storm));
      for (const [index, { began }] of drawn.entries()) {
        if (index > 0) expect(began - (drawn[index - 1]?.ended ?? 0)).toBeGreaterThanOrEqual(REST_MS);
      }
    },
  );

  test('once more when something changes while it is being drawn', () => {
    const drawn = drawings({ changes: [500, 700], drawingMs: 100 });
    expect(drawn.map(({ began }) => began)).toEqual([650, 750 + REST_MS]);
  });

  test.each([
    [100, REST_MS],
    [1_000, 3_000],
    [9_000, LONGEST_REST_MS],
  ])('so that a page whose drawing takes %i ms has %i ms to be worked with', (drawingMs, restMs) => {
    const [first, second] = drawings({ changes: [500, 700], drawingMs });
    expect((second?.began ?? 0) - (first?.ended ?? 0)).toBe(restMs);
  });

  test('not before somebody looks', () => {
    const drawn = drawings({ changes: [500, 4_000], drawingMs: 100, hidden: [100, 9_000] });
    expect(drawn.map(({ began }) => began)).toEqual([9_000]);
  });
});
