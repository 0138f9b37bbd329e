import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSlug, numberedSlug, toSlug } from '#lib/domain/slug.ts';

test.each([
  ['Harbour & Vine', 'harbour-and-vine'],
  ['Café Zoë Ltd.', 'cafe-zoe-ltd'],
  ["Ada's  Tea -- Room", 'adas-tea-room'],
  ['株式会社', 'business'],
  ['API', 'api-business'],
  ['Gallery', 'gallery-business'],
  ['Open', 'open-business'],
])('a business called %j has the address %j', (name, slug) => {
  expect(toSlug(name)).toBe(slug);
});

test('every name gives an address that works and is not one of our own pages', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => isSlug(toSlug(name))));
});

test('a further business of a name has the number after it, however long the name is', () => {
  expect([1, 2, 11].map((number) => numberedSlug('acme', number))).toEqual(['acme', 'acme-2', 'acme-11']);
  const long = toSlug(`${'a'.repeat(45)} bc ltd`);
  expect(numberedSlug(long, 12)).toMatch(/^a{45}-12$/);
  const name = fc.string({ unit: 'grapheme', maxLength: 200 });
  const any = fc.property(name, fc.integer({ min: 1, max: 9_999 }), (name, number) =>
    isSlug(numberedSlug(toSlug(name), number)),
  );
  fc.assert(any);
});
