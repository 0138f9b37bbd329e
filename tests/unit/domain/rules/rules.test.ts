import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, calendarDate } from '#lib/domain/calendar-date.ts';
import { type Coding, type CodingField, codingFields, specOf } from '#lib/domain/coding/coding.ts';
import { changedFields, withConsequences } from '#lib/domain/coding/coding-changes.ts';
import type { Fields } from '#lib/domain/coding/field-kinds.ts';
import { areRowsMoved, type Provenance, rowProvenance, sourceOf } from '#lib/domain/coding/provenance.ts';
import type { RowOf } from '#lib/domain/coding/rows.ts';
import { decimal, sum } from '#lib/domain/money.ts';
import { resolve } from '#lib/domain/rules/resolve-rules.ts';
import {
  type Rule,
  type RuleConditions,
  type RuleEffects,
  type RuleScope,
  type Split,
  type SplitPart,
  sharesOn,
} from '#lib/domain/rules/rule.ts';
import { ruleTroubles } from '#lib/domain/rules/rule-entries.ts';
import { matchOf, type RuleItem } from '#lib/domain/rules/rule-match.ts';
import { compareRules } from '#lib/domain/rules/rule-order.ts';
import { ruleInput } from '#lib/domain/rules/rule-schema.ts';
import { type RuleStep, ruleSteps } from '#lib/domain/rules/rule-steps.ts';
import { splitAmounts } from '#lib/domain/rules/split-lines.ts';
import { aCoding, aLine, lists } from '#tests/support/coding.ts';

const context = { lists, baseCurrency: 'GBP' };
const at = new Date('2026-11-23T10:00:00Z');
const supplier: RuleScope = { kind: 'SUPPLIER', id: 'acme' };
const everything: RuleScope = { kind: 'BUSINESS', id: null };

let made = 0;
const newId = () => `new-${++made}`;

function aRule(effects: RuleEffects, more: Partial<Rule> = {}): Rule {
  return { id: 'r', scope: supplier, name: null, conditions: {}, position: 0, isOn: true, effects, ...more };
}
/** As it arrives: who it is from and what it comes to is known, and nothing is decided. */
function anItem(coding: Partial<Coding> = {}, more: Partial<RuleItem> = {}): RuleItem {
  return {
    workspace: 'COSTS',
    coding: aCoding({ accountId: null, taxRateId: null, description: null, dueOn: null, taxAmount: null, ...coding }),
    sources: {},
    rowSources: new Map(),
    texts: [],
    ...more,
  };
}
const changesOf = (steps: readonly RuleStep[]): Partial<Coding> =>
  Object.assign({}, ...steps.map((step) => step.changes));

const rowsOf = (coding: Partial<Coding>, field: CodingField) =>
  specOf(field).rowFields ? (coding[field] as RowOf<Fields>[]) : [];

/** The item once the steps are made as the product makes them: what follows from each, and where each value is from. */
function applied(item: RuleItem, steps: readonly RuleStep[]): RuleItem {
  let { coding } = item;
  let sources: Provenance = item.sources;
  const rowSources = new Map(item.rowSources);
  for (const { rule, changes } of steps) {
    const locked = new Set(Object.keys(sources).filter((field) => sources[field]?.isLocked) as CodingField[]);
    const all = withConsequences(coding, changes, lists, locked, item.workspace).changes;
    const source = sourceOf({ kind: 'rule', ruleId: rule.id, name: '' }, at);
    for (const field of changedFields(coding, all)) {
      const isMoved = areRowsMoved(rowsOf(coding, field), rowsOf(all, field));
      if (!specOf(field).rowFields || isMoved) {
        sources = { ...sources, [field]: field in changes ? source : { ...source, by: 'calculated' } };
      }
      const { rowFields } = specOf(field);
      if (!rowFields) continue;
      const before = new Map(rowsOf(coding, field).map((row) => [row.id, row]));
      for (const row of rowsOf(all, field)) {
        const known = rowSources.get(row.id) ?? {};
        rowSources.set(row.id, rowProvenance(rowFields, before.get(row.id), row, { known, source, followed: [], at }));
      }
    }
    coding = { ...coding, ...all };
  }
  return { ...item, coding, sources, rowSources };
}

