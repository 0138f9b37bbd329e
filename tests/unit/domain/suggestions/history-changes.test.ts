import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import { changedFields, withConsequences } from '#lib/domain/coding/coding-changes.ts';
import { type Provenance, sourceOf } from '#lib/domain/coding/provenance.ts';
import type { RuleItem } from '#lib/domain/rules/rule-match.ts';
import { historyChanges } from '#lib/domain/suggestions/history-changes.ts';
import type { SuggestedField, Suggestion } from '#lib/domain/suggestions/past-choices.ts';
import { aCoding, aLine, lists } from '#tests/support/coding.ts';

let made = 0;
const context = { lists, newId: () => `new-${++made}` };
const at = new Date('2026-11-23T10:00:00Z');

const sure = (field: SuggestedField, value: string, sureness = 0.9): Suggestion => ({
  ...{ field, value, sureness, because: '11 of the last 12', second: null },
});
function anItem(coding: Partial<Coding> = {}, sources: Provenance = {}): RuleItem {
  const empty = { accountId: null, taxRateId: null, description: null, taxAmount: null };
  return { workspace: 'COSTS', coding: aCoding({ ...empty, ...coding }), sources, rowSources: new Map(), texts: [] };
}
const by = (kind: 'rule' | 'extraction' | 'calculated' | 'history', id?: string) => ({
  ...{ by: kind, at: at.toISOString(), isLocked: false },
  ...(id && { id }),
});

describe('what history fills in', () => {
  test('is what is empty, calculated, or a description that was read; with why and for whom', () => {
    const suggested = [sure('accountId', 'power'), sure('taxRateId', 'vat5'), sure('description', 'Power {month}')];
    const coding = { description: 'Meter reading', taxRateId: 'vat20', issuedOn: calendarDate('2026-11-01') };
    const item = anItem(coding, { description: by('extraction'), taxRateId: by('calculated') });
    const { changes, sources } = historyChanges(item, suggested, context);
    expect(changes).toEqual({ accountId: 'power', taxRateId: 'vat5', description: 'Power November 2026' });
    expect(sources.accountId).toEqual({ by: 'history', because: '11 of the last 12', id: 'acme' });
  });

  test.each([
    ['a rule set it', { accountId: 'office' }, { accountId: by('rule') }],
    ['it was read', { accountId: 'office' }, { accountId: by('extraction') }],
    [
      'a person emptied it',
      {},
      { accountId: sourceOf({ kind: 'person', userId: 'u', name: 'Ada', role: 'ADMIN' }, at) },
    ],
  ])('is nothing where %s', (_, coding, sources) => {
    expect(historyChanges(anItem(coding, sources), [sure('accountId', 'power')], context).changes).toEqual({});
  });

  test('is nothing that is not sure, archived, or not in the books', () => {
    const suggested = [sure('accountId', 'power', 0.5), sure('taxRateId', 'gone'), sure('tracking1OptionId', 'closed')];
    expect(historyChanges(anItem(), suggested, context).changes).toEqual({});
    expect(historyChanges(anItem(), [sure('accountId', 'elsewhere')], context).changes).toEqual({});
  });

  test('stands in the lines that have none, where the item has lines', () => {
    const lines = [aLine({ id: 'one', accountId: null }), aLine({ id: 'two', accountId: 'office' })];
    const { changes } = historyChanges(anItem({ lines }), [sure('accountId', 'power')], context);
    expect(changes.lines?.map(({ accountId }) => accountId)).toEqual(['power', 'office']);
  });

  test('goes with the contact that it was for', () => {
    const item = anItem({ contactId: 'shut', accountId: 'power' }, { accountId: by('history', 'acme') });
    expect(historyChanges(item, [], context).changes).toEqual({ accountId: null });
    expect(historyChanges(item, [sure('accountId', 'office')], context).changes).toEqual({ accountId: 'office' });
  });
});

describe('whatever is suggested', () => {
  const fields = ['accountId', 'taxRateId', 'tracking1OptionId', 'description', 'paidWith'] as const;
  const values: Record<(typeof fields)[number], string[]> = {
    accountId: ['power', 'office', 'old'],
    taxRateId: ['vat20', 'vat5', 'gone'],
    tracking1OptionId: ['north', 'closed'],
    description: ['Power {month}', 'Rent'],
    paidWith: ['card', 'loan'],
  };
  const suggested = fc
    .tuple(
      ...fields.map((field) =>
        fc.option(fc.record({ value: fc.constantFrom(...values[field]), sureness: fc.constantFrom(0.2, 0.6, 0.9) })),
      ),
    )
    .map((all) =>
      all.flatMap((each, at) => (each ? [sure(fields[at] ?? 'accountId', each.value, each.sureness)] : [])),
    );
  const kinds = fc.constantFrom('person', 'rule', 'extraction', 'history', 'calculated', null);
  const item = fc
    .record({
      accountId: fc.constantFrom(null, 'power', 'office'),
      taxRateId: fc.constantFrom(null, 'vat20', 'vat5'),
      description: fc.constantFrom(null, 'Rent', 'Meter'),
      sources: fc.tuple(kinds, kinds, kinds),
    })
    .map(({ sources, ...coding }) =>
      anItem(
        coding,
        Object.fromEntries(
          (['accountId', 'taxRateId', 'description'] as const).flatMap((field, at) => {
            const kind = sources[at];
            if (!kind) return [];
            const locked = { by: 'person' as const, at: new Date(0).toISOString(), isLocked: true };
            return [[field, kind === 'person' ? locked : by(kind, kind === 'history' ? 'acme' : undefined)]];
          }),
        ),
      ),
    );
  /** As `changeCoding` makes it. */
  const applied = (seen: RuleItem, { changes, sources }: ReturnType<typeof historyChanges>): RuleItem => {
    const locked = new Set(Object.keys(seen.sources).filter((name) => seen.sources[name]?.isLocked) as CodingField[]);
    const all = withConsequences(seen.coding, changes, lists, locked).changes;
    const actor = { kind: 'system', name: 'Intray' } as const;
    const next = Object.fromEntries(
      changedFields(seen.coding, all).map((field) => [
        field,
        field in changes ? sourceOf(actor, at, sources[field]) : by('calculated'),
      ]),
    );
    return { ...seen, coding: { ...seen.coding, ...all }, sources: { ...seen.sources, ...next } };
  };

  test('what a person, a rule or the document said stays, and applying it twice changes nothing', () => {
    fc.assert(
      fc.property(item, suggested, (seen, offered) => {
        const found = historyChanges(seen, offered, context);
        for (const field of Object.keys(found.changes) as CodingField[]) {
          const source = seen.sources[field];
          expect(source?.isLocked ?? false).toBe(false);
          expect(source?.by === 'rule' && seen.coding[field] !== null).toBe(false);
          if (field !== 'description') expect(source?.by === 'extraction' && seen.coding[field] !== null).toBe(false);
        }
        expect(historyChanges(applied(seen, found), offered, context).changes).toEqual({});
      }),
    );
  });
});
