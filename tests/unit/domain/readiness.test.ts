import { describe, expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { Coding, CodingLine } from '#lib/domain/coding/coding.ts';
import type { LedgerRules } from '#lib/domain/ledger-rules.ts';
import type { Lists } from '#lib/domain/lists.ts';
import type { Circumstances } from '#lib/domain/readiness/circumstances.ts';
import { questionOf } from '#lib/domain/readiness/confirmation.ts';
import type { Problem, ProblemCode, ProblemField } from '#lib/domain/readiness/problem.ts';
import { type Known, readiness } from '#lib/domain/readiness/readiness.ts';
import { usualTaxSettings } from '#lib/domain/tax-settings.ts';
import { aCoding, aLine, lists, organisation, today } from '#tests/support/coding.ts';

const circumstances: Circumstances = { workspace: 'COSTS', lists, organisation, today, numbers: 'commaPoint' };
const check = (changes: Partial<Coding>, more: Partial<Circumstances> = {}) =>
  readiness(aCoding(changes), { ...circumstances, ...more });
const paid = { needsDueDate: true, mayLieInLockedPeriod: false };
const codes = (changes: Partial<Coding>) => check(changes).map(({ code }) => code);

test('a complete bill is ready', () => {
  expect(check({})).toEqual([]);
});

test('all that is missing is told at once, each at its field', () => {
  const nothing = {
    contactId: null,
    issuedOn: null,
    dueOn: null,
    total: null,
    accountId: null,
    taxRateId: null,
    taxAmount: null,
  };
  expect(check(nothing).map(({ code, field }) => [code, field])).toEqual([
    ['contactMissing', 'contactId'],
    ['dateMissing', 'issuedOn'],
    ['dueDateMissing', 'dueOn'],
    ['totalMissing', 'total'],
    ['categoryMissing', 'accountId'],
    ['taxRateMissing', 'taxRateId'],
  ]);
});

test.each<[string, Partial<Coding>, ProblemCode[]]>([
  ['an archived supplier', { contactId: 'shut' }, ['contactArchived']],
  ['a supplier that was merged into another', { contactId: 'twice' }, ['contactMerged']],
  ['a supplier of other books', { contactId: 'elsewhere' }, ['contactUnknown']],
  ['an archived category', { accountId: 'old' }, ['accountArchived']],
  ['a bank account', { accountId: 'bank' }, ['accountNotAllowed']],
  ["the ledger's own account", { accountId: 'creditors' }, ['accountNotAllowed']],
  ['a category of other books', { accountId: 'elsewhere' }, ['accountUnknown']],
  ['a sales rate on an expense', { taxRateId: 'sales20' }, ['taxRateNotAllowed']],
  ['an archived tax rate', { taxRateId: 'gone' }, ['taxRateArchived']],
  ['a tax rate of other books', { taxRateId: 'elsewhere' }, ['taxRateUnknown']],
  ['more tax than the total', { taxAmount: '120.01' }, ['taxExceedsTotal']],
  ['tax below zero', { taxAmount: '-1.00' }, ['taxExceedsTotal']],
  ['tax of the whole total, as at a border', { taxAmount: '120.00' }, []],
  [
    'more tax than the net amount that it is added to',
    { taxMode: 'EXCLUSIVE', taxAmount: '60.01' },
    ['taxExceedsTotal'],
  ],
  [
    'tax of the whole total, with no net amount to add it to',
    { taxMode: 'EXCLUSIVE', taxAmount: '120.00' },
    ['taxExceedsTotal'],
  ],
  ['as much tax as the net amount that it is added to', { taxMode: 'EXCLUSIVE', taxAmount: '60.00' }, []],
  ['tax that is left over in amounts without any', { taxMode: 'NONE', total: '10.00', taxAmount: '15.001' }, []],
  ['no tax although the rate has some', { taxAmount: '0.00' }, []],
  ['an active tracking option', { tracking1OptionId: 'north', tracking2OptionId: 'sales' }, []],
  ['an archived tracking option', { tracking1OptionId: 'closed' }, ['trackingArchived']],
  ['an option of the other tracking category', { tracking1OptionId: 'sales' }, ['trackingUnknown']],
  ['another currency of the organisation', { currency: 'EUR' }, []],
  ['a currency that is not set up', { currency: 'USD' }, ['currencyNotEnabled']],
  ['a total of nothing', { total: '0.00', taxAmount: '0.00' }, ['totalNotPositive']],
  ['a total below zero', { total: '-5.00', taxAmount: '-1.00' }, ['totalNotPositive']],
  ['a total beyond what the ledger holds', { total: '10000000000.00' }, ['totalTooLarge']],
  ['a total finer than the books keep', { total: '120.005' }, ['amountTooFine']],
  ['a tax finer than the books keep', { taxAmount: '20.001' }, ['amountTooFine']],
  ['digits that say nothing', { total: '120.0000', taxAmount: '20.000' }, []],
  [
    'a date that looks like a slip',
    { issuedOn: calendarDate('2062-11-01'), dueOn: null, publishAs: 'DRAFT' },
    ['dateImplausible'],
  ],
  ['a date of the wrong century', { issuedOn: calendarDate('1926-11-01') }, ['dateImplausible', 'dueDateImplausible']],
  ['a due date before the date', { dueOn: calendarDate('2025-11-30') }, ['dueDateImplausible']],
  ['a due date more than a year after the date', { dueOn: calendarDate('2126-11-30') }, ['dueDateImplausible']],
  ['a due date on the date', { dueOn: calendarDate('2026-11-01') }, []],
  ['a due date a year after the date', { dueOn: calendarDate('2027-11-01') }, []],
  ['a reference of 255 characters', { reference: 'x'.repeat(255) }, []],
  ['a longer reference', { reference: 'x'.repeat(256) }, ['referenceTooLong']],
  ['a description that is too long', { description: 'x'.repeat(4001) }, ['descriptionTooLong']],
  ['a draft without a due date', { dueOn: null, publishAs: 'DRAFT' }, []],
  ['a receipt, which is paid already, without a due date', { type: 'RECEIPT', dueOn: null }, []],
  ['an expense without a due date', { type: 'EXPENSE', dueOn: null }, []],
  ['a credit note without a due date', { type: 'CREDIT_NOTE', dueOn: null }, []],
  [
    'a receipt with the odd due date that it had as an invoice',
    { type: 'RECEIPT', dueOn: calendarDate('2126-11-30') },
    [],
  ],
])('%s', (_what, changes, expected) => {
  expect(codes(changes)).toEqual(expected);
});

test.each<[string, Coding['publishAs'], ProblemCode[]]>([
  ['2026-03-31', 'AUTHORISED', ['periodLocked']],
  ['2026-04-01', 'AUTHORISED', []],
  ['2026-03-31', 'DRAFT', []],
  ['2026-03-31', 'SUBMITTED', []],
])('a bill dated %s as %s, with the period locked to 31 March, gives %j', (date, publishAs, expected) => {
  expect(codes({ issuedOn: calendarDate(date), publishAs })).toEqual(expected);
});

test('a locked period offers what the ledger would take', () => {
  const [locked] = check({ issuedOn: calendarDate('2026-01-15') });
  expect(locked?.message).toContain('locked up to 31 Mar 2026');
  expect(locked?.fixes.map((fix) => fix.kind === 'edit' && fix.changes)).toEqual([
    { publishAs: 'DRAFT' },
    { publishAs: 'SUBMITTED' },
    { issuedOn: '2026-04-01', description: 'Electricity (dated 15 Jan 2026)' },
  ]);
});

test('a sale that is an expense is asked to be something that sales are', () => {
  const [asked, ...others] = check({ type: 'EXPENSE', dueOn: null }, { workspace: 'SALES' });
  expect(others).toEqual([]);
  expect(asked).toMatchObject({ code: 'typeNotAllowed', field: 'type' });
  expect(asked?.fixes.map(({ label }) => label)).toEqual(['Invoice', 'Credit note', 'Receipt']);
});

describe('people are spoken to in the words of what they look at', () => {
  const nothing: Partial<Coding> = { contactId: null, dueOn: null, issuedOn: calendarDate('2026-01-15') };
  test.each<[Circumstances['workspace'], Coding['type'], string[]]>([
    ['COSTS', 'INVOICE', ['Choose the supplier.', 'a bill awaiting payment', 'A bill of 15 Jan 2026']],
    ['COSTS', 'CREDIT_NOTE', ['Choose the supplier.', 'A credit note of 15 Jan 2026']],
    ['SALES', 'INVOICE', ['Choose the customer.', 'an invoice awaiting payment', 'An invoice of 15 Jan 2026']],
  ])('in %s, of the type %s: %j', (workspace, type, said) => {
    const messages = check({ ...nothing, type }, { workspace }).map(({ message }) => message);
    expect(messages).toHaveLength(said.length);
    for (const [index, text] of said.entries()) expect(messages[index]).toContain(text);
  });
});

test.each<[string, Partial<LedgerRules>, Partial<Coding>, ProblemCode[]]>([
  ['of shorter numbers', { longestReference: 21 }, { reference: 'x'.repeat(22) }, ['referenceTooLong']],
  ['of smaller amounts', { largestAmount: '100.00' }, {}, ['totalTooLarge']],
  ['of whole amounts', { amountDigits: 0 }, { total: '120.50' }, ['amountTooFine']],
  ['with one tracking category', { trackingCategories: 1 }, { tracking2OptionId: 'sales' }, ['trackingUnknown']],
  ['without drafts', { statuses: { AUTHORISED: paid } }, { publishAs: 'DRAFT' }, ['statusNotAllowed']],
  [
    'that locks out every status',
    { statuses: { AUTHORISED: paid } },
    { issuedOn: calendarDate('2026-01-15') },
    ['periodLocked'],
  ],
])('another ledger, %s, holds codings to its own rules', (_what, rules, changes, expected) => {
  const other = { ...lists, rules: { ...lists.rules, ...rules } };
  expect(check(changes, { lists: other }).map(({ code }) => code)).toEqual(expected);
});

test('an amount that the books would round can be made what they keep, at one press', () => {
  const [found] = check({ total: '1.234', taxAmount: '0.21' });
  expect(found).toMatchObject({
    field: 'total',
    message: 'The books keep 2 decimals in every currency: 1.234 would become 1.23.',
    fixes: [{ label: 'Make it 1.23', changes: { total: '1.23' } }],
  });
});

describe('with line items', () => {
  test('a line is held to the digits that the books keep', () => {
    const line = aLine({ total: '1.234', unitAmount: '1.234', taxAmount: '0.206' });
    const found = check({ total: '1.23', taxAmount: null, lines: [line] });
    expect(found.map(({ code, field, line }) => [code, field, line])).toEqual([
      ['amountTooFine', 'total', 0],
      ['amountTooFine', 'taxAmount', 0],
    ]);
  });

  test('the lines carry category and tax, and their problems name the line', () => {
    const second = aLine({ id: 'line-2', accountId: 'old', total: '20.00', unitAmount: '20.00', taxAmount: '3.33' });
    const found = check({
      accountId: null,
      taxRateId: null,
      taxAmount: null,
      lines: [aLine({ total: '100.00', unitAmount: '100.00', taxAmount: '16.67' }), second],
    });
    expect(found.map(({ code, field, line }) => [code, field, line])).toEqual([['accountArchived', 'accountId', 1]]);
  });

  test('a cent too little is found, with two ways out', () => {
    const [found, ...others] = check({ lines: [aLine({ total: '119.99', unitAmount: '119.99' })] });
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'outOfBalance', message: 'Out by 0.01: the lines add up to 119.99.' });
    expect(found?.fixes).toEqual([
      { label: 'Add remaining balance', kind: 'addRemainingBalance' },
      { label: 'Make the total 119.99', kind: 'edit', changes: { total: '119.99' } },
    ]);
  });

  test.each<[string, Parameters<typeof aLine>[0], ProblemCode[]]>([
    ['no description, since the document has one', { description: null }, []],
    [
      'a price that does not multiply to the total',
      { quantity: '300', unitAmount: '0.3333', total: '120.00' },
      ['totalMismatch'],
    ],
    ['a quantity below zero', { quantity: '-1', unitAmount: '-120.00' }, ['quantityNegative']],
    ['no category', { accountId: null }, ['categoryMissing']],
    ['more tax than its amount', { taxAmount: '121.00' }, ['taxExceedsTotal']],
    ['an archived tracking option', { tracking1OptionId: 'closed' }, ['trackingArchived']],
  ])('a line with %s', (_what, changes, expected) => {
    expect(codes({ lines: [aLine(changes)] })).toEqual(expected);
  });

  test('a line has no more tax than the net amount that it is added to', () => {
    const net = (unitAmount: string, taxAmount: string) =>
      check({ taxMode: 'EXCLUSIVE', taxAmount: null, lines: [aLine({ unitAmount, taxAmount })] });
    expect(net('20', '100.00').map(({ code, field, line }) => [code, field, line])).toEqual([
      ['taxExceedsTotal', 'taxAmount', 0],
    ]);
    expect(net('60', '60.00')).toEqual([]);
  });

  test('tax that is left over in lines without any is no problem', () => {
    expect(codes({ taxMode: 'NONE', taxAmount: null, lines: [aLine({ taxAmount: '130.001' })] })).toEqual([]);
  });

  test('a discount is a line below zero', () => {
    const discount = aLine({ id: 'line-2', unitAmount: '-12.00', total: '-12.00', taxAmount: '-2.00' });
    expect(codes({ total: '108.00', lines: [aLine(), discount] })).toEqual([]);
  });
});

