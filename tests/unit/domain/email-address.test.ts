import { expect, test } from 'vitest';
import { z } from 'zod';
import { isEmailAddress, LONGEST_ADDRESS, readAddresses, readFinished } from '#lib/domain/email-address.ts';

const emails = (text: string) => readAddresses(text).map(({ email }) => email);

test.each([
  ['a@b.co, c@d.ee; e@f.gg\ng@h.ii\r\ni@j.kk', ['a@b.co', 'c@d.ee', 'e@f.gg', 'g@h.ii', 'i@j.kk']],
  ['a@b.co c@d.ee', ['a@b.co', 'c@d.ee']],
  [' ,;\n ', []],
  ['mailto:a@b.co', ['a@b.co']],
  ['Robin, a@b.co', ['Robin', 'a@b.co']],
  ['not an address', ['not an address']],
  ['<a@b.co>, <c@d.ee>', ['a@b.co', 'c@d.ee']],
  ['a@b.co Cy Dee <c@d.ee>', ['a@b.co', 'c@d.ee']],
  ['a@b.co <c@d.ee>', ['a@b.co', 'c@d.ee']],
  ['Ab <a@b.co> Cy <c@d.ee>.', ['a@b.co', 'c@d.ee']],
  ['Ab <a@b.co> c@d.ee', ['a@b.co', 'c@d.ee']],
  ['a@b.co <a@b.co>', ['a@b.co']],
])('of the text %j each address is read', (text, expected) => {
  expect(emails(text)).toEqual(expected);
});

test.each([
  ['Robin Ledger <robin@example.com>', 'Robin Ledger'],
  ['"Ledger, Robin" <robin@example.com>', 'Ledger, Robin'],
  ['"Robin \\"Rob\\" Ledger" <robin@example.com>', 'Robin "Rob" Ledger'],
  ['robin@example.com', ''],
])('%j is one address, with its name', (text, name) => {
  expect(readAddresses(text)).toEqual([{ name, email: 'robin@example.com' }]);
});

test('a quotation mark that is never closed ends with its line', () => {
  expect(emails('"Robin <a@b.co>\nc@d.ee, e@f.gg')).toEqual(['a@b.co', 'c@d.ee', 'e@f.gg']);
});

test('what stands after the last separator is still being typed', () => {
  expect(readFinished('a@b.co, Rob')).toEqual({ finished: [{ name: '', email: 'a@b.co' }], rest: 'Rob' });
  expect(readFinished('a@b.co')).toEqual({ finished: [], rest: 'a@b.co' });
  expect(readFinished('"Ledger, Rob').rest).toBe('"Ledger, Rob');
});

test('an address is what zod takes for one, up to the length that mail servers take', () => {
  const texts = ['a@b.co', "o'neil+x@a-b.example", '.a@b.co', 'a..b@c.de', 'a@b', 'a b@c.de', '@b.co', 'ä@b.co'];
  for (const text of texts) expect(isEmailAddress(text), text).toBe(z.email().safeParse(text).success);
  expect(isEmailAddress(`${'a'.repeat(LONGEST_ADDRESS)}@b.co`)).toBe(false);
});
