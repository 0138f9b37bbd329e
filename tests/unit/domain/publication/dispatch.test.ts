import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answer,
  afterAnswer,
  afterSilence,
  backoffMs,
  type DispatchState,
} from '#lib/domain/publication/dispatch.ts';
import { mayBecome, type StepState } from '#lib/domain/publication/publication-steps.ts';

const MINUTE = 60_000;
const KEY_LIFE_MS = 6 * MINUTE;
const sentAt = new Date('2026-11-23T10:00:00Z');
const later = (ms: number) => new Date(sentAt.getTime() + ms);

describe('a request whose answer nobody recorded', () => {
  test.each<[string, DispatchState, Date | null, number, object]>([
    ['never left', 'STORED', null, 0, { move: 'void' }],
    ['was sent just now', 'SENT', sentAt, 1_000, { move: 'resend' }],
    ['was sent under four minutes ago', 'UNCERTAIN', sentAt, 4 * MINUTE - 1, { move: 'resend' }],
    ['is too near the end of its key', 'UNCERTAIN', sentAt, 4 * MINUTE, { move: 'wait', until: later(375_000) }],
    ['may still be on its way', 'SENT', sentAt, 375_000 - 1, { move: 'wait', until: later(375_000) }],
    ['is past the end of its key', 'SENT', sentAt, 375_000, { move: 'lookUp' }],
    ['was sent days ago', 'UNCERTAIN', sentAt, 3 * 24 * 60 * MINUTE, { move: 'lookUp' }],
  ])('and that %s', (_, state, firstSentAt, age, move) => {
    expect(afterSilence({ state, firstSentAt, isRepeatable: true }, KEY_LIFE_MS, later(age))).toEqual(move);
  });

  test.each<[string, Date | null, number, object]>([
    ['never left', null, 0, { move: 'void' }],
    ['was sent just now', sentAt, 1_000, { move: 'wait', until: later(375_000) }],
    ['is past the end of its key', sentAt, 375_000, { move: 'lookUp' }],
  ])('and that %s is only looked up when it cannot be repeated byte by byte', (_, firstSentAt, age, move) => {
    const dispatch = { state: 'SENT', firstSentAt, isRepeatable: false } as const;
    expect(afterSilence(dispatch, KEY_LIFE_MS, later(age))).toEqual(move);
  });
});

describe('an answer', () => {
  const first = { isResend: false, members: 1 };
  const again = { isResend: true, members: 1 };
  const oneOfMany = { isResend: false, members: 50 };

  test.each<[Answer, typeof first, string, DispatchState, boolean]>([
    ['done', first, 'DONE', 'ANSWERED', true],
    ['done', again, 'DONE', 'ANSWERED', true],
    ['refused', oneOfMany, 'FAILED', 'ANSWERED', true],
    ['requestRefused', first, 'FAILED', 'ANSWERED', true],
    ['requestRefused', oneOfMany, 'PENDING', 'ANSWERED', true],
    ['turnedAway', first, 'PENDING', 'VOID', false],
    // The repeat was turned away; what the first send did is as unknown as before.
    ['turnedAway', again, 'UNCERTAIN', 'UNCERTAIN', false],
    ['silence', first, 'UNCERTAIN', 'UNCERTAIN', false],
    ['silence', again, 'UNCERTAIN', 'UNCERTAIN', false],
    ['absent', first, 'PENDING', 'VOID', true],
  ])('"%s" to %j makes the step %s and the request %s', (answer, request, step, dispatch, spends) => {
    expect(afterAnswer(answer, request)).toEqual({ step, dispatch, spendsAttempt: spends });
  });

  test('always leads somewhere a step may go', () => {
    for (const answer of ['done', 'refused', 'requestRefused', 'turnedAway', 'silence'] as const) {
      for (const request of [first, again, oneOfMany]) {
        const { step } = afterAnswer(answer, request);
        expect(mayBecome('SENDING', step) || mayBecome('UNCERTAIN', step)).toBe(true);
      }
    }
  });
});

test('tries in vain are further and further apart, up to an hour', () => {
  expect([1, 2, 3, 4, 20].map(backoffMs)).toEqual([3_000, 6_000, 12_000, 24_000, 3_600_000]);
});