describe('what a rule asks', () => {
  const asks = (conditions: RuleConditions, item: RuleItem) =>
    matchOf(aRule({}, { conditions }), item, { ...context, methodIds: [] });

  test.each<[string, RuleConditions, boolean]>([
    ['a word of the document', { words: ['diesel', 'petrol'] }, true],
    ['part of a word, which is not the word', { words: ['die'] }, false],
    ['several words in their order, whatever is between', { words: ['pump no 4'] }, true],
    ['an account number by its form', { pattern: '##-####-#' }, true],
    ['the form of the reference', { pattern: 'INV-*' }, true],
    ['a form that nothing has', { pattern: 'INV-##' }, false],
    ['a total on the bound', { amountFrom: '120', amountTo: '120.00' }, true],
    ['a larger total', { amountFrom: '120.01' }, false],
    ['its currency', { currency: 'GBP' }, true],
    ['another currency', { currency: 'EUR' }, false],
    ['the first day of a range', { datedFrom: calendarDate('2026-11-01') }, true],
    ['a day that is over', { datedTo: calendarDate('2026-10-31') }, false],
    ['one of its types', { types: ['RECEIPT', 'INVOICE'] }, true],
    ['an owner that it has not', { ownerId: 'somebody' }, false],
    ['two things of which one is not so', { currency: 'GBP', amountTo: '5' }, false],
  ])('is %s', (_, conditions, isSo) => {
    const item = anItem({}, { texts: ['Diésel, pump no. 4\nAccount 12-3456-7, thank you'] });
    expect(asks(conditions, item) !== null).toBe(isSo);
  });

  test('is told as why the rule was for the item', () => {
    const item = anItem({}, { texts: ['Diesel'] });
    expect(asks({ words: ['diesel'], amountTo: '200' }, item)?.replace(/[\u2066-\u2069]/g, '')).toBe(
      'The supplier is Acme Ltd; the total of 120 is at most 200; “diesel” stands in it',
    );
  });

  test('takes no longer for a form that is made to be slow', () => {
    const item = anItem({}, { texts: [`${'a'.repeat(199)} `.repeat(5_000)] });
    const started = performance.now();
    expect(asks({ pattern: `${'*a'.repeat(29)}*b` }, item)).toBeNull();
    // A pattern that goes back for each star would not end in years.
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  test('is never of the other workspace, though the supplier is a customer too', () => {
    expect(asks({}, anItem({}, { workspace: 'SALES' }))).toBeNull();
  });
});

describe('of rules for one item', () => {
  test('the member’s goes before that of the payment method, the supplier’s and the business’s', () => {
    const owner = 'jo';
    const item = anItem({
      ownerId: owner,
      payments: [{ id: 'p', amount: '120', paidOn: null, paymentMethodId: 'card' }],
    });
    const rules = [
      aRule(
        { accountId: 'power', taxRateId: 'vat5', publishAs: 'DRAFT', dueDays: 7 },
        { id: 'all', scope: everything },
      ),
      aRule({ accountId: 'office', taxRateId: 'vat20', publishAs: 'SUBMITTED' }, { id: 'acme' }),
      aRule({ accountId: 'power', taxRateId: 'exempt' }, { id: 'card', scope: { kind: 'PAYMENT_METHOD', id: 'card' } }),
      aRule({ accountId: 'exempt' }, { id: 'jo', scope: { kind: 'MEMBER', id: owner } }),
    ];
    const deciding = resolve(rules, item, context).map(({ effect, rule }) => [effect, rule.id]);
    expect(Object.fromEntries(deciding)).toEqual({
      accountId: 'jo',
      taxRateId: 'card',
      publishAs: 'acme',
      dueDays: 'all',
    });
  });

  test('one with conditions goes before one without, and the upper before the lower', () => {
    const rules = [
      aRule({ accountId: 'power' }, { id: 'a', position: 0 }),
      aRule({ accountId: 'office' }, { id: 'c', position: 2, conditions: { amountTo: '500' } }),
      aRule({ accountId: 'exempt' }, { id: 'b', position: 1, conditions: { amountFrom: '100' } }),
    ];
    expect(resolve(rules, anItem(), context).map(({ rule }) => rule.id)).toEqual(['b']);
  });

  test('one that says how it was paid lets the rules of that payment method have their turn', () => {
    const rules = [
      aRule({ paidWith: 'card' }, { id: 'pays' }),
      aRule({ publishTo: 'BANK_ACCOUNT' }, { id: 'card', scope: { kind: 'PAYMENT_METHOD', id: 'card' } }),
    ];
    const steps = ruleSteps(rules, anItem(), context, newId);
    expect(changesOf(steps)).toMatchObject({
      publishTo: 'BANK_ACCOUNT',
      payments: [{ amount: '120.00', paidOn: '2026-11-01', paymentMethodId: 'card' }],
    });
  });
});

describe('what a rule sets', () => {
  test('is a description made of what is known, and a due date by days', () => {
    const rule = aRule({ description: '{contact}, {month}: {reference}', dueDays: 14 });
    expect(changesOf(ruleSteps([rule], anItem(), context, newId))).toEqual({
      description: 'Acme Ltd, November 2026: INV-7',
      dueOn: '2026-11-15',
    });
    expect(changesOf(ruleSteps([rule], anItem({ type: 'RECEIPT', reference: null }), context, newId))).toEqual({
      description: 'Acme Ltd, November 2026:',
    });
  });

  test('is no tax rate of amounts that have no tax, and no payment of a credit note', () => {
    const rule = aRule({ taxRateId: 'vat20', paidWith: 'card' });
    const item = anItem({ taxMode: 'NONE', type: 'CREDIT_NOTE' });
    expect(ruleSteps([rule], item, context, newId)).toEqual([]);
  });

  test('stands in each line of an item that has lines, but where a person decided', () => {
    const lines = [aLine({ id: '1', accountId: null }), aLine({ id: '2', accountId: 'office' })];
    const person = sourceOf({ kind: 'person', userId: 'a', name: 'Ada', role: 'ADMIN' }, at);
    const item = anItem({ lines, total: '240' }, { rowSources: new Map([['2', { accountId: person }]]) });
    const after = changesOf(ruleSteps([aRule({ accountId: 'power' })], item, context, newId));
    expect(after.lines?.map(({ accountId }) => accountId)).toEqual(['power', 'office']);
    expect(after).not.toHaveProperty('accountId');
  });

  test('leaves the tax that the document prints', () => {
    const printed = sourceOf({ kind: 'extraction', name: 'Reading' }, at);
    const item = anItem({ taxAmount: '19.50' }, { sources: { taxAmount: printed } });
    const steps = ruleSteps([aRule({ accountId: 'office', taxRateId: 'vat20' })], item, context, newId);
    expect(applied(item, steps).coding).toMatchObject({ taxRateId: 'vat20', taxAmount: '19.50' });
  });

  test('is taken back from an item that the rule is no longer for, and stays when the rule is gone', () => {
    const rules = [aRule({ accountId: 'power', description: 'Power', paidWith: 'card' })];
    const coded = applied(anItem(), ruleSteps(rules, anItem(), context, newId));
    const moved = { ...coded, coding: { ...coded.coding, contactId: 'shut' } };
    const empty = { accountId: null, description: null, payments: [], taxRateId: null };
    expect(changesOf(ruleSteps(rules, moved, context, newId))).toEqual(empty);
    expect(ruleSteps([], moved, context, newId)).toEqual([]);
  });
});

describe('a split', () => {
  const part = (kind: SplitPart['kind'], value: string, more: Partial<SplitPart> = {}): SplitPart => ({
    kind,
    value,
    ...more,
  });

  test('takes fixed amounts first, and per cents of what they leave', () => {
    const parts = [part('PERCENT', '50'), part('AMOUNT', '20'), part('PERCENT', '50')];
    expect(splitAmounts('120.01', { parts, restTo: 2 }, 2)).toEqual({
      amounts: ['50.00', '20.00', '50.01'],
      rest: '0.00',
    });
    expect(splitAmounts('19.99', { parts, restTo: 0 }, 2)).toBeNull();
  });

  test('makes lines that add up, with the document’s tax, and what is left as one more', () => {
    const split = { parts: [part('AMOUNT', '20', { accountId: 'office', description: 'Fee' })], restTo: 0 };
    const item = anItem({ taxRateId: 'vat20', taxAmount: '20.00' });
    const { lines = [] } = changesOf(ruleSteps([aRule({ accountId: 'power', split })], item, context, newId));
    expect(lines.map(({ description, accountId, total }) => [description, accountId, total])).toEqual([
      ['Fee', 'office', '20.00'],
      ['Remaining balance', 'power', '100.00'],
    ]);
    const thirds = { parts: [part('PERCENT', '33'), part('PERCENT', '33'), part('PERCENT', '34')], restTo: 1 };
    const odd = anItem({ total: '100.03', taxRateId: 'vat20', taxAmount: '16.67' });
    const made = changesOf(ruleSteps([aRule({ split: thirds })], odd, context, newId)).lines ?? [];
    expect([
      sum(made.map(({ total }) => total ?? '0')).toFixed(2),
      sum(made.map(({ taxAmount }) => taxAmount ?? '0')).toFixed(2),
    ]).toEqual(['100.03', '16.67']);
  });

  test('is left alone where somebody has lines of their own, or has touched those of the rule', () => {
    const split = { parts: [part('PERCENT', '100')], restTo: 0 };
    expect(ruleSteps([aRule({ split })], anItem({ lines: [aLine()] }), context, newId)).toEqual([]);
    const coded = applied(anItem(), ruleSteps([aRule({ split })], anItem(), context, newId));
    const [line] = coded.coding.lines;
    const person = sourceOf({ kind: 'person', userId: 'a', name: 'Ada', role: 'ADMIN' }, at);
    const touched = { ...coded, rowSources: new Map([[line?.id ?? '', { description: person }]]) };
    expect(
      ruleSteps([aRule({ split })], { ...touched, coding: { ...coded.coding, total: '60' } }, context, newId),
    ).toEqual([]);
  });

  test('has other shares from a day on, by the date of the item, and its first where that has none', () => {
    const shares = (value: string) => ({ parts: [part('PERCENT', value), part('AMOUNT', '1')], restTo: 0 });
    const later = [
      { from: calendarDate('2026-04-01'), ...shares('50') },
      { from: calendarDate('2026-10-01'), ...shares('25') },
    ];
    const split: Split = { ...shares('100'), later };
    const firstOf = (issuedOn: string | null) => {
      const item = anItem({ total: '101', issuedOn: issuedOn === null ? null : calendarDate(issuedOn) });
      return (changesOf(ruleSteps([aRule({ split })], item, context, newId)).lines ?? [])[0]?.total;
    };
    expect(['2026-03-31', '2026-04-01', '2026-09-30', '2026-10-01', null].map(firstOf)).toEqual([
      '100.00',
      '50.00',
      '50.00',
      '25.00',
      '100.00',
    ]);
    const parsed = (days: string[]) => {
      const written = { ...shares('10'), later: days.map((from) => ({ from, ...shares('10') })) };
      return ruleInput.safeParse({
        scope: everything,
        name: null,
        conditions: {},
        effects: { split: written },
        isOn: true,
      });
    };
    expect(parsed(['2026-01-01', '2026-02-01']).success).toBe(true);
    expect(parsed(['2026-02-01', '2026-02-01']).success).toBe(false);
    const closed = {
      ...split,
      later: [
        {
          from: calendarDate('2026-04-01'),
          ...shares('50'),
          parts: [part('PERCENT', '50', { tracking1OptionId: 'closed' })],
        },
      ],
    };
    expect(ruleTroubles(aRule({ split: closed }), lists)).toHaveLength(1);
  });

  test('replaces lines that were read where it says so, once, and never those of a person', () => {
    const split: Split = { parts: [part('PERCENT', '60'), part('PERCENT', '40')], restTo: 0, replacesRead: true };
    const read = { by: 'extraction', at: at.toISOString(), isLocked: false } as const;
    const item = anItem({ lines: [aLine()] }, { sources: { lines: read } });
    const steps = ruleSteps([aRule({ split })], item, context, newId);
    expect(changesOf(steps).lines).toHaveLength(2);
    expect(ruleSteps([aRule({ split })], applied(item, steps), context, newId)).toEqual([]);
    const kept = { ...split, replacesRead: false };
    expect(ruleSteps([aRule({ split: kept })], item, context, newId)).toEqual([]);
    const locked = { ...item, sources: { lines: { ...read, isLocked: true } } };
    expect(ruleSteps([aRule({ split })], locked, context, newId)).toEqual([]);
  });

  test('on any day has the shares of the last change until then', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 700 }), { maxLength: 8 });
    const dayAt = (days: number) => addDays(calendarDate('2025-01-01'), days);
    fc.assert(
      fc.property(days, fc.integer({ min: -10, max: 710 }), (changes, on) => {
        const starts = changes.toSorted((a, b) => a - b);
        const later = starts.map((start, index) => ({ from: dayAt(start), parts: [], restTo: index + 1 }));
        const expected = starts.filter((start) => start <= on).length;
        expect(sharesOn({ parts: [], restTo: 0, later }, dayAt(on)).restTo).toBe(expected);
      }),
    );
  });

  test('adds up to the cent whatever the total, and no part is below zero', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 10_000_000 }), fc.nat(11), (weights, cents, rest) => {
        const whole = sum(weights.map(String));
        const percents = weights.map((weight) => decimal(String(weight)).times(100).div(whole).toDecimalPlaces(4, 1));
        const short = decimal('100').minus(sum(percents));
        const split = {
          parts: percents.map((value, index) => part('PERCENT', (index === 0 ? value.plus(short) : value).toFixed())),
          restTo: rest % weights.length,
        };
        const total = decimal(String(cents)).div(100).toFixed(2);
        const divided = splitAmounts(total, split, 2);
        expect(sum(divided?.amounts ?? []).toFixed(2)).toBe(total);
        expect(divided?.amounts.every((amount) => !amount.startsWith('-'))).toBe(true);
      }),
    );
  });
});

