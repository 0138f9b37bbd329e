import { expect, test } from 'vitest';
import { type Compared, compareStored } from '#lib/domain/publication/comparison.ts';

const before = { status: 'DRAFT', total: '120', 'lines.0.account': 'a', 'lines.0.taxAmount': '20' };
const asked = { status: 'AUTHORISED', total: '90', 'lines.0.account': 'b', 'lines.0.taxAmount': '15' };
const voiding = { before: { status: 'AUTHORISED', total: '120' }, asked: { status: 'VOIDED' } };

test.each<[string, Compared, Parameters<typeof compareStored>[0], Record<string, string>]>([
  ['as asked', 'done', { before, asked }, asked],
  ['as asked, with more that nobody asked about', 'done', { before, asked }, { ...asked, number: 'INV-1' }],
  ['as before', 'asBefore', { before, asked }, before],
  [
    'as asked but for the tax that the ledger computed',
    'done',
    { before, asked },
    { ...asked, 'lines.0.taxAmount': '15.01' },
  ],
  ['neither', 'changedElsewhere', { before, asked }, { ...asked, 'lines.0.account': 'c' }],
  ['voided, as asked', 'done', voiding, { status: 'VOIDED', total: '120' }],
  ['not voided', 'asBefore', voiding, { status: 'AUTHORISED', total: '120' }],
  ['paid meanwhile', 'changedElsewhere', voiding, { status: 'PAID', total: '120' }],
])('a change whose answer got lost, with the document %s, is "%s"', (_, compared, comparison, stored) => {
  expect(compareStored(comparison, stored)).toBe(compared);
});

test('a change of tax alone is never taken for made because the rest is the same', () => {
  const onlyTax = { before, asked: { ...before, 'lines.0.taxAmount': '19' } };
  expect(compareStored(onlyTax, before)).toBe('asBefore');
  expect(compareStored(onlyTax, { ...before, 'lines.0.taxAmount': '18' })).toBe('changedElsewhere');
});

test('a change that arrived is made, also when the document was paid since', () => {
  const approved = { ...before, status: 'AUTHORISED' };
  const onlyTax = { before: approved, asked: { ...approved, 'lines.0.taxAmount': '19' } };
  expect(compareStored(onlyTax, { ...onlyTax.asked, status: 'PAID' })).toBe('done');
  expect(compareStored(onlyTax, { ...approved, status: 'PAID' })).toBe('changedElsewhere');
});
