import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDecimal, type NumberKind, parseDecimal, type TypingForm } from '#components/ui/parse-decimal.ts';
import { decimal } from '#lib/domain/money.ts';
import { type NumberForm, numberFormNames, writeNumber } from '#lib/domain/number-form.ts';

const quantity: NumberKind = { decimals: 4 };
const rate: NumberKind = { decimals: 10 };
const inPounds: NumberKind = { currency: 'GBP' };

describe('an amount is read as people write it', () => {
  test.each([
    ['', ''],
    ['12', '12.00'],
    ['12.5', '12.50'],
    ['.5', '0.50'],
    [',5', '0.50'],
    ['12.', '12.00'],
    ['1,234.50', '1234.50'],
    ['1.234,50', '1234.50'],
    ['1 234,50', '1234.50'],
    ['1\u202f234,50', '1234.50'],
    ['1 234', '1234.00'],
    ["1'234.50", '1234.50'],
    ['1’234.50', '1234.50'],
    ['1,234,567', '1234567.00'],
    ['1.234.567', '1234567.00'],
    ['1.234.567,8', '1234567.80'],
    ['1,234', '1234.00'],
    ['1,000', '1000.00'],
    ['1,23', '1.23'],
    ['1.23', '1.23'],
    ['0,12', '0.12'],
    ['1234,5', '1234.50'],
    ['0,500', '0.50'],
    ['£1,234.50', '1234.50'],
    ['GBP 12', '12.00'],
    ['12 gbp', '12.00'],
    ['-£12', '-12.00'],
    ['£-12', '-12.00'],
    ['(£12.00)', '-12.00'],
    ['£ (12.00)', '-12.00'],
    ['-12', '-12.00'],
    ['−12', '-12.00'],
    ['12-', '-12.00'],
    ['12,50 -', '-12.50'],
    ['+12', '12.00'],
    ['(12.00)', '-12.00'],
    ['-0', '0.00'],
    ['007', '7.00'],
    ['9007199254740.93', '9007199254740.93'],
  ])('%j is %j', (text, decimal) => {
    expect(parseDecimal(text, inPounds)).toEqual({ decimal });
  });

  test.each([
    ...['abc', '1.2.3', '1,23,456', '12,34.5', '1.234.56', '£', '12x', '--1', '(-1)', '-(1)', '1,234,5', '1e5', '٣'],
    ...['12 34', '1 2 3', "12'34", '0 123', '0,123,456', '0.123.456', '01,234,567', '1 234 5', "1'234 567", '.', ','],
    ...['1,234 567', '1.234,5,6', '£12£', 'GBP 12 GBP', '12 -13', '1,,2', 'Infinity', '0x10', '10²', '½', '12 pcs'],
  ])('%j is not a number, rather than a wrong one', (text) => {
    expect(parseDecimal(text, inPounds)).toEqual({ problem: 'notANumber' });
  });

  test.each([
    ['0,005'],
    ['0,125'],
    ['00,125'],
    ['0.125'],
    ['12.345'],
    ['1.234'],
    ['1234,567'],
    ['1,234.567'],
    ['1 234,567'],
  ])('%j is too fine for a total: refused, never rounded and never thousands', (text) => {
    expect(parseDecimal(text, inPounds)).toEqual({ problem: 'tooManyDecimals' });
  });

  test.each([
    ['12.500', ['12500', '12.5']],
    ['1.000', ['1000', '1']],
    ['999.990', ['999990', '999.99']],
  ])('%j may be thousands or not: asked about, never guessed', (text, readings) => {
    expect(parseDecimal(text, inPounds)).toEqual({ problem: 'ambiguous', readings });
  });

  test('more digits than the books can hold are refused', () => {
    expect(parseDecimal('12345678901234')).toEqual({ problem: 'tooLong' });
  });

  test('a negative amount is refused where none may be', () => {
    expect(parseDecimal('-1', { allowsNegative: false })).toEqual({ problem: 'negativeNotAllowed' });
  });
});

describe('a quantity, a unit price or a rate, in which more than two digits may follow the point', () => {
  test.each<[string, NumberKind, string]>([
    ['0,125', quantity, '0.125'],
    ['0,005', quantity, '0.005'],
    ['0.125', quantity, '0.125'],
    ['1.234', quantity, '1.234'],
    ['12.3456', quantity, '12.3456'],
    ['12,3456', quantity, '12.3456'],
    ['12,34', quantity, '12.34'],
    ['1,234.5', quantity, '1234.50'],
    ['1.234,5', quantity, '1234.50'],
    ['1,234,567', quantity, '1234567.00'],
    ['1234', quantity, '1234.00'],
    ['1.1755', rate, '1.1755'],
    ['0,8512345678', rate, '0.8512345678'],
    ['100', { decimals: 0 }, '100'],
  ])('%j is read', (text, kind, decimal) => {
    expect(parseDecimal(text, kind)).toEqual({ decimal });
  });

  test.each<[string, NumberKind, [string, string]]>([
    ['1,234', quantity, ['1234', '1.234']],
    ['12,500', quantity, ['12500', '12.5']],
    ['1,000', quantity, ['1000', '1']],
    ['1.000', quantity, ['1000', '1']],
    ['1,175', rate, ['1175', '1.175']],
  ])('%j may be thousands or not: asked about, and each reading can be written', (text, kind, readings) => {
    expect(parseDecimal(text, kind)).toEqual({ problem: 'ambiguous', readings });
    for (const reading of readings) expect(parseDecimal(reading, kind)).toHaveProperty('decimal');
  });
});

