import { describe, expect, test } from 'vitest';
import { endToast, publishToast } from '#components/publishing/publish-toast.ts';
import { problem } from '#lib/domain/readiness/problem.ts';
import { failure, ok } from '#lib/domain/result.ts';
import type { PublishingGate } from '#lib/publishing/publication-view.ts';
import type { PublishOutcome } from '#lib/publishing/publish-items.ts';

const books = { ledgerName: 'Xero', organisationName: 'Harbour & Vine Ltd' };
const connected: PublishingGate = { ...books, health: 'connected' };
const lost: PublishingGate = { ...books, health: 'needsReconnecting' };

const all: Record<PublishOutcome['outcome'], PublishOutcome> = {
  queued: { itemId: '1', outcome: 'queued', publicationId: 'p' },
  notReady: { itemId: '1', outcome: 'notReady', problems: [] },
  changed: { itemId: '1', outcome: 'changed', revision: 2 },
  underWay: { itemId: '1', outcome: 'underWay' },
  published: { itemId: '1', outcome: 'published' },
  archived: { itemId: '1', outcome: 'archived' },
  inBooks: { itemId: '1', outcome: 'inBooks', revision: 1 },
  stopped: { itemId: '1', outcome: 'stopped' },
  missing: { itemId: '1', outcome: 'missing' },
};
const outcomes = (...kinds: PublishOutcome['outcome'][]) => ok(kinds.map((kind) => all[kind]));

describe('after Publish was pressed', () => {
  test('nothing is said about a single item that is on its way: its live state says it', () => {
    expect(publishToast(outcomes('queued'), connected)).toBeNull();
  });

  test('nor about what the books may have already: that is asked by itself', () => {
    expect(publishToast(outcomes('inBooks'), connected)).toBeNull();
    expect(publishToast(outcomes('queued', 'queued', 'inBooks'), connected)?.title).toBe('2 items being published');
  });

  test('unless it leaves the list that is shown', () => {
    const told = publishToast(outcomes('queued'), connected, { leavesList: true });
    expect(told).toMatchObject({ title: '1 item being published', tone: 'success' });
  });

  test.each([
    [['queued', 'queued'], connected, '2 items being published', undefined, 'success'],
    [['queued', 'notReady', 'notReady'], connected, '1 item being published', '2 are not ready', 'info'],
    [['queued'], lost, '1 item queued', 'It goes out by itself once Xero is reconnected.', 'success'],
    [['queued', 'queued', 'missing'], lost, '2 items queued', 'They go out by themselves', 'info'],
    [['notReady'], connected, 'Nothing was published', '1 is not ready', 'danger'],
    [['changed'], connected, 'Nothing was published', 'look again', 'danger'],
    [['archived'], connected, 'Nothing was published', '1 was archived meanwhile: bring it back', 'danger'],
    [['underWay', 'published'], connected, 'Nothing was published', '1 was published already', 'danger'],
  ] as const)('%j is told as it is', (kinds, gate, title, words, tone) => {
    const told = publishToast(outcomes(...kinds), gate);
    expect(told).toMatchObject({ title, tone });
    if (words) expect(told?.description).toContain(words);
    else expect(told?.description).toBeUndefined();
  });

  test('one that was ready when it was shown says what has changed since, such as a lock date that stops it', () => {
    const message = 'This business has locked everything up to 31 Mar 2026.';
    const problems = [problem('periodLocked', 'issuedOn', message)];
    const both = ['1', '2'].map((itemId) => ({ itemId, outcome: 'notReady' as const, problems }));
    const told = publishToast(ok(both), connected);
    expect(told?.description).toBe(`2 are not ready: ${message}`);
  });

  test('a failure is passed on in its own words', () => {
    expect(publishToast(failure('notConnected', 'Connect first.'), connected)).toEqual({
      title: 'Not published',
      description: 'Connect first.',
      tone: 'danger',
    });
  });
});

describe('once all that was begun is decided', () => {
  const end = (outcome: 'published' | 'refused' | 'takenBack', ledgerUrl: string | null = null) => ({
    outcome,
    ledgerUrl,
  });
  const told = (...ends: ReturnType<typeof end>[]) => endToast(ends, 'Xero', { show: () => {}, open: () => {} });

  test.each([
    [['published', 'refused', 'refused', 'refused'], '1 published, 3 refused', 'danger', 'Show'],
    [['refused'], '1 refused', 'danger', 'Show'],
    [['published', 'published', 'takenBack'], '2 items published', 'success', undefined],
  ] as const)('%j is told as %s', (outcomes, title, tone, action) => {
    const message = told(...outcomes.map((outcome) => end(outcome)));
    expect([message?.title, message?.tone, message?.action?.label]).toEqual([title, tone, action]);
  });

  test('a single published item leads to its document', () => {
    expect(told(end('published', 'https://go.xero.com/1'))?.action?.label).toBe('Open in Xero');
  });

  test('nothing is said of what was taken back', () => {
    expect(told(end('takenBack'))).toBeNull();
  });
});