test.each([
  ['AT_PUBLISHING', 'acme', []],
  ['AT_PUBLISHING', 'here', []],
  ['AT_ONCE', 'here', []],
  ['ASK', 'here', ['contactNew']],
  ['NEVER', 'here', ['contactNew']],
  ['NEVER', 'acme', []],
] as const)('with contacts made in the books %s, a bill of %s needs %j', (newContacts, contactId, codes) => {
  const here = { id: 'here', ledgerId: null, name: 'Brand New', isCustomer: false, isArchived: false };
  const contacts = new Map([...lists.contacts, ['here', here]]);
  const found = check({ contactId }, { lists: { ...lists, newContacts, contacts } });
  expect(found.map(({ code }) => code)).toEqual(codes);
});

describe('without a connection', () => {
  const noLists: Lists = {
    rules: lists.rules,
    newContacts: 'AT_PUBLISHING' as const,
    tax: usualTaxSettings,
    house: lists.house,
    paymentMethods: new Map(),
    hasAccounts: false,
    asOf: {},
    accounts: new Map(),
    taxRates: new Map(),
    tracking: [],
    contacts: lists.contacts,
    owners: new Map(),
    flags: new Map(),
    products: new Map(),
    currencies: new Set(),
  };

  test('an item that was never coded says that categories come with it', () => {
    const found = check({ accountId: null, taxRateId: null, taxAmount: null }, { lists: noLists, organisation: null });
    expect(found.map(({ code }) => code)).toEqual(['notConnected']);
    expect(found[0]?.fixes).toEqual([{ label: 'Connect', kind: 'connect' }]);
  });

  test('a coding of the last books stays checked against them', () => {
    expect(check({}, { organisation: null })).toEqual([]);
    expect(check({ accountId: 'old' }, { organisation: null })).toHaveLength(1);
  });
});

