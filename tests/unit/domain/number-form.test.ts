import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formOfLanguage, inForm, numberFormNames, writeCount, writeNumber } from '#lib/domain/number-form.ts';

test.each([
  ['commaPoint', '1,234,567.50'],
  ['pointComma', '1.234.567,50'],
  ['spaceComma', '1\u00a0234\u00a0567,50'],
  ['apostrophePoint', '1’234’567.50'],
] as const)('a person of the form %s reads %s', (form, read) => {
  expect(writeNumber('1234567.50', form)).toBe(read);
  expect(writeNumber('-1234567.50', form)).toBe(`-${read}`);
});

test('all digits are shown, also those that the books would not keep', () => {
  expect(writeNumber('0.1255', 'pointComma')).toBe('0,1255');
  expect(writeCount(10_000, 'pointComma')).toBe('10.000');
  expect(writeNumber('999', 'pointComma')).toBe('999');
});

describe('a sentence that is kept before it is known who reads it', () => {
  const sentence = `Out by ${writeNumber('-1234.50', 'kept')}: the lines add up to ${writeNumber('12', 'kept')}.`;

  test.each([
    ['commaPoint', 'Out by -1,234.50: the lines add up to 12.'],
    ['pointComma', 'Out by -1.234,50: the lines add up to 12.'],
  ] as const)('has its numbers in the form of each reader: %s', (form, read) => {
    expect(inForm(sentence, form)).toBe(read);
  });

  test('stays kept when it goes into another', () => {
    expect(inForm(sentence, 'kept')).toBe(sentence);
  });

  test('leaves everything else as it was written', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...numberFormNames), (name, form) => {
        fc.pre(!/[\u2066\u2069]/.test(name));
        expect(inForm(`${name} ${writeNumber('1.5', 'kept')}`, form)).toBe(`${name} ${writeNumber('1.5', form)}`);
      }),
    );
  });
});

test.each([
  ['en-GB,en;q=0.9', 'commaPoint'],
  ['de-DE,de;q=0.9,en;q=0.8', 'pointComma'],
  ['de', 'pointComma'],
  ['es-ES', 'pointComma'],
  ['fr-FR,fr;q=0.9', 'spaceComma'],
  ['pl', 'spaceComma'],
  ['de-CH', 'apostrophePoint'],
  ['fr-CH', 'spaceComma'],
  ['ar-EG', 'commaPoint'],
  ['*', 'commaPoint'],
  ['not a language', 'commaPoint'],
  [null, 'commaPoint'],
] as const)('until a person chooses, a browser that asks for %j has numbers as %s', (asked, form) => {
  expect(formOfLanguage(asked)).toBe(form);
});
