import { describe, expect, test } from 'vitest';
import { codingOfReading, type ReadingContext } from '#lib/domain/extraction/coding-of-reading.ts';
import type { ReadField, Reading, ReadLine, ReadTax } from '#lib/domain/extraction/reading.ts';

const said = (value: string, confidence = 0.9) => ({
  value,
  confidence,
  source: 'pdf' as const,
  place: null,
  alternatives: [],
});

function aReading(
  values: Partial<Record<ReadField, string | ReturnType<typeof said>>>,
  rest: Partial<Omit<Reading, 'fields'>> = {},
): Reading {
  const fields = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? said(value) : value]),
  ) as Reading['fields'];
  return { version: 1, fields, taxes: [], lines: [], linesWithTax: null, linesOff: null, warnings: [], ...rest };
}

const line = (description: string, total: string, values: Partial<ReadLine> = {}): ReadLine => ({
  ...{ description, code: null, quantity: null, unitPrice: null, discount: null, taxRate: null, tax: null },
  ...{ total, place: null },
  ...values,
});
const tax = (rate: string, amount: string): ReadTax => ({ name: 'VAT', rate, net: null, amount, place: null });

let ids = 0;
const context: ReadingContext = {
  workspace: 'COSTS',
  readsLines: 'ALWAYS',
  readsTax: true,
  contact: null,
  last: null,
  accountId: null,
  isTaxRegistered: true,
  digits: 2,
  newId: () => `id-${++ids}`,
  rateFor: (percent) => (percent === null ? null : `rate-${percent}`),
  cardMethod: (digits) => (digits === '4242' ? 'card' : null),
};

const changesOf = (reading: Reading, other: Partial<ReadingContext> = {}) =>
  codingOfReading(reading, { ...context, ...other }).changes;

describe('what a document is', () => {
  test.each([
    ['a receipt', { kind: 'receipt', total: '12' }, { type: 'RECEIPT', total: '12.00' }],
    ['an invoice, where nothing is said', { total: '12' }, { type: 'INVOICE', total: '12.00' }],
    ['a credit note', { kind: 'creditNote', total: '12' }, { type: 'CREDIT_NOTE', total: '12.00' }],
    ['an invoice below zero', { kind: 'invoice', total: '-12' }, { type: 'CREDIT_NOTE', total: '12.00' }],
  ])('%s', (_what, values, changes) => expect(changesOf(aReading(values))).toMatchObject(changes));

  test.each(['statement', 'remittance', 'deliveryNote', 'other'])('nothing is entered of a %s', (kind) => {
    expect(changesOf(aReading({ kind, total: '12', date: '2026-03-02' }))).toEqual({});
  });
});

describe('what is entered', () => {
  test('of tax is what the document says, or only what is known otherwise where it is left out', () => {
    const reading = aReading({ total: '12.06', tax: '2.01' }, { taxes: [tax('20', '2.01')] });
    expect(changesOf(reading)).toMatchObject({ taxAmount: '2.01', taxRateId: 'rate-20' });
    const last = { accountId: null, taxRateId: 'rate-of-last', because: 'As the last one' };
    const left = changesOf(reading, { readsTax: false, last });
    expect(left).toMatchObject({ total: '12.06', taxRateId: 'rate-of-last' });
    expect(left).not.toHaveProperty('taxAmount');
  });

  test('a guess is not, nor a due date before the date; a receipt has none', () => {
    const reading = aReading({ date: '2026-03-02', dueDate: '2026-02-01', number: said('7', 0.1), total: '12' });
    expect(Object.keys(changesOf(reading))).toEqual(['type', 'issuedOn', 'total']);
    expect(changesOf(aReading({ kind: 'receipt', dueDate: '2026-04-01' }))).not.toHaveProperty('dueOn');
  });

  test('the total is what is owed: with the rounding, unless the sender has put it in already', () => {
    expect(changesOf(aReading({ total: '12.02', rounding: '-0.02', due: '12.00' })).total).toBe('12.00');
    expect(changesOf(aReading({ total: '12.00', rounding: '-0.02', due: '12.00' })).total).toBe('12.00');
  });

  test('a receipt that was paid with a card of the business is paid', () => {
    const paid = aReading({ kind: 'receipt', total: '12', date: '2026-03-02', cardDigits: '4242' });
    expect(changesOf(paid).payments).toMatchObject([
      { amount: '12.00', paidOn: '2026-03-02', paymentMethodId: 'card' },
    ]);
  });

  test('the only rate of the document; where it says none, that of the supplier’s last item', () => {
    const last = { accountId: 'office', taxRateId: 'usual', because: 'As item 1' };
    expect(changesOf(aReading({ total: '12', tax: '2' }, { taxes: [tax('20', '2')] }), { last })).toMatchObject({
      accountId: 'office',
      taxRateId: 'rate-20',
      taxAmount: '2.00',
    });
    expect(changesOf(aReading({ total: '12' }), { last }).taxRateId).toBe('usual');
    expect(changesOf(aReading({ total: '12', tax: '2' }), { isTaxRegistered: false })).not.toHaveProperty('taxAmount');
  });
});