const chosen = (numbers: NumberForm): TypingForm => ({ numbers, areNumbersChosen: true });
const ofBrowser = (numbers: NumberForm): TypingForm => ({ numbers, areNumbersChosen: false });

describe('whoever has chosen a form of numbers is not asked what they mean', () => {
  test.each<[string, NumberForm, NumberKind, string]>([
    ['1.234', 'pointComma', inPounds, '1234.00'],
    ['1,5', 'pointComma', inPounds, '1.50'],
    ['12.500', 'pointComma', inPounds, '12500.00'],
    ['12,500', 'pointComma', inPounds, '12.50'],
    ['1.234,5', 'pointComma', inPounds, '1234.50'],
    ['1.234', 'pointComma', quantity, '1234.00'],
    ['1,234', 'pointComma', quantity, '1.234'],
    ['1.234', 'spaceComma', inPounds, '1234.00'],
    ['1\u00a0234,5', 'spaceComma', inPounds, '1234.50'],
    ['1,234', 'commaPoint', quantity, '1234.00'],
    ['1.234', 'commaPoint', quantity, '1.234'],
    ['12.500', 'commaPoint', inPounds, '12.50'],
    ['1,234', 'apostrophePoint', inPounds, '1234.00'],
    ['1’234.5', 'apostrophePoint', inPounds, '1234.50'],
  ])('%j of a person of the form %s', (text, form, kind, decimal) => {
    expect(parseDecimal(text, kind, chosen(form))).toEqual({ decimal });
  });

  test.each<[string, NumberForm, NumberKind, [string, string]]>([
    ['1.234', 'spaceComma', quantity, ['1234', '1,234']],
    ['1.085', 'spaceComma', rate, ['1085', '1,085']],
    ['1,234', 'apostrophePoint', quantity, ['1234', '1.234']],
  ])('save where a mark is none of their form: %j in %s', (text, form, kind, readings) => {
    expect(parseDecimal(text, kind, chosen(form))).toEqual({ problem: 'ambiguous', readings });
    for (const reading of readings) expect(parseDecimal(reading, kind, chosen(form))).toHaveProperty('decimal');
  });

  test.each(numberFormNames)('what can mean one number only is read in every form: %s', (form) => {
    for (const [text, decimal] of [
      ['1,234.50', '1234.50'],
      ['1.234,50', '1234.50'],
      ['1 234,50', '1234.50'],
      ["1'234.50", '1234.50'],
      ['0,12', '0.12'],
      ['1234,5', '1234.50'],
      ['1.234.567', '1234567.00'],
    ] as const) {
      expect(parseDecimal(text, inPounds, chosen(form))).toEqual({ decimal });
    }
    expect(parseDecimal('0,125', quantity, chosen(form))).toEqual({ decimal: '0.125' });
    expect(parseDecimal('0.125', inPounds, chosen(form))).toEqual({ problem: 'tooManyDecimals' });
  });

  test('too fine an amount is refused, and never taken for thousands', () => {
    expect(parseDecimal('1,234', inPounds, chosen('pointComma'))).toEqual({ problem: 'tooManyDecimals' });
    expect(parseDecimal('1.234', inPounds, chosen('commaPoint'))).toEqual({ problem: 'tooManyDecimals' });
  });
});

describe('a form that is only the browser’s leaves doubts to be asked about', () => {
  test.each<[string, NumberForm, NumberKind, string]>([
    ['1.234', 'pointComma', inPounds, '1234.00'],
    ['1,5', 'pointComma', inPounds, '1.50'],
    ['1,234', 'pointComma', quantity, '1.234'],
  ])('%j in %s is read', (text, form, kind, decimal) => {
    expect(parseDecimal(text, kind, ofBrowser(form))).toEqual({ decimal });
  });

  test.each<[string, NumberForm, NumberKind, [string, string]]>([
    ['1.234', 'pointComma', quantity, ['1234', '1,234']],
    ['12,500', 'pointComma', inPounds, ['12500', '12,5']],
    ['1,000', 'spaceComma', quantity, ['1000', '1']],
  ])('%j in %s is asked about, and each reading can be written', (text, form, kind, readings) => {
    expect(parseDecimal(text, kind, ofBrowser(form))).toEqual({ problem: 'ambiguous', readings });
    for (const reading of readings) expect(parseDecimal(reading, kind, ofBrowser(form))).toHaveProperty('decimal');
  });
});

