import { describe, expect, test } from 'vitest';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { withConsequences } from '#lib/domain/coding/coding-changes.ts';
import { withSuggestedRate } from '#lib/domain/coding/line-rate.ts';
import { calculated, type Provenance } from '#lib/domain/coding/provenance.ts';
import type { Lists } from '#lib/domain/lists.ts';
import { questionOf } from '#lib/domain/readiness/confirmation.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { suggestedRate, type TaxSettings } from '#lib/domain/tax-settings.ts';
import { changesByTaxSettings } from '#lib/domain/tax-settings-changes.ts';
import { aCoding, aLine, lists, organisation, today } from '#tests/support/coding.ts';

const acme = { id: 'acme', ledgerId: 'L', name: 'Acme Ltd', isCustomer: true, isArchived: false };
const having = (tax: Partial<TaxSettings>, purchaseTaxType: string | null = null): Lists => ({
  ...lists,
  tax: { ...lists.tax, ...tax },
  contacts: new Map([['acme', { ...acme, purchaseTaxType }]]),
});
const defaults = { COSTS: 'exempt', SALES: 'sales20' };

describe('the rate that an item is coded with', () => {
  const suggested = (of: Lists, workspace: 'COSTS' | 'SALES' = 'COSTS', accountId = 'power') =>
    suggestedRate({ accountId }, { contactId: 'acme' }, workspace, of)?.rate.id ?? null;

  test.each([
    ['CATEGORY', 'vat20'],
    ['CONTACT', 'vat5'],
    ['DEFAULT', 'exempt'],
  ] as const)('is by %s first, where they differ: %s', (rateSource, expected) => {
    expect(suggested(having({ rateSource, defaultRates: defaults }, 'RRINPUT'))).toBe(expected);
  });

  test('is the next one where the first is none, or may not stand on the category', () => {
    expect(suggested(having({ rateSource: 'CONTACT' }))).toBe('vat20');
    expect(suggested(having({ rateSource: 'CONTACT' }, 'OUTPUT2'))).toBe('vat20');
    expect(suggested(having({ rateSource: 'DEFAULT', defaultRates: { COSTS: 'gone', SALES: null } }))).toBe('vat20');
    expect(suggested(having({ rateSource: 'DEFAULT' }))).toBe('vat20');
  });

  test('is of the side of the books that the item is on', () => {
    const of = having({ rateSource: 'DEFAULT', defaultRates: { COSTS: 'exempt', SALES: 'vat5' } }, 'RRINPUT');
    expect(suggested(of, 'SALES')).toBe('vat5');
    expect(suggested(having({ rateSource: 'CONTACT' }, 'RRINPUT'), 'SALES')).toBe('vat20');
  });

  test('comes with a new category or contact, says where it is from, and never over one chosen by hand', () => {
    const of = having({ rateSource: 'CONTACT' }, 'RRINPUT');
    const fresh = aCoding({ accountId: null, taxRateId: null, taxAmount: null });
    expect(withConsequences(fresh, { accountId: 'power' }, of).derived[0]).toEqual({
      field: 'taxRateId',
      because: expect.stringContaining('Acme Ltd'),
      isOfContact: true,
    });
    const other = aCoding({ contactId: 'other' });
    expect(withConsequences(other, { contactId: 'acme' }, of).changes).toMatchObject({ taxRateId: 'vat5' });
    const byHand = aCoding({ contactId: 'other', taxRateId: 'exempt', taxAmount: '0.00' });
    expect(withConsequences(byHand, { contactId: 'acme' }, of).changes).toEqual({ contactId: 'acme' });
  });

  test('comes to a line with its category in the same way', () => {
    const categories = [
      { id: 'power', suggested: { rateId: 'vat20' } },
      { id: 'legal', suggested: { rateId: 'exempt' } },
      { id: 'odd', suggested: null },
    ];
    const change = (taxRateId: string | null, accountId: string) =>
      withSuggestedRate({ accountId: 'power', taxRateId }, { accountId }, categories);
    expect(change(null, 'legal')).toEqual({ accountId: 'legal', taxRateId: 'exempt' });
    expect(change('vat20', 'legal')).toEqual({ accountId: 'legal', taxRateId: 'exempt' });
    expect(change('vat5', 'legal')).toEqual({ accountId: 'legal' });
    expect(change('vat20', 'odd')).toEqual({ accountId: 'odd' });
  });
});

describe('what new settings make of an open item', () => {
  const at = new Date('2026-11-01');
  const locked: Provenance = { taxRateId: { ...calculated(at), by: 'person', isLocked: true } };
  const changes = (
    coding: Partial<Coding>,
    former: Partial<TaxSettings>,
    settings: Partial<TaxSettings>,
    { sources = {}, lineSources = {} }: { sources?: Provenance; lineSources?: Record<string, Provenance> } = {},
  ) =>
    changesByTaxSettings(
      { workspace: 'COSTS', coding: aCoding(coding), sources, lineSources: new Map(Object.entries(lineSources)) },
      having(former),
      { ...lists.tax, ...former, ...settings },
    );
  const byDefault = { rateSource: 'DEFAULT', defaultRates: defaults } as const;

  test('a rate that the former ones brought follows, one that a person chose stays', () => {
    expect(changes({}, {}, byDefault)).toEqual({ taxRateId: 'exempt' });
    expect(changes({ taxRateId: null }, {}, byDefault)).toEqual({ taxRateId: 'exempt' });
    expect(changes({}, {}, byDefault, { sources: locked })).toBeNull();
    expect(changes({ taxRateId: 'vat5' }, {}, byDefault)).toBeNull();
    expect(changes({}, {}, {})).toBeNull();
  });

  test('a line follows by itself, with its tax', () => {
    const lines = [aLine(), aLine({ id: 'line-2' })];
    const found = changes({ lines }, {}, byDefault, { lineSources: { 'line-2': locked } });
    expect(found?.lines?.map(({ taxRateId, taxAmount }) => [taxRateId, taxAmount])).toEqual([
      ['exempt', '0.00'],
      ['vat20', '20.00'],
    ]);
  });

  test('of a business that is no longer registered it is without tax, and has it again once it is', () => {
    expect(changes({}, {}, { isRegistered: false })).toEqual({ taxMode: 'NONE' });
    const free = { taxMode: 'NONE', taxAmount: null } as const;
    expect(changes(free, { isRegistered: false }, { isRegistered: true })).toEqual({ taxMode: 'INCLUSIVE' });
    expect(changes(free, {}, byDefault)).toBeNull();
    const lines = [aLine({ taxAmount: null })];
    expect(changes({ ...free, lines }, { isRegistered: false }, { isRegistered: true })?.lines?.[0]).toMatchObject({
      taxAmount: '20.00',
    });
  });
});

test('tax on an item of a business that is not registered is asked about, once', () => {
  const circumstances = { workspace: 'COSTS', organisation, today, numbers: 'commaPoint' } as const;
  const check = (coding: Partial<Coding>) =>
    readiness(aCoding(coding), { ...circumstances, lists: having({ isRegistered: false }) });
  const [found, ...more] = check({});
  expect(found).toMatchObject({ code: 'taxOfUnregistered', fixes: [{ changes: { taxMode: 'NONE' } }, {}] });
  expect(more).toEqual([]);
  expect(found && questionOf(found)).toBe('tax');
  expect(check({ taxMode: 'NONE', taxAmount: null })).toEqual([]);
});
