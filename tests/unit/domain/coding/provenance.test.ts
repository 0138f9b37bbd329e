import { describe, expect, test } from 'vitest';
import { type Actor, intray, listRefresh } from '#lib/domain/actor.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { withConsequences } from '#lib/domain/coding/coding-changes.ts';
import {
  lockedFields,
  type Provenance,
  parseProvenance,
  sourceOf,
  storedProvenance,
  withoutLocked,
} from '#lib/domain/coding/provenance.ts';
import { aCoding, aLine, lists } from '#tests/support/coding.ts';

const at = new Date('2026-11-23T10:00:00Z');
const ada: Actor = { kind: 'person', userId: 'ada', name: 'Ada', role: 'ADMIN' };
const key: Actor = { kind: 'apiKey', keyId: 'key', name: 'Till', role: 'BOOKKEEPER' };
const rule: Actor = { kind: 'rule', ruleId: 'rule', name: 'Energy' };
const reader: Actor = { kind: 'extraction', name: 'Reading' };

const by = (actor: Actor, ...fields: string[]): Provenance =>
  Object.fromEntries(fields.map((field) => [field, sourceOf(actor, at)]));

test.each([
  [ada, true],
  [key, true],
  [rule, false],
  [reader, false],
  [listRefresh, false],
  [intray, false],
])('what $kind sets is locked: %s', (actor, isLocked) => {
  const source = sourceOf(actor, at, { because: 'It says so' });
  expect(source).toMatchObject({ by: actor.kind, at: '2026-11-23T10:00:00.000Z', because: 'It says so', isLocked });
});

describe('a value that a person decided', () => {
  const withheld = (changes: Partial<Coding>, own: Provenance, actor: Actor = rule) =>
    withoutLocked(aCoding(), changes, { fields: own, rows: new Map() }, actor);

  test('is left alone by rules, refreshes and reading, which learn of it; the rest they set', () => {
    for (const actor of [rule, reader, listRefresh, intray]) {
      expect(withheld({ total: '1.00', reference: 'INV-8' }, by(ada, 'total'), actor)).toEqual({
        changes: { reference: 'INV-8' },
        kept: ['total'],
      });
    }
  });

  test('is changed by people and keys', () => {
    for (const actor of [ada, key]) {
      expect(withheld({ total: '1.00' }, by(ada, 'total'), actor)).toEqual({ changes: { total: '1.00' }, kept: [] });
    }
  });

  test('is not among what follows from a rule', () => {
    const locked = lockedFields(by(ada, 'taxRateId', 'taxAmount'), rule);
    const coding = aCoding({ taxRateId: null, taxAmount: null });
    const { changes } = withConsequences(coding, { accountId: 'exempt', total: '60.00' }, lists, locked);
    expect(changes).toEqual({ accountId: 'exempt', total: '60.00' });
    expect(lockedFields(by(ada, 'taxRateId'), key).size).toBe(0);
  });

  test('is not one that a rule set before', () => {
    expect(withheld({ total: '1.00' }, by(reader, 'total')).kept).toEqual([]);
  });
});

test("the lock of a source that can no longer be read is kept, and a person may have decided what can't be told", () => {
  const stored = {
    v: 1,
    fields: { total: { by: 'abolished', isLocked: true }, reference: { by: 'abolished', isLocked: false }, dueOn: 7 },
  };
  const locks = Object.entries(parseProvenance(stored)).map(([field, { isLocked }]) => [field, isLocked]);
  expect(Object.fromEntries(locks)).toEqual({ total: true, reference: false, dueOn: true });
});

describe('lines of which a person decided something', () => {
  const [a, b, c] = [aLine({ id: 'a' }), aLine({ id: 'b' }), aLine({ id: 'c' })];
  const linesAfter = (rows: Record<string, Provenance>, own: Provenance, lines: Coding['lines']) =>
    withoutLocked(aCoding({ lines: [a, b] }), { lines }, { fields: own, rows: new Map(Object.entries(rows)) }, rule);

  test('keep those values, and take the others', () => {
    const wanted = { ...a, accountId: 'office', description: 'Gas' };
    expect(linesAfter({ a: by(ada, 'accountId') }, {}, [wanted, b])).toEqual({
      changes: { lines: [{ ...a, description: 'Gas' }, b] },
      kept: ['lines'],
    });
  });

  test('stay when others are removed and added', () => {
    expect(linesAfter({ a: by(ada, 'accountId') }, {}, [c]).changes.lines).toEqual([c, a]);
  });

  test('are neither added, removed nor moved where a person decided which there are', () => {
    const after = linesAfter({}, by(ada, 'lines'), [c, { ...b, description: 'Gas' }]);
    expect(after).toEqual({ changes: { lines: [a, { ...b, description: 'Gas' }] }, kept: ['lines'] });
  });
});

describe('stored sources', () => {
  test('are read as they were written', () => {
    const sources = by(ada, 'total', 'reference');
    expect(parseProvenance(JSON.parse(JSON.stringify(storedProvenance(sources))))).toEqual(sources);
  });

  test.each([null, 'x', {}, { v: 2, fields: {} }])('that this version cannot read are unknown: %j', (stored) => {
    expect(parseProvenance(stored)).toEqual({});
  });
});
