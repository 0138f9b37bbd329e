import { expect, test } from 'vitest';
import { contactNameKey, isOneName, normaliseContactName } from '#lib/domain/contact-name.ts';

test.each([
  ['Café Müller & Co. Ltd', 'cafe muller and co ltd'],
  ["  O'Neill's   Bar ", 'oneills bar'],
  ['STRAẞE 9 GmbH', 'strasse 9 gmbh'],
  ['日本電気株式会社', '日本電気株式会社'],
  ['!!!', '!!!'],
  [' +++  🍋 ', '+++ 🍋'],
  ['Cafe\u0301', 'cafe'],
])('%j is compared as %j', (name, normalised) => {
  expect(normaliseContactName(name)).toBe(normalised);
});

test('the legal form does not tell two companies apart, but a name may be nothing else', () => {
  expect(contactNameKey('acme limited')).toBe(contactNameKey('acme ltd'));
  expect(contactNameKey('the company')).toBe('the company');
});

test.each([
  ['Acme Ltd.', 'ACME, Ltd', true],
  ['Café Müller', 'Cafe Muller', true],
  ["O'Neill's", 'O’Neills', true],
  ['100% Soap', '100 Soap', false],
  ['C++ Ltd', 'C Ltd', false],
  ['A_B', 'A B', false],
  ['+++', '---', false],
  ['Smith–Jones', 'Smith-Jones', true],
  ['«Acme» Ltd', 'Acme\u200b Ltd', true],
])('%j and %j are one name: %s', (one, other, isOne) => {
  expect(isOneName(one, other)).toBe(isOne);
  expect(isOneName(other, one)).toBe(isOne);
});
