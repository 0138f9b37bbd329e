import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSlug, toSlug } from '#lib/domain/slug.ts';

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
