import { expect, test } from 'vitest';
import {
  alikeRateText,
  alikeText,
  evidenceText,
  policyText,
  registrationText,
  sourceText,
} from '#components/business/tax-examples.ts';
import { isolated } from '#lib/domain/isolated.ts';

const item = { number: 6, contact: 'Poole Joinery', currency: 'GBP', total: '120.00' };
const form = 'commaPoint';
const sent = { taxAmount: '20.00', rates: ['20%'] };
const sameByAll = {
  ...{ ...item, taxAmount: '20.00', isAlike: true },
  sent: { OURS: sent, LEDGER: sent, OURS_WITH_EXCEPTIONS: sent },
};

test('where no choice would change an open item it is said once, and no choice has an example that tells nothing apart', () => {
  expect(alikeText(sameByAll, 'Xero', form)).toBe(
    `No open item would reach Xero otherwise by another of these: item 6 of ${isolated('Poole Joinery')}, GBP 120.00, gets there with its tax of GBP 20.00 by each.`,
  );
  expect(policyText('OURS', sameByAll, 'Xero', form)).not.toContain('tem 6');
  expect(alikeText({ ...sameByAll, isAlike: false }, 'Xero', form)).toBeNull();
  expect(policyText('OURS', { ...sameByAll, isAlike: false }, 'Xero', form)).toContain('Item 6');

  const suggestion = { rate: '20%', because: 'The default of Repairs' };
  const suggested = { CATEGORY: suggestion, CONTACT: suggestion, DEFAULT: suggestion };
  const rate = { number: 6, contact: null, account: 'Repairs', isAlike: true, suggested };
  expect(alikeRateText(rate)).toMatch(/^No open item would be coded otherwise .* gets .*20%.* by each\.$/);
  expect(sourceText('CATEGORY', rate)).toBeUndefined();
  expect(sourceText('CATEGORY', { ...rate, isAlike: false })).toContain('The default of Repairs.');
  expect(alikeRateText(null)).toBe('No open item has a category yet by which this could be told.');
});

test.each([
  [true, 'COSTS', 'GBP 100.00 is its cost, and GBP 20.00 is taken back.'],
  [false, 'COSTS', 'all of it is its cost.'],
  [true, 'SALES', 'GBP 100.00 is earned, and GBP 20.00 is owed as tax.'],
  [false, 'SALES', 'all of it is earned.'],
] as const)('registered: %s tells of an item of %s that %s', (isRegistered, workspace, words) => {
  expect(registrationText(isRegistered, { ...item, workspace, tax: '20.00' }, form)).toContain(words);
});

test('the evidence that is asked for is told by the newest item without it, or by saying that there is none', () => {
  expect(evidenceText({ asked: 2, item: { ...item, wants: ['supplierNumber', 'buyerName'] } }, form)).toMatch(
    /Item 6 .* is looked at for the supplier’s number and for the name of the business and what was supplied\. It is one of 2 open items that are such\.$/,
  );
  expect(evidenceText({ asked: 0, item: null }, form)).toMatch(/Of the open items none is such\.$/);
});
