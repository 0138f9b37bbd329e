import { expect, test } from 'vitest';
import { normaliseDocumentNumber } from '#lib/domain/document-number.ts';

test.each([
  ['INV-0042', 'inv 42'],
  ['INV-0042', '#Inv/42.'],
  ['ＩＮＶ４２', 'INV42'],
  ['2026-007', '2026/7'],
  ['12-345', '12345'],
])('%s and %s are one number', (one, other) => {
  expect(normaliseDocumentNumber(one)).toBe(normaliseDocumentNumber(other));
});

test.each([
  ['INV-42', 'INV-420'],
  ['INV-42', 'CN-42'],
  ['100', '1'],
])('%s and %s are two', (one, other) => {
  expect(normaliseDocumentNumber(one)).not.toBe(normaliseDocumentNumber(other));
});

test.each([null, '', ' – ', '#'])('%j is no number', (text) => {
  expect(normaliseDocumentNumber(text)).toBe('');
});