test('every fix that edits clears the problem that it is offered for', () => {
  const wrong: Partial<Coding>[] = [
    { dueOn: null },
    { issuedOn: calendarDate('2026-03-31') },
    { taxRateId: 'sales20' },
    { taxRateId: null, taxAmount: null },
    { taxAmount: '121.00' },
    { taxMode: 'EXCLUSIVE', taxAmount: '100.00' },
    { tracking1OptionId: 'closed' },
    { total: '-120.00', taxAmount: '0.00' },
    { lines: [aLine({ total: '60.00', unitAmount: '60.00', taxAmount: '10.00' })] },
    { lines: [aLine({ taxRateId: 'sales20' })] },
  ];
  for (const changes of wrong) {
    const found = check(changes);
    expect(found.flatMap(({ fixes }) => fixes)).not.toEqual([]);
    for (const { code, fixes } of found) {
      for (const fix of fixes)
        if (fix.kind === 'edit') expect(codes({ ...changes, ...fix.changes })).not.toContain(code);
    }
  }
});

describe('what looks like a slip', () => {
  const known = (problem: Problem | undefined): Known => ({
    twins: [],
    confirmations: [
      {
        code: problem?.code ?? 'duplicate',
        question: (problem && questionOf(problem)) ?? '',
        by: 'Ada',
        byId: null,
        at: '2026-11-23T09:00:00Z',
      },
    ],
  });
  const early = aCoding({ dueOn: calendarDate('2025-11-30') });

  test('is not asked about again once a person has said that it is meant', () => {
    const [asked] = readiness(early, circumstances);
    expect(readiness(early, circumstances, known(asked))).toEqual([]);
  });

  test('is asked about anew when it is another', () => {
    const [asked] = readiness(early, circumstances);
    const other = { ...early, dueOn: calendarDate('2024-11-30') };
    expect(readiness(other, circumstances, known(asked)).map(({ code }) => code)).toEqual(['dueDateImplausible']);
  });

  test('as what is simply wrong cannot be said to be meant', () => {
    const [wrong] = check({ contactId: 'shut' });
    expect(readiness(aCoding({ contactId: 'shut' }), circumstances, known(wrong))).toHaveLength(1);
  });

  test.each([
    [[], []],
    [[{ id: 'two', number: 2, isPublished: false }], ['duplicate']],
  ])('items alike (%j) hold it', (twins, expected) => {
    const problems = readiness(aCoding(), circumstances, { twins, confirmations: [] });
    expect(problems.map(({ code }) => code)).toEqual(expected);
    expect(readiness(aCoding(), circumstances, { ...known(problems[0]), twins })).toEqual([]);
  });

  test('items alike that were said to be others are not asked about again when one of them goes, or comes back', () => {
    const twin = (id: string) => ({ id, number: 2, isPublished: true });
    const ask = (ids: string[], confirmations: Known['confirmations'] = []) =>
      readiness(aCoding(), circumstances, { twins: ids.map(twin), confirmations });
    const said = [...known(ask(['a', 'b'])[0]).confirmations, ...known(ask(['c'])[0]).confirmations];
    for (const ids of [['b'], ['a', 'b'], ['a', 'b', 'c']]) expect(ask(ids, said)).toEqual([]);
    expect(ask(['a', 'd'], said)).toHaveLength(1);
  });

  test('and a further item alike is another question', () => {
    const twin = (id: string) => ({ id, number: 2, isPublished: true });
    const [asked] = readiness(aCoding(), circumstances, { twins: [twin('a')], confirmations: [] });
    const both = readiness(aCoding(), circumstances, { ...known(asked), twins: [twin('a'), twin('b')] });
    expect(both.map(({ code }) => code)).toEqual(['duplicate']);
  });
});

