import { describe, expect, test } from 'vitest';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import {
  type LifeStatus,
  lifeNews,
  looksAgainAt,
  type SeenLife,
  type Settlement,
} from '#lib/domain/publication/life.ts';
import { newsTexts } from '#lib/domain/publication/life-words.ts';

const payment = (ledgerId: string, amount: string): Settlement => ({
  ...{ kind: 'payment', ledgerId, amount },
  on: calendarDate('2026-11-12'),
});

const life = (status: LifeStatus, more: Partial<SeenLife> = {}): SeenLife => ({
  ...{ status, total: '120', due: '120', settlements: [], settledOn: null, edits: [] },
  ...more,
});

const total = { field: 'total', line: null, sent: '120', stored: '90' } as const;
const words = (before: SeenLife | null, after: SeenLife) => {
  const news = lifeNews(before, after, 'AUTHORISED');
  return news && newsTexts(news, { numbers: 'commaPoint', digits: 2, currency: 'GBP' });
};

describe('what is told of a document in the books', () => {
  test('is nothing while it is as it was sent, or as it was seen', () => {
    expect(words(null, life('AUTHORISED'))).toBeNull();
    const paid = life('PAID', { settlements: [payment('a', '120')] });
    expect(words(paid, paid)).toBeNull();
  });

  test('is each payment once, also those that are taken back', () => {
    const part = life('PART_PAID', { settlements: [payment('a', '50')] });
    expect(words(null, part)).toEqual(['Paid 50.00 on 12 Nov 2026']);
    const whole = life('PAID', { settlements: [payment('a', '50'), payment('b', '70')] });
    expect(words(part, whole)).toEqual(['Paid 70.00 on 12 Nov 2026']);
    expect(words(whole, part)).toEqual(['Taken back: paid 70.00 on 12 Nov 2026']);
  });

  test('is what was changed there, and that it no longer is', () => {
    const changed = life('AUTHORISED', { edits: [total] });
    expect(words(null, changed)).toEqual(['Total: sent 120.00, now 90.00']);
    expect(words(changed, life('AUTHORISED'))).toEqual(['It is as it was sent again']);
    expect(words(changed, life('VOIDED'))).toEqual([]);
  });

  test('is that it ended, which leaves nothing else to say', () => {
    expect(lifeNews(life('AUTHORISED'), life('VOIDED'), 'AUTHORISED')).toMatchObject({
      status: 'VOIDED',
      isMoved: true,
    });
  });
});

test('a document is read again in a day while it is open, in a week once paid, and when nothing can change never', () => {
  const now = new Date('2026-11-23T10:00:00Z');
  const posted = new Date('2026-11-01T10:00:00Z');
  const at = (status: LifeStatus, settledOn: string | null = null) =>
    looksAgainAt(
      { status, settledOn: settledOn === null ? null : calendarDate(settledOn) },
      posted,
      now,
    )?.toISOString();
  expect(at('PART_PAID')).toBe('2026-11-24T10:00:00.000Z');
  expect(at('PAID', '2026-11-20')).toBe('2026-11-30T10:00:00.000Z');
  expect(
    looksAgainAt({ status: 'PAID', settledOn: calendarDate('2026-06-01') }, new Date('2026-06-01'), now),
  ).toBeNull();
  expect(at('VOIDED')).toBeUndefined();
});