describe('whatever the rules and the item', () => {
  const effects = fc.record(
    {
      accountId: fc.constantFrom('power', 'office', 'exempt'),
      taxRateId: fc.constantFrom('vat20', 'vat5', 'exempt'),
      tracking1OptionId: fc.constant('north'),
      description: fc.constantFrom('Power', '{contact} {reference}'),
      dueDays: fc.nat(60),
      paidWith: fc.constantFrom('card', 'loan'),
      publishTo: fc.constantFrom('DOCUMENT' as const, 'BANK_ACCOUNT' as const),
      publishAs: fc.constantFrom('DRAFT' as const, 'AUTHORISED' as const),
      split: fc.constantFrom<Split>(
        {
          parts: [
            { kind: 'PERCENT', value: '30' },
            { kind: 'PERCENT', value: '70', accountId: 'office' },
          ],
          restTo: 0,
        },
        { parts: [{ kind: 'AMOUNT', value: '50', taxRateId: 'vat5' }], restTo: 0 },
      ),
    },
    { requiredKeys: [] },
  );
  const conditions = fc.record(
    {
      words: fc.constantFrom<string[]>(['diesel'], ['rent']),
      amountTo: fc.constantFrom('60', '200'),
      currency: fc.constantFrom('GBP', 'EUR'),
    },
    { requiredKeys: [] },
  );
  const scopes = fc.constantFrom<RuleScope>(
    supplier,
    everything,
    { kind: 'MEMBER', id: 'jo' },
    { kind: 'PAYMENT_METHOD', id: 'card' },
    { kind: 'PAYMENT_METHOD', id: 'loan' },
    { kind: 'SUPPLIER', id: 'shut' },
  );
  const rules = fc
    .array(fc.record({ effects, conditions, scope: scopes, position: fc.nat(3) }), { maxLength: 8 })
    .map((drawn) => drawn.map((rule, index) => aRule(rule.effects, { ...rule, id: `rule-${index}` })));
  const decided = fc.subarray(codingFields.filter((field) => field !== 'taxMode'));
  const items = fc
    .record({
      ownerId: fc.constantFrom(null, 'jo'),
      contactId: fc.constantFrom('acme', 'shut', null),
      total: fc.constantFrom('100.01', '59.99', null),
      type: fc.constantFrom('INVOICE' as const, 'RECEIPT' as const, 'CREDIT_NOTE' as const),
      taxMode: fc.constantFrom('INCLUSIVE' as const, 'EXCLUSIVE' as const, 'NONE' as const),
      accountId: fc.constantFrom(null, 'exempt'),
      taxRateId: fc.constantFrom(null, 'vat5'),
      lines: fc.constantFrom<Coding['lines']>([], [aLine()]),
    })
    .chain((coding) => fc.constantFrom(['Diesel'], ['Rent'], []).map((texts) => anItem(coding, { texts: [...texts] })));

  test('the order is total and stable, and the outcome does not depend on how the rules are given', () => {
    fc.assert(
      fc.property(rules, items, fc.infiniteStream(fc.nat()), (all, item, random) => {
        for (const a of all)
          for (const b of all) expect(Math.sign(compareRules(a, b))).toBe(-Math.sign(compareRules(b, a)) || 0);
        const shuffled = all.map((rule) => ({ rule, key: random.next().value ?? 0 })).sort((a, b) => a.key - b.key);
        const told = (given: readonly Rule[]) =>
          resolve(given, item, context)
            .map(({ effect, rule }) => `${effect} ${rule.id}`)
            .sort();
        expect(told(shuffled.map(({ rule }) => rule))).toEqual(told(all));
        expect(new Set(told(all).map((each) => each.split(' ')[0])).size).toBe(told(all).length);
      }),
    );
  });

  test('applying them twice changes nothing', () => {
    fc.assert(
      fc.property(rules, items, (all, item) => {
        const once = applied(item, ruleSteps(all, item, context, newId));
        expect(ruleSteps(all, once, context, newId)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('what a person decided stays, whatever the rules, and however often the item changes', () => {
    fc.assert(
      fc.property(rules, rules, items, decided, (all, others, item, fields) => {
        const person = sourceOf({ kind: 'person', userId: 'a', name: 'Ada', role: 'ADMIN' }, at);
        const own = { ...item, sources: Object.fromEntries(fields.map((field) => [field, person])) };
        const once = applied(own, ruleSteps(all, own, context, newId));
        const twice = applied(once, ruleSteps(others, once, context, newId));
        for (const field of fields) {
          // Lines that a person chose may be coded within.
          if (field === 'lines')
            expect(twice.coding.lines.map(({ id }) => id)).toEqual(item.coding.lines.map(({ id }) => id));
          else expect(twice.coding[field]).toEqual(item.coding[field]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a rule that names what is gone', () => {
  test.each<[string, Partial<Rule>, RegExp | null]>([
    ['nothing that is gone', { effects: { accountId: 'power', tracking1OptionId: 'north' } }, null],
    ['an archived category', { effects: { accountId: 'old' } }, /The category .*480.* is archived/],
    ['a rate of other books', { effects: { taxRateId: 'other' } }, /The tax rate is not in the connected books/],
    ['an option of the other category', { effects: { tracking1OptionId: 'sales' } }, /is not of tracking 1 any more/],
    ['an archived supplier', { scope: { kind: 'SUPPLIER', id: 'shut' } }, /The supplier .*Shut Ltd.* is archived/],
    [
      'an archived option in a part of its split',
      { effects: { split: { parts: [{ kind: 'PERCENT', value: '100', tracking1OptionId: 'closed' }], restTo: 0 } } },
      /Closed.* is archived/,
    ],
  ])('says so of %s', (_, more, expected) => {
    const troubles = ruleTroubles({ ...aRule({}), ...more }, lists);
    if (expected) expect(troubles).toEqual([expect.stringMatching(expected)]);
    else expect(troubles).toEqual([]);
  });
});

describe('a rule as somebody writes it', () => {
  const id = '0198b1d4-0000-7000-8000-000000000000';
  const written = { scope: { kind: 'SUPPLIER', id }, name: '', conditions: {}, effects: { dueDays: 7 }, isOn: true };
  const problem = (change: object) => ruleInput.safeParse({ ...written, ...change }).error?.issues[0]?.message;

  test('is taken as it is meant', () => {
    expect(ruleInput.parse(written)).toMatchObject({ name: null, effects: { dueDays: 7 } });
  });

  test.each<[string, object, string]>([
    ['sets nothing', { effects: {} }, 'Choose at least one value for the rule to set.'],
    [
      'ends before it begins',
      { conditions: { amountFrom: '20', amountTo: '3' } },
      'This is less than where it begins.',
    ],
    ['has a form of everything', { conditions: { pattern: '*' } }, 'Use at least two signs beside * and ?.'],
    [
      'names nothing in its description',
      { effects: { description: '{suplier}' } },
      '{suplier} is no name of anything.',
    ],
    [
      'splits more than there is',
      {
        effects: {
          split: {
            parts: [
              { kind: 'PERCENT', value: '60' },
              { kind: 'PERCENT', value: '41' },
            ],
            restTo: 0,
          },
        },
      },
      'The percentages are more than 100 together.',
    ],
    [
      'says of a payment method what is paid with it',
      { scope: { kind: 'PAYMENT_METHOD', id }, effects: { paidWith: id } },
      'A rule of a payment method cannot say what is paid with it.',
    ],
  ])('is refused where it %s', (_, change, message) => {
    expect(problem(change)).toBe(message);
  });
});
