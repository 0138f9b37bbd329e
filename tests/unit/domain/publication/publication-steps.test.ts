import { describe, expect, test } from 'vitest';
import type { LedgerOperation, PublicationState } from '#lib/domain/publication/publication.ts';
import {
  type FollowingState,
  followingState,
  goesOnAt,
  mayBecome,
  publicationState,
  type StepKind,
  type StepState,
  statesBefore,
  stepStates,
} from '#lib/domain/publication/publication-steps.ts';

describe('a step', () => {
  test.each<[StepState, StepState[]]>([
    ['PENDING', ['PENDING', 'SENDING', 'DONE', 'FAILED', 'CANCELLED']],
    ['SENDING', ['PENDING', 'UNCERTAIN', 'DONE', 'FAILED']],
    ['UNCERTAIN', ['PENDING', 'UNCERTAIN', 'DONE', 'FAILED']],
    ['DONE', []],
    ['FAILED', []],
    ['CANCELLED', []],
  ])('that is %s may become only %j', (from, allowed) => {
    expect(stepStates.filter((to) => mayBecome(from, to)).sort()).toEqual([...allowed].sort());
  });

  test('that may have left can never be cancelled', () => {
    expect(statesBefore('CANCELLED')).toEqual(['PENDING']);
  });
});

const step = (kind: StepKind, state: StepState, more: { attempts?: number; notBefore?: Date } = {}) => ({
  kind,
  state,
  attempts: 0,
  position: ['CONTACT', 'DOCUMENT'].indexOf(kind) === -1 ? 2 : ['CONTACT', 'DOCUMENT'].indexOf(kind),
  notBefore: null,
  ...more,
});

/** Written as kind and state, one step after the other: "CONTACT DONE, DOCUMENT SENDING". */
const steps = (text: string) => text.split(', ').map((each) => step(...(each.split(' ') as [StepKind, StepState])));

describe('a publication stands', () => {
  test.each<[string, LedgerOperation, PublicationState]>([
    ['DOCUMENT PENDING', 'CREATE', 'QUEUED'],
    // Nothing of the document has left: it may be taken back while its contact is created.
    ['CONTACT SENDING, DOCUMENT PENDING, ATTACHMENT PENDING', 'CREATE', 'QUEUED'],
    ['CONTACT UNCERTAIN, DOCUMENT PENDING', 'CREATE', 'QUEUED'],
    ['CONTACT DONE, DOCUMENT SENDING, ATTACHMENT PENDING', 'CREATE', 'SENDING'],
    // What is taken back before a document ends: from the first on, it can't be cancelled.
    ['UNDO PENDING, UNDO PENDING, DOCUMENT PENDING', 'VOID', 'QUEUED'],
    ['UNDO DONE, UNDO PENDING, DOCUMENT PENDING', 'VOID', 'SENDING'],
    ['UNDO UNCERTAIN, DOCUMENT PENDING', 'VOID', 'UNCERTAIN'],
    ['UNDO FAILED, DOCUMENT CANCELLED', 'VOID', 'REJECTED'],
    ['UNDO DONE, DOCUMENT DONE', 'VOID', 'VOIDED'],
    ['DOCUMENT UNCERTAIN, ATTACHMENT PENDING', 'CREATE', 'UNCERTAIN'],
    ['DOCUMENT DONE, ATTACHMENT PENDING', 'CREATE', 'POSTED'],
    ['DOCUMENT DONE, ATTACHMENT SENDING', 'CREATE', 'POSTED'],
    ['DOCUMENT DONE, ATTACHMENT DONE, ATTACHMENT UNCERTAIN', 'CREATE', 'POSTED'],
    ['DOCUMENT DONE, ATTACHMENT DONE, PAYMENT PENDING, PAYMENT DONE', 'CREATE', 'POSTED'],
    ['DOCUMENT DONE', 'CREATE', 'COMPLETE'],
    ['DOCUMENT DONE, ATTACHMENT DONE, PAYMENT FAILED', 'CREATE', 'COMPLETE'],
    ['DOCUMENT FAILED, ATTACHMENT CANCELLED', 'CREATE', 'REJECTED'],
    ['CONTACT FAILED, DOCUMENT CANCELLED, ATTACHMENT CANCELLED', 'CREATE', 'REJECTED'],
    ['CONTACT CANCELLED, DOCUMENT CANCELLED, ATTACHMENT CANCELLED', 'CREATE', 'CANCELLED'],
    // Its contact was on its way when it was taken back.
    ['CONTACT UNCERTAIN, DOCUMENT CANCELLED', 'CREATE', 'CANCELLED'],
    ['DOCUMENT PENDING', 'VOID', 'QUEUED'],
    ['DOCUMENT UNCERTAIN', 'DELETE', 'UNCERTAIN'],
    ['DOCUMENT FAILED', 'VOID', 'REJECTED'],
    ['CONTACT DONE, DOCUMENT DONE, ATTACHMENT DONE', 'UPDATE', 'COMPLETE'],
    ['DOCUMENT DONE', 'VOID', 'VOIDED'],
    ['DOCUMENT DONE', 'DELETE', 'DELETED'],
  ])('with %s to %s as %s', (written, operation, state) => {
    expect(publicationState(operation, steps(written))).toBe(state);
  });
});

test.each<[string, FollowingState]>([
  ['DOCUMENT DONE', 'none'],
  ['DOCUMENT PENDING, ATTACHMENT PENDING', 'pending'],
  ['DOCUMENT DONE, ATTACHMENT SENDING, ATTACHMENT DONE', 'pending'],
  ['DOCUMENT DONE, ATTACHMENT UNCERTAIN', 'late'],
  ['DOCUMENT DONE, ATTACHMENT DONE, ATTACHMENT DONE', 'done'],
  ['DOCUMENT DONE, ATTACHMENT CANCELLED, PAYMENT DONE', 'cancelled'],
  ['DOCUMENT DONE, ATTACHMENT DONE, ATTACHMENT FAILED', 'failed'],
])('the attachments of %s are %s', (written, state) => {
  expect(followingState(steps(written), 'ATTACHMENT')).toBe(state);
});

test('an attachment tried in vain is late, whatever it waits for', () => {
  expect(followingState([step('ATTACHMENT', 'PENDING', { attempts: 1 })], 'ATTACHMENT')).toBe('late');
});

describe('a publication goes on', () => {
  const soon = new Date('2026-11-23T10:05:00Z');
  const later = new Date('2026-11-23T11:00:00Z');

  test('when the first of the steps whose turn it is does', () => {
    expect(goesOnAt([step('DOCUMENT', 'PENDING', { notBefore: later }), step('ATTACHMENT', 'PENDING')])).toEqual(later);
    expect(
      goesOnAt([
        step('DOCUMENT', 'DONE'),
        step('ATTACHMENT', 'PENDING', { notBefore: later }),
        step('ATTACHMENT', 'UNCERTAIN', { notBefore: soon }),
      ]),
    ).toEqual(soon);
  });

  test('at once while one of them waits for nothing, and never when none is left', () => {
    expect(goesOnAt([step('DOCUMENT', 'DONE'), step('ATTACHMENT', 'PENDING'), step('NOTE', 'PENDING')])).toBeNull();
    expect(goesOnAt([step('DOCUMENT', 'DONE'), step('ATTACHMENT', 'DONE', { notBefore: soon })])).toBeNull();
  });
});
