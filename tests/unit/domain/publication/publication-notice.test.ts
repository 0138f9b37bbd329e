import { describe, expect, test } from 'vitest';
import type { LifeStatus } from '#lib/domain/publication/life.ts';
import { type LedgerOperation, type PublicationState, publicationStates } from '#lib/domain/publication/publication.ts';
import { type ConnectionHealth, publicationNotice } from '#lib/domain/publication/publication-notice.ts';
import type { FollowingKind, FollowingState } from '#lib/domain/publication/publication-steps.ts';

const now = new Date('2026-11-23T10:00:00Z');
const soon = new Date('2026-11-23T10:05:00Z');

const nothing = { PAYMENT: 'none', ALLOCATION: 'none', ATTACHMENT: 'none', NOTE: 'none' } as const;

const notice = (
  state: PublicationState,
  {
    following = {} as Partial<Record<FollowingKind, FollowingState>>,
    notBefore = null as Date | null,
    pausedByName = null as string | null,
    lifeStatus = null as LifeStatus | null,
    operation = 'CREATE' as LedgerOperation,
    health = 'connected' as ConnectionHealth,
  } = {},
) =>
  publicationNotice(
    {
      state,
      following: { ...nothing, ...following },
      notBefore,
      pausedByName,
      lifeStatus,
      operation,
      kind: 'BILL',
      status: 'Awaiting payment',
      requestedByName: 'Ada',
    },
    { name: 'Xero', health },
    now,
  );

describe('what a person is told', () => {
  test.each<[string, ReturnType<typeof notice>, string, string, string | null]>([
    ['queued', notice('QUEUED'), 'Queued', 'in a moment', null],
    ['paused', notice('QUEUED', { pausedByName: 'Ada', notBefore: soon }), 'Paused', 'paused by', null],
    ['held back', notice('QUEUED', { notBefore: soon }), 'Waiting for Xero', 'no more requests', soon.toISOString()],
    [
      'queued without authorisation',
      notice('QUEUED', { health: 'needsReconnecting', notBefore: soon }),
      'Waiting for Xero',
      'needs reconnecting',
      null,
    ],
    ['queued after a disconnect', notice('QUEUED', { health: 'disconnected' }), 'Waiting for Xero', 'inbox', null],
    ['on its way', notice('SENDING'), 'Publishing', 'on its way', null],
    ['uncertain', notice('UNCERTAIN'), 'Checking with Xero', 'never posted twice', null],
    [
      'uncertain without authorisation',
      notice('UNCERTAIN', { health: 'needsReconnecting', notBefore: soon }),
      'Checking with Xero',
      'needs reconnecting',
      null,
    ],
    [
      'uncertain after a disconnect',
      notice('UNCERTAIN', { health: 'disconnected' }),
      'Checking with Xero',
      'connects the same organisation again',
      null,
    ],
    [
      'posted, the document cut off by a disconnect',
      notice('POSTED', { following: { ATTACHMENT: 'pending' }, health: 'disconnected' }),
      'Published',
      'connects the same organisation again',
      null,
    ],
    ['posted', notice('POSTED', { following: { ATTACHMENT: 'pending' } }), 'Published', 'is being attached', null],
    [
      'posted, the document late',
      notice('POSTED', { following: { ATTACHMENT: 'late' }, notBefore: soon }),
      'Published',
      'not attached yet',
      soon.toISOString(),
    ],
    [
      'complete',
      notice('COMPLETE', { following: { ATTACHMENT: 'done' } }),
      'Published',
      'Awaiting payment by Ada',
      null,
    ],
    [
      'complete without its document',
      notice('COMPLETE', { following: { ATTACHMENT: 'failed' } }),
      'Document missing',
      'could not be attached',
      null,
    ],
    ['deleted there since', notice('COMPLETE', { lifeStatus: 'DELETED' }), 'Deleted in Xero', 'publish it anew', null],
    ['paid since', notice('COMPLETE', { lifeStatus: 'PAID' }), 'Published', 'Awaiting payment by Ada', null],
    ['a change on its way', notice('SENDING', { operation: 'UPDATE' }), 'Updating', 'being changed in Xero', null],
    [
      'an end that is uncertain',
      notice('UNCERTAIN', { operation: 'VOID' }),
      'Checking with Xero',
      'nothing is done twice',
      null,
    ],
    [
      'posted, its payment under way before its document',
      notice('POSTED', { following: { PAYMENT: 'pending', ATTACHMENT: 'pending' } }),
      'Published',
      'payment is being recorded',
      null,
    ],
    [
      'posted, its payment late',
      notice('POSTED', { following: { PAYMENT: 'late' }, notBefore: soon }),
      'Published',
      'its payment not recorded yet. That is tried again by itself; the bill is not posted again',
      soon.toISOString(),
    ],
    [
      'complete without its payment, and without its document',
      notice('COMPLETE', { following: { PAYMENT: 'failed', ATTACHMENT: 'failed' } }),
      'Payment missing',
      'it is unpaid there',
      null,
    ],
    [
      'complete without its link back',
      notice('COMPLETE', { following: { NOTE: 'failed' } }),
      'Published',
      'Awaiting payment by Ada',
      null,
    ],
    ['voided since', notice('VOIDED'), 'Voided', 'was voided in Xero', null],
    ['refused', notice('REJECTED'), 'Refused', 'nothing was posted', null],
  ])('of a publication that is %s', (_, told, label, words, until) => {
    expect(told.label).toBe(label);
    expect(told.explanation).toContain(words);
    expect(told.until).toBe(until);
  });

  test('says of every state whether something still goes on', () => {
    const live = publicationStates.filter((state) => notice(state).isLive);
    expect(live).toEqual(['QUEUED', 'SENDING', 'UNCERTAIN', 'POSTED']);
  });

  test('names no time that has passed', () => {
    expect(notice('QUEUED', { notBefore: new Date('2026-11-23T09:59:59Z') })).toMatchObject({
      label: 'Queued',
      until: null,
    });
  });
});
