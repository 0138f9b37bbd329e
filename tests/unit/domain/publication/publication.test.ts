import { describe, expect, test } from 'vitest';
import {
  isPublished,
  isUndecided,
  openStates,
  pastStates,
  publicationKind,
  publicationStates,
} from '#lib/domain/publication/publication.ts';

describe('a publication', () => {
  test('holds its item until the ledger has decided', () => {
    expect(publicationStates.filter(isUndecided)).toEqual(['QUEUED', 'SENDING', 'UNCERTAIN']);
  });

  test('is in the ledger, on its way, or past: nothing else', () => {
    for (const state of publicationStates) {
      const claims = [isPublished(state), isUndecided(state), (pastStates as readonly string[]).includes(state)];
      expect(claims.filter(Boolean)).toHaveLength(1);
    }
  });

  test('is looked at by a drain until nothing is left to do', () => {
    expect([...openStates].sort()).toEqual(['POSTED', 'QUEUED', 'SENDING', 'UNCERTAIN']);
  });
});

test.each([
  ['COSTS', 'INVOICE', 'BILL', 'SPEND_MONEY'],
  ['COSTS', 'RECEIPT', 'BILL', 'SPEND_MONEY'],
  ['COSTS', 'EXPENSE', 'BILL', 'SPEND_MONEY'],
  ['COSTS', 'CREDIT_NOTE', 'BILL_CREDIT_NOTE', 'RECEIVE_MONEY'],
  ['SALES', 'INVOICE', 'SALES_INVOICE', 'RECEIVE_MONEY'],
  ['SALES', 'RECEIPT', 'SALES_INVOICE', 'RECEIVE_MONEY'],
  ['SALES', 'CREDIT_NOTE', 'SALES_CREDIT_NOTE', 'SPEND_MONEY'],
] as const)(
  'an item of %s and type %s becomes a %s or, on a bank account, a %s',
  (workspace, type, kind, onAccount) => {
    expect(publicationKind(workspace, { type, publishTo: 'DOCUMENT' })).toBe(kind);
    expect(publicationKind(workspace, { type, publishTo: 'BANK_ACCOUNT' })).toBe(onAccount);
  },
);