test.each<[string, Partial<CodingLine>, ProblemCode, ProblemField]>([
  ['an amount that is', { total: '20000000000.00', unitAmount: '20000000000.00' }, 'totalTooLarge', 'total'],
  ['an amount below zero that is', { total: '-20000000000.00', unitAmount: '-20000000000' }, 'totalTooLarge', 'total'],
  ['a price that is', { total: '0.00', unitAmount: '20000000000', quantity: '0' }, 'totalTooLarge', 'unitAmount'],
  ['a quantity that is', { quantity: '100000000000000', unitAmount: '0' }, 'quantityTooLarge', 'quantity'],
])('%s more than the ledger has room for is known at the line', (_what, line, code, field) => {
  const found = check({ lines: [aLine(line)] }).filter((each) => each.code === code);
  expect(found.map((each) => [each.field, each.line])).toEqual([[field, 0]]);
});

test('amounts in what is said, and in the fixes, are in the form of whoever reads it', () => {
  const lines = [aLine({ unitAmount: '1119.99', total: '1119.99', taxAmount: '186.67' })];
  const coding = aCoding({ total: '1120.00', lines });
  const [found] = readiness(coding, { ...circumstances, numbers: 'pointComma' });
  expect(found?.message).toBe('Out by 0,01: the lines add up to 1.119,99.');
  expect(found?.fixes.map(({ label }) => label)).toContain('Make the total 1.119,99');
});
test('amounts in what is said have the digits of the item’s currency, or of the books where it has none', () => {
  const yen = { lines: [aLine({ unitAmount: '1199.00', total: '1199.00', taxAmount: '109.00' })], total: '1200.00' };
  const said = (coding: Coding, baseCurrency?: string) =>
    readiness(coding, { ...circumstances, ...(baseCurrency && { organisation: null, baseCurrency }) }).find(
      ({ code }) => code === 'outOfBalance',
    )?.message;
  expect(said(aCoding({ ...yen, currency: 'JPY' }))).toBe('Out by 1: the lines add up to 1,199.');
  expect(said(aCoding({ ...yen, currency: null }), 'JPY')).toBe('Out by 1: the lines add up to 1,199.');
  expect(said(aCoding(yen))).toBe('Out by 1.00: the lines add up to 1,199.00.');
});
