import { describe, expect, test } from 'vitest';
import { type TaxNumberKind, taxNumberWarning, usualKinds } from '#lib/domain/tax-number.ts';

test.each<[TaxNumberKind, string, string]>([
  ['VAT', 'GB 123 4567 89', 'GB'],
  ['VAT', '123456789', 'GB'],
  ['VAT', 'GBGD001', 'GB'],
  ['VAT', 'IE1234567FA', 'IE'],
  ['VAT', 'DE123456789', 'GB'],
  ['VAT', 'NL123456789B01', 'NL'],
  ['VAT', 'whatever it is', 'KE'],
  ['GST', '49-091-850', 'NZ'],
  ['GST', '123456789 RT0001', 'CA'],
  ['GST', '27AAPFU0939F1ZV', 'IN'],
  ['EIN', '12-3456789', 'US'],
  ['ABN', '51 824 753 556', 'AU'],
  ['NZBN', '9429041234567', 'NZ'],
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