/** What becomes of one send. A slow one is given up by us as silent and arrives a minute later all the same. */
const fates = [
  'answered',
  'answerLost',
  'lostOnTheWay',
  'slow',
  'turnedAway',
  'crashedBefore',
  'crashedAfter',
] as const;
type Fate = (typeof fates)[number];
const SLOW_MS = MINUTE;

/** A ledger that remembers keys for six minutes, at the other end of a bad line. */
class BadLine {
  bills = 0;
  private readonly keys = new Map<string, number>();
  private underWay: { key: string; at: number }[] = [];

  send(key: string, now: number, fate: Fate): Answer | null {
    if (fate === 'turnedAway') return 'turnedAway';
    if (fate === 'slow') this.underWay.push({ key, at: now + SLOW_MS });
    else if (fate !== 'lostOnTheWay') this.arrive(key, now);
    if (fate === 'crashedAfter') return null;
    return fate === 'answered' ? 'done' : 'silence';
  }

  passTo(now: number): void {
    for (const { key, at } of this.underWay.filter(({ at }) => at <= now)) this.arrive(key, at);
    this.underWay = this.underWay.filter(({ at }) => at > now);
  }

  private arrive(key: string, now: number): void {
    const usedAt = this.keys.get(key);
    if (usedAt !== undefined && now < usedAt + KEY_LIFE_MS) return;
    this.bills += 1;
    this.keys.set(key, now);
  }
}

/** A worker with one document to post, following the rules; each turn may be another process. */
class Publishing {
  state: StepState = 'PENDING';
  private dispatch = { key: '', state: 'VOID' as DispatchState, firstSentAt: null as Date | null, isRepeatable: true };
  private readonly line: BadLine;
  private keys = 0;

  constructor(line: BadLine) {
    this.line = line;
  }

  turn(now: number, fate: Fate): void {
    if (this.state === 'PENDING') {
      this.keys += 1;
      this.dispatch = { key: `key-${this.keys}`, state: 'STORED', firstSentAt: null, isRepeatable: true };
      this.state = 'SENDING';
      this.send(now, fate, false);
      return;
    }
    const next = afterSilence(this.dispatch, KEY_LIFE_MS, new Date(now));
    if (next.move === 'resend') this.send(now, fate, true);
    else if (next.move === 'void') this.hear('absent', false);
    else if (next.move === 'lookUp') this.hear(this.line.bills > 0 ? 'done' : 'absent', false);
  }

  private send(now: number, fate: Fate, isResend: boolean): void {
    if (fate === 'crashedBefore') return;
    this.dispatch.state = 'SENT';
    this.dispatch.firstSentAt ??= new Date(now);
    const answer = this.line.send(this.dispatch.key, now, fate);
    if (answer) this.hear(answer, isResend);
  }

  private hear(answer: Answer, isResend: boolean): void {
    const verdict = afterAnswer(answer, { isResend, members: 1 });
    this.dispatch.state = verdict.dispatch;
    this.state = verdict.step;
  }
}

const misfortune = fc.record({
  fate: fc.constantFrom(...fates),
  /** How long until a worker looks again. */
  pauseMs: fc.oneof(
    // Around the moments at which the rules change their mind.
    fc.constantFrom(0, 10_000, MINUTE / 2, 4 * MINUTE - 1, 5 * MINUTE, 7 * MINUTE, 3 * 24 * 60 * MINUTE),
    fc.integer({ min: 0, max: 10 * MINUTE }),
  ),
});

describe('whatever happens to requests, answers and workers', () => {
  test('one document makes at most one bill, and exactly one as soon as the line is good', () => {
    fc.assert(
      fc.property(fc.array(misfortune, { maxLength: 40 }), (misfortunes) => {
        const line = new BadLine();
        const publishing = new Publishing(line);
        let now = 0;
        const calm = Array.from({ length: 10 }, () => ({ fate: 'answered' as const, pauseMs: 2 * MINUTE }));
        for (const { fate, pauseMs } of [...misfortunes, ...calm]) {
          if (publishing.state !== 'DONE') publishing.turn(now, fate);
          now += pauseMs;
          line.passTo(now);
          expect(line.bills).toBeLessThanOrEqual(1);
        }
        expect(publishing.state).toBe('DONE');
        expect(line.bills).toBe(1);
      }),
      { numRuns: 3_000 },
    );
  });
});
