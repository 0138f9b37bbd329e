import { describe, expect, test } from 'vitest';
import {
  arePagesOf,
  type ItemPage,
  keptPages,
  leftOut,
  shownAt,
  shownPages,
  turnedBox,
  turnedBy,
  turns,
} from '#lib/domain/documents/item-pages.ts';

const of = (...pages: number[]): ItemPage[] => pages.map((page) => ({ page, turn: 0 }));

describe('the pages that an item shows of a document', () => {
  test('are all of them as they came unless somebody says otherwise', () => {
    expect(shownPages(null, 3)).toEqual(of(1, 2, 3));
    expect(shownPages(of(3, 1), 3)).toEqual(of(3, 1));
  });

  test.each([
    [of(1, 2, 3), true],
    [of(3, 1), true],
    [[], false],
    [of(0), false],
    [of(4), false],
    [of(1.5), false],
    [of(2, 2), false],
  ])('%j of three pages: %s', (pages, are) => expect(arePagesOf(pages, 3)).toBe(are));

  test('are kept as the whole where they are that again', () => {
    expect(keptPages(of(1, 2, 3), 3)).toBeNull();
    expect(keptPages(of(2, 1, 3), 3)).toEqual(of(2, 1, 3));
    expect(keptPages([{ page: 1, turn: 90 }], 1)).toEqual([{ page: 1, turn: 90 }]);
  });

  test('know where a page is shown, and which are left out', () => {
    expect(shownAt(null, 2)).toBe(1);
    expect(shownAt(of(3, 1), 1)).toBe(1);
    expect(shownAt(of(3, 1), 2)).toBe(-1);
    expect(leftOut(of(3, 1), 3)).toEqual([2]);
    expect(leftOut(null, 3)).toEqual([]);
  });
});

describe('a turned page', () => {
  test('takes its boxes along, and four quarter turns bring each back', () => {
    const box = { left: 0.125, top: 0.25, width: 0.5, height: 0.0625 };
    expect(turnedBox(box, 90)).toEqual({ left: 0.6875, top: 0.125, width: 0.0625, height: 0.5 });
    for (const turn of turns) {
      const back = turnedBy(turnedBy(0, 270), turn);
      expect(turnedBox(turnedBox(box, turn), turnedBy(0, ((360 - turn) % 360) as 0))).toEqual(box);
      expect(turnedBox(turnedBox(box, 270), turn)).toEqual(turnedBox(box, back));
    }
  });
});
