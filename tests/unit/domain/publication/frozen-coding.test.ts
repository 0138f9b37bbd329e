import { describe, expect, test } from 'vitest';
import { freeze, thaw, Unreadable } from '#lib/domain/publication/frozen-coding.ts';
import { aCoding, aLine } from '#tests/support/coding.ts';

const id = (digit: number) => `01a21b4f-4c48-770e-b822-00000000000${digit}`;
const coding = aCoding({
  dueOn: null,
  contactId: id(1),
  accountId: id(2),
  taxRateId: id(3),
  lines: [aLine({ id: id(4), accountId: id(2), taxRateId: id(3) })],
});
const kept = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('a coding that was frozen', () => {
  test('thaws as it was', () => {
    expect(thaw(kept(freeze(coding)))).toEqual(coding);
  });

  test('before codings had a version thaws too', () => {
    expect(thaw(kept(coding))).toEqual(coding);
  });

  test('by a version that had fewer fields thaws with the others empty', () => {
    const { exchangeRate: _, payments: __, ...earlier } = coding;
    expect(thaw(kept(earlier))).toEqual(coding);
  });

  test.each([
    ['by a version not known here', { ...freeze(coding), version: 99 }],
    ['with an amount that is none', { ...freeze(coding), total: 'twelve' }],
    ['with a date that is none', { ...freeze(coding), issuedOn: '2026-02-30' }],
    ['as nothing at all', null],
  ])('%s is said to be unreadable, and not guessed at', (_, value) => {
    expect(() => thaw(kept(value))).toThrow(Unreadable);
  });
});