describe('lines', () => {
  const net = {
    taxes: [tax('20', '2.01')],
    lines: [line('Bread', '5.02', { quantity: '2', unitPrice: '2.51' }), line('Rolls', '5.03')],
    linesWithTax: false,
    linesOff: '0',
  };

  test('without tax come with theirs, to the cent of what the document says', () => {
    const { lines, taxMode } = changesOf(aReading({ total: '12.06', tax: '2.01' }, net));
    expect(taxMode).toBe('EXCLUSIVE');
    expect(lines?.map((each) => [each.quantity, each.unitAmount, each.taxAmount, each.total])).toEqual([
      ['2', '2.51', '1.00', '6.02'],
      ['1', '5.03', '1.01', '6.04'],
    ]);
  });

  test('with tax stay as they are printed, and without a tax registration hold it', () => {
    const gross = { ...net, linesWithTax: true, lines: [line('Bread', '6.02'), line('Rolls', '6.04')] };
    expect(changesOf(aReading({ total: '12.06', tax: '2.01' }, gross))).toMatchObject({ taxMode: 'INCLUSIVE' });
    const free = changesOf(aReading({ total: '12.06', tax: '2.01' }, net), { isTaxRegistered: false });
    expect(free.taxMode).toBe('NONE');
    expect(free.lines?.map((each) => [each.unitAmount, each.taxAmount, each.total])).toEqual([
      ['6.02', null, '6.02'],
      ['6.04', null, '6.04'],
    ]);
  });

  test.each([
    ['do not add up', { ...net, linesOff: '0.50' }, {}],
    ['come to another total', net, { total: '13.00' }],
    ['are taxed at rates that nobody told', { ...net, taxes: [] }, {}],
    ['are not wanted', net, {}],
  ])('that %s are left out', (what, rest, values) => {
    const reading = aReading({ total: '12.06', tax: '2.01', ...values }, rest);
    const other = what === 'are not wanted' ? ({ readsLines: 'RATES_DIFFER' } as const) : {};
    expect(changesOf(reading, other)).not.toHaveProperty('lines');
  });

  test('have their totals alone where tax is left out, and are not made for rates that differ', () => {
    const reading = aReading({ total: '12.06', tax: '2.01' }, net);
    const { lines, taxMode } = changesOf(reading, { readsTax: false });
    expect(taxMode).toBe('INCLUSIVE');
    expect(lines?.map((each) => [each.quantity, each.unitAmount, each.taxRateId, each.taxAmount, each.total])).toEqual([
      ['1', '6.02', null, null, '6.02'],
      ['1', '6.04', null, null, '6.04'],
    ]);
    const differ = { ...net, taxes: [tax('20', '1.00'), tax('10', '0.50')] };
    const asked = { readsTax: false, readsLines: 'RATES_DIFFER' } as const;
    expect(changesOf(aReading({ total: '12.06' }, differ), asked)).not.toHaveProperty('lines');
  });

  test('of a document that gives money back are turned, as its total is', () => {
    const back = {
      ...net,
      taxes: [tax('20', '-2.01')],
      lines: [line('Bread', '-5.02', { quantity: '-2', unitPrice: '2.51' }), line('Rolls', '-5.03')],
    };
    const { lines, type } = changesOf(aReading({ kind: 'creditNote', total: '-12.06', tax: '-2.01' }, back));
    expect(type).toBe('CREDIT_NOTE');
    expect(lines?.map(({ quantity, total }) => [quantity, total])).toEqual([
      ['2', '6.02'],
      ['1', '6.04'],
    ]);
  });
});