describe("an amount is in the field's own currency", () => {
  test.each([
    ['12.50 EUR', 'EUR', { decimal: '12.50' }],
    ['€12.50', 'EUR', { decimal: '12.50' }],
    ['A$12.50', 'AUD', { decimal: '12.50' }],
    ['$12.50', 'AUD', { decimal: '12.50' }],
    ['12,50 zł', 'PLN', { decimal: '12.50' }],
    ['12,50 kr.', 'SEK', { decimal: '12.50' }],
    ['¥1200', 'JPY', { decimal: '1200.00' }],
    ['12.50 EUR', 'GBP', { problem: 'otherCurrency' }],
    ['EUR12.50', 'GBP', { problem: 'otherCurrency' }],
    ['€12.50', 'GBP', { problem: 'otherCurrency' }],
    ['US$12.50', 'AUD', { problem: 'otherCurrency' }],
    ['$12.50', 'GBP', { problem: 'otherCurrency' }],
    ['-12.50 usd', 'GBP', { problem: 'otherCurrency' }],
    ['GBP 12 EUR', 'GBP', { problem: 'notANumber' }],
  ])('%j in %s is %j', (text, currency, read) => {
    expect(parseDecimal(text, { currency })).toEqual(read);
  });

  test.each(['£12', '12 GBP'])('%j is no quantity', (text) => {
    expect(parseDecimal(text, quantity)).toEqual({ problem: 'notANumber' });
  });
});

describe('whatever the number is', () => {
  const digitsOf = (text: string) => text.replace(/\D/g, '').replace(/^0+/, '').replace(/0+$/, '');

  test('no digit that was typed is lost, and none is added', () => {
    const typed = fc.string({ unit: fc.constantFrom(..."0123456789., -()'£"), maxLength: 14 });
    fc.assert(
      fc.property(typed, fc.constantFrom(0, 2, 4, 10), (text, decimals) => {
        const parsed = parseDecimal(text, { decimals, currency: 'GBP' });
        if ('decimal' in parsed) expect(digitsOf(parsed.decimal)).toBe(digitsOf(text));
      }),
      { numRuns: 2_000 },
    );
  });

  const plainDecimal = fc
    .tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.constantFrom(0, 1, 2, 3, 4))
    .map(([units, places]) => {
      const text = String(units < 0n ? -units : units).padStart(places + 1, '0');
      const whole = text.slice(0, text.length - places);
      return { sign: units < 0n ? '-' : '', whole, fraction: places > 0 ? `.${text.slice(-places)}` : '', places };
    });

  test.each(numberFormNames)('what is written in a form is read as the same number by whoever chose it: %s', (form) => {
    fc.assert(
      fc.property(plainDecimal, ({ sign, whole, fraction, places }) => {
        const number = `${sign}${whole}${fraction}`;
        const read = parseDecimal(writeNumber(number, form), { decimals: places > 2 ? 4 : 2 }, chosen(form));
        expect('decimal' in read && decimal(read.decimal).equals(number)).toBe(true);
      }),
    );
  });

  test.each(numberFormNames.flatMap((form) => [chosen(form), ofBrowser(form)]))(
    'what a field shows is read as the same number: %j',
    (form) => {
      fc.assert(
        fc.property(plainDecimal, ({ sign, whole, fraction, places }) => {
          const decimals = places > 2 ? 4 : 2;
          const parsed = parseDecimal(`${sign}${whole}${fraction}`, { decimals }, ofBrowser('commaPoint'));
          if (!('decimal' in parsed)) return expect(parsed).toMatchObject({ problem: 'ambiguous' });
          expect(parseDecimal(formatDecimal(parsed.decimal, decimals, form), { decimals }, form)).toEqual(parsed);
          const count = `${sign}${whole}`;
          const read = parseDecimal(formatDecimal(count, 4, form), quantity, form);
          expect(read).toEqual(parseDecimal(count, quantity, form));
        }),
      );
    },
  );

  test.each(['en-GB', 'de-DE', 'fr-FR', 'de-CH', 'es-ES', 'pl-PL', 'sv-SE'])(
    'an amount with its two decimals as %s writes it is that amount',
    (locale) => {
      const written = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (pence) => {
          const text = written.format(pence / 100);
          expect(parseDecimal(text)).toEqual({ decimal: (pence / 100).toFixed(2) });
        }),
      );
    },
  );
});

describe('an amount is shown with its thousands marked', () => {
  test.each([
    ['1234.50', '1,234.50'],
    ['-1234567', '-1,234,567'],
    ['123.4567', '123.4567'],
    ['', ''],
  ])('%j as %j', (decimal, shown) => {
    expect(formatDecimal(decimal)).toBe(shown);
  });

  test('but not where that could be read as decimals', () => {
    expect([formatDecimal('1234', 4), formatDecimal('1234567', 4), formatDecimal('1234.5', 4)]).toEqual([
      '1234',
      '1,234,567',
      '1,234.5',
    ]);
  });
});
