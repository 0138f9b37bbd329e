import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type BusinessProfile, ownNames, profileConflicts, profileSchemas } from '#lib/domain/business-profile.ts';

const profile: BusinessProfile = {
  name: 'Harbour & Vine',
  legalName: null,
  tradingNames: [],
  country: 'GB',
  registeredAddress: null,
  tradingAddress: null,
  taxNumbers: [],
  taxCycle: null,
  taxCycleMonth: null,
  baseCurrency: 'GBP',
};

describe("a business's own names", () => {
  test.each<[string, Partial<BusinessProfile>, string[]]>([
    ['is the one it is called by, where nothing else is said', {}, ['Harbour & Vine']],
    [
      'are the legal, the usual and the trading ones, longest first',
      { legalName: 'Harbour & Vine Ltd', tradingNames: ['The Vine', 'H&V'] },
      ['Harbour & Vine Ltd', 'Harbour & Vine', 'The Vine', 'H&V'],
    ],
    [
      'are told once, whatever their case, accents and punctuation',
      { legalName: 'HARBOUR AND VINE', tradingNames: ['harbour & vine', 'Café Vine', 'Cafe  Vine.', ' '] },
      ['HARBOUR AND VINE', 'Café Vine'],
    ],
    ['of signs alone stay signs', { name: '+++', tradingNames: ['+'] }, ['+++', '+']],
  ])('%s', (_, changes, names) => {
    expect(ownNames({ ...profile, ...changes })).toEqual(names);
  });
});

describe('two who change a profile', () => {
  const stored = { ...profile, legalName: 'Harbour Ltd', taxCycle: 'YEARLY' as const };

  test('are in each other’s way in the same field only', () => {
    expect(profileConflicts(stored, { name: 'Vine' }, { name: profile.name })).toEqual([]);
    expect(profileConflicts(stored, { legalName: 'Vine Ltd' }, { legalName: null })).toEqual(['legalName']);
  });

  test('are not where both say the same, or what is stored was seen', () => {
    expect(profileConflicts(stored, { legalName: 'Harbour Ltd' }, { legalName: null })).toEqual([]);
    expect(profileConflicts(stored, { legalName: 'Vine Ltd' }, { legalName: 'Harbour Ltd' })).toEqual([]);
  });
});

test('rows that nothing was written in are no names and no numbers, and the same name counts once', () => {
  const { tradingNames, taxNumbers } = profileSchemas(z);
  expect(tradingNames.parse(['', 'Vine', ' Vine ', ' '])).toEqual(['Vine']);
  const numbers = [
    { kind: 'VAT', number: ' ' },
    { kind: 'VAT', number: ' GB123456789 ' },
  ];
  expect(taxNumbers.parse(numbers)).toEqual([{ kind: 'VAT', number: 'GB123456789' }]);
  expect(tradingNames.safeParse(Array.from({ length: 21 }, (_, n) => `Name ${n}`)).success).toBe(false);
});
