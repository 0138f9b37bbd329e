import { expect, test } from 'vitest';
import { archiveName } from '#lib/domain/export/archive-name.ts';

test.each([
  ['bill.pdf', '7 bill.pdf'],
  ['../../etc/passwd', '7 ..-..-etc-passwd'],
  ['C:\\Windows\\x.pdf', '7 C-Windows-x.pdf'],
  ['CON.pdf', '7 CON.pdf'],
  ['a\u0000b\u202ecod.pdf', '7 a-b-cod.pdf'],
  ['Ünïcode 発票.pdf', '7 Ünïcode 発票.pdf'],
  ['trailing. . ', '7 trailing'],
  ['', '7 document'],
  ['.pdf', '7 document.pdf'],
  [`${'x'.repeat(300)}.pdf`, `7 ${'x'.repeat(116)}.pdf`],
])('a document called %j is unpacked as %j, inside the folder it is unpacked to', (fileName, name) => {
  expect(archiveName(7, 0, fileName)).toBe(name);
});

test('documents of one item have names of their own', () => {
  expect([0, 1].map((position) => archiveName(7, position, 'bill.pdf'))).toEqual(['7 bill.pdf', '7-2 bill.pdf']);
});
