import { expect, test } from 'vitest';
import { accessAsked } from '#lib/ledger/xero/access-words.ts';

test('all that the consent asks for unless set otherwise is told in words, each once', () => {
  const told = accessAsked();
  expect(told.filter((words) => /[a-z]\.[a-z]|_/.test(words))).toEqual([]);
  expect(new Set(told).size).toBe(told.length);
  for (const part of [
    'bills',
    'payments',
    'bank transactions',
    'suppliers',
    'tax rates',
    'documents',
    'e-mail',
    'away',
  ]) {
    expect(told.join('\n')).toContain(part);
  }
});

test('what has no words is told by its name, so that nothing is asked for in silence', () => {
  expect(accessAsked(['openid', 'payroll.settings'])).toEqual(['payroll.settings', 'See your name and e-mail address']);
});
