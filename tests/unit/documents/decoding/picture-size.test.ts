import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_PAGE_PIXELS, pictureSize } from '#lib/documents/decoding/picture-size.ts';

test.each([
  ['an A4 page', { width: 595, height: 842 }, 1200, { width: 1200, height: 1698 }],
  // 80 × 1200 mm at 285 dpi, although 1200 px would be too many.
  ['a till roll', { width: 226, height: 4000 }, 1200, { width: 1008, height: 17848 }],
  ['a till roll on its side', { width: 4000, height: 226 }, 1200, { width: 10619, height: 600 }],
  ['a long screenshot', { width: 1080, height: 16384 }, 1080, { width: 1080, height: 16384 }],
  ['a page of 5 metres', { width: 226, height: 14_400 }, 200, { width: 200, height: 12743 }],
])('%s is drawn sharp enough to read', (_what, page, widthPx, size) => {
  expect(pictureSize(page, widthPx)).toEqual(size);
});

test('no page of whatever shape is larger than a picture may be, or vanishes', () => {
  const side = fc.oneof(fc.double({ min: 1e-30, max: 1e30, noNaN: true }), fc.integer({ min: 1, max: 100_000 }));
  fc.assert(
    fc.property(side, side, fc.constantFrom(200, 1200, 2600), (width, height, widthPx) => {
      const size = pictureSize({ width, height }, widthPx);
      expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(1);
      expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(65_500);
      expect(size.width * size.height).toBeLessThanOrEqual(MAX_PAGE_PIXELS);
    }),
  );
});
