import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { normalText } from '#lib/domain/normal-text.ts';
import { comparable, searchSchema, textSchema } from '#lib/domain/text.ts';

const schema = textSchema(z, { longest: 10, missing: 'Enter a name.' });

test.each([
  ['  Cafe\u0301 ', 'Café'],
  ['a\tb\r\nc', 'a b c'],
  ['\ud83cx', '\ufffdx'],
  ['a\u202eb', 'ab'],
  ['+++', '+++'],
  ['🍋', '🍋'],
])('%j is kept as %j', (typed, kept) => {
  expect(schema.parse(typed)).toBe(kept);
});

test.each([['a\0b'], ['12345678901'], ['   '], ['\u200b'], ['\u00ad \ufe0f'], ['\u3164'], [['a']], [{}], [7], [null]])(
  '%j is refused as input',
  (typed) => {
    expect(schema.safeParse(typed).success).toBe(false);
  },
);

test('a text of several lines keeps them', () => {
  expect(textSchema(z, { longest: 99, mayHaveLines: true }).parse('Gas\r\nWater\u0007')).toBe('Gas\nWater');
});

test('a search without a text is one for nothing', () => {
  expect(searchSchema(z).parse(undefined)).toBe('');
});

test('a text and its decomposed form are the same, however it is written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(normalText(text.normalize('NFD'))).toBe(normalText(text));
      expect(normalText(normalText(text))).toBe(normalText(text));
      expect(comparable(comparable(text))).toBe(comparable(text));
    }),
  );
  expect(comparable(' CAFÉ\u00a0 Müller')).toBe(comparable('cafe\u0301 müller'));
});
