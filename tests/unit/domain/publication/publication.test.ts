import { describe, expect, test } from 'vitest';
import {
  isPublished,
  isUndecided,
  mayBecome,
  type PublicationState,
  publicationKind,
  publicationStates,
  statesBefore,
  stateWhenPosted,
} from '#lib/domain/publication/publication.ts';

describe('a publication', () => {
  test.each<[PublicationState, PublicationState[]]>([
    ['QUEUED', ['SENDING', 'REJECTED', 'CANCELLED']],
    ['SENDING', ['QUEUED', 'UNCERTAIN', 'POSTED', 'COMPLETE', 'REJECTED']],
    ['UNCERTAIN', ['QUEUED', 'UNCERTAIN', 'POSTED', 'COMPLETE', 'REJECTED']],
    ['POSTED', ['COMPLETE']],
    ['COMPLETE', []],
    ['REJECTED', []],
    ['CANCELLED', []],
  ])('that is %s may become only %j', (from, allowed) => {
    expect(publicationStates.filter((to) => mayBecome(from, to)).sort()).toEqual([...allowed].sort());
  });

  test('that may have left can never be cancelled', () => {
    expect(statesBefore('CANCELLED')).toEqual(['QUEUED']);
  });

  test('whose document is in the ledger never goes back to be sent', () => {
    for (const state of publicationStates.filter(isPublished)) {
      expect(mayBecome(state, 'QUEUED') || mayBecome(state, 'SENDING') || mayBecome(state, 'UNCERTAIN')).toBe(false);
    }
  });

  test('holds its item until the ledger has decided', () => {
    expect(publicationStates.filter(isUndecided)).toEqual(['QUEUED', 'SENDING', 'UNCERTAIN']);
  });

  test.each([
    ['PENDING', 'POSTED'],
    ['NONE', 'COMPLETE'],
    ['ATTACHED', 'COMPLETE'],
    ['FAILED', 'COMPLETE'],
  ] as const)('with its attachment %s is %s once posted', (attachment, state) => {
    expect(stateWhenPosted(attachment)).toBe(state);
  });
});

test.each([
  ['COSTS', 'INVOICE', 'BILL'],
  ['COSTS', 'RECEIPT', 'BILL'],
  ['COSTS', 'CREDIT_NOTE', 'BILL_CREDIT_NOTE'],
  ['SALES', 'INVOICE', 'SALES_INVOICE'],
  ['SALES', 'CREDIT_NOTE', 'SALES_CREDIT_NOTE'],
] as const)('an item of %s and type %s becomes a %s', (workspace, type, kind) => {
  expect(publicationKind(workspace, type)).toBe(kind);
});
