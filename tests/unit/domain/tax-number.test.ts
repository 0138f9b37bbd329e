import { describe, expect, test } from 'vitest';
import { contactNumberWarning, type TaxNumberKind, taxNumberWarning, usualKinds } from '#lib/domain/tax-number.ts';

test.each<[TaxNumberKind, string, string]>([
  ['VAT', 'GB 980 7806 84', 'GB'],
  ['VAT', '999999973', 'GB'],
  ['VAT', 'GB434031494', 'IE'],
  ['VAT', 'GBGD001', 'GB'],
  ['VAT', 'IE1234567FA', 'IE'],
  ['VAT', 'DE136695976', 'GB'],
  ['VAT', 'NL004495445B01', 'NL'],
  ['VAT', 'ATU13585627', 'AT'],
  ['VAT', 'BE0428759497', 'BE'],
  ['VAT', 'CHE-100.155.212 MWST', 'CH'],
  ['VAT', 'DK13585628', 'DK'],
  ['VAT', 'FI20774740', 'FI'],
  ['VAT', 'FR40303265045', 'FR'],
  ['VAT', 'IE6433435OA', 'IE'],
  ['VAT', 'IT00743110157', 'IT'],
  ['VAT', 'LU15027442', 'LU'],
  ['VAT', 'NO 995 525 828 MVA', 'NO'],
  ['VAT', 'PL8567346215', 'PL'],
  ['VAT', 'PT501964843', 'PT'],
  ['VAT', 'SE123456789701', 'SE'],
  ['VAT', 'whatever it is', 'KE'],
  ['GST', '49-091-850', 'NZ'],
  ['GST', '123456782 RT0001', 'CA'],
  ['BN', '123456782', 'CA'],
  ['ACN', '004 085 616', 'AU'],
  ['IRD', '136-410-132', 'NZ'],
  ['GST', '51 824 753 556', 'AU'],
  ['GST', '27AAPFU0939F1ZV', 'IN'],
  ['EIN', '12-3456789', 'US'],
  ['ABN', '51 824 753 556', 'AU'],
  ['NZBN', '9429041234563', 'NZ'],
  ['COMPANY', 'SC 123', 'GB'],
  ['OTHER', '?', 'GB'],
])('%s %s of a business in %s raises no doubt', (kind, number, country) => {
  expect(taxNumberWarning({ kind, number }, country)).toBeNull();
});

test.each<[TaxNumberKind, string, string]>([
  ['VAT', 'GB12345678', 'GB'],
  ['VAT', '12345', 'DE'],
  ['GST', '123', 'AU'],
  ['EIN', '1234567890', 'US'],
  ['ABN', '51 824 753 55', 'AU'],
  ['ABN', '51 824 753 557', 'AU'],
  ['NZBN', '1234567890123', 'NZ'],
  ['NZBN', '9429041234567', 'NZ'],
  ['ACN', '004 085 617', 'AU'],
  ['IRD', '136-410-133', 'NZ'],
  ['GST', '49-091-851', 'NZ'],
  ['GST', '123456789 RT0001', 'CA'],
  ['GST', '27AAPFU0939F1ZO', 'IN'],
  ['VAT', 'GB123456789', 'GB'],
  ['VAT', '123456789', 'GB'],
  ['VAT', 'DE123456789', 'GB'],
  ['VAT', 'NL123456789B01', 'NL'],
])('%s %s of a business in %s is asked to be looked at, and said to be kept', (kind, number, country) => {
  expect(taxNumberWarning({ kind, number }, country)).toMatch(/kept as/);
});

describe('the kinds of tax number', () => {
  test('that a country has come first, and all others after them', () => {
    expect(usualKinds('AU').slice(0, 2)).toEqual(['ABN', 'ACN']);
    expect(usualKinds('US')[0]).toBe('EIN');
    for (const country of ['AU', 'GB', 'KE']) expect(new Set(usualKinds(country)).size).toBe(11);
  });
});

test('one wrong digit of a number is found, whichever it is', () => {
  const numbers: [TaxNumberKind, string, string][] = [
    ['VAT', '980780684', 'GB'],
    ['ABN', '51824753556', 'AU'],
    ['ACN', '004085616', 'AU'],
    ['NZBN', '9429041234563', 'NZ'],
    ['IRD', '136410132', 'NZ'],
    ['BN', '123456782', 'CA'],
  ];
  for (const [kind, number, country] of numbers) {
    for (const [at, digit] of [...number].entries()) {
      const wrong = `${number.slice(0, at)}${(Number(digit) + 1) % 10}${number.slice(at + 1)}`;
      expect(taxNumberWarning({ kind, number: wrong }, country), wrong).not.toBeNull();
    }
  }
});

test("a contact's number is taken for its country's or, with other letters before it, for another's VAT number", () => {
  expect(contactNumberWarning('51 824 753 556', 'AU')).toBeNull();
  expect(contactNumberWarning('51 824 753 557', 'AU')).toContain('ABN');
  expect(contactNumberWarning('GB 980 7806 84', 'AU')).toBeNull();
  expect(contactNumberWarning('123456782', 'CA')).toBeNull();
  expect(contactNumberWarning('123456789', 'CA')).toContain('do not add up');
  expect(contactNumberWarning('GB 123 4567 89', 'GB')).toContain('VAT number');
  expect(contactNumberWarning('anything', 'KE')).toBeNull();
});
