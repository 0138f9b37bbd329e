import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { withoutReplacedEntries, withReplacedEntries } from '#lib/domain/coding/merge-entries.ts';
import { aCoding, aLine } from '#tests/support/coding.ts';

const replacements = new Map([
  ['power', { id: 'NEW power' }],
  ['acme', { id: 'NEW acme' }],
  ['north', { id: 'NEW north', slot: 1 as const }],
  ['sales', { id: 'NEW sales', slot: 0 as const }],
  ['old', { id: 'NEW other', slot: null }],
]);

describe('entries that give way to others', () => {
  test('change in an item and its lines, and nothing that follows from an entry does', () => {
    const coding = aCoding({ lines: [aLine({ id: 'one', accountId: 'power', total: '10.00' })] });
    expect(withReplacedEntries(coding, replacements)).toEqual({
      ...{ accountId: 'NEW power', contactId: 'NEW acme', taxRateId: coding.taxRateId, taxAmount: coding.taxAmount },
      lines: [{ ...coding.lines[0], accountId: 'NEW power' }],
    });
    expect(withReplacedEntries(aCoding({ accountId: null, contactId: null }), replacements)).toEqual({});
  });

  test.each([
    ['change places', ['north', 'sales'], ['NEW sales', 'NEW north']],
    ['go to the field of their category', ['north', null], [null, 'NEW north']],
    ['leave what gives way to nothing where there is room', ['north', 'kept'], ['kept', 'NEW north']],
    ['stay when no field is theirs', ['old', null], ['old', null]],
  ])('tracking options %s', (_, [first, second], [nextFirst, nextSecond]) => {
    const coding = aCoding({ tracking1OptionId: first ?? null, tracking2OptionId: second ?? null });
    const next = { ...coding, ...withReplacedEntries(coding, replacements) };
    expect([next.tracking1OptionId, next.tracking2OptionId]).toEqual([nextFirst, nextSecond]);
  });
});

const entry = fc.constantFrom('power', 'acme', 'north', 'sales', 'old', 'kept', null);
const parts = { accountId: entry, taxRateId: entry, tracking1OptionId: entry, tracking2OptionId: entry };
const line = fc.record({ id: fc.constantFrom('one', 'two', 'three'), ...parts, productId: entry }).map(aLine);
const coding = fc
  .record({
    ...parts,
    contactId: entry,
    lines: fc.uniqueArray(line, { selector: ({ id }) => id, maxLength: 3 }),
  })
  .map(aCoding);

test('taking it back gives the very coding before', () => {
  fc.assert(
    fc.property(coding, (before) => {
      const changes = withReplacedEntries(before, replacements);
      const after: Coding = { ...before, ...changes };
      expect({ ...after, ...withoutReplacedEntries(after, before, changes) }).toEqual(before);
    }),
  );
});

test('what somebody changed since stays, and the rest goes back', () => {
  const names = ['contactId', 'accountId', 'taxRateId', 'reference'] as const;
  const edits = fc.subarray([...names]);
  fc.assert(
    fc.property(coding, edits, (before, edited) => {
      const changes = withReplacedEntries(before, replacements);
      const since = Object.fromEntries(edited.map((name) => [name, 'SINCE']));
      const now: Coding = { ...before, ...changes, ...since };
      expect({ ...now, ...withoutReplacedEntries(now, before, changes) }).toEqual({ ...before, ...since });
    }),
  );
});
