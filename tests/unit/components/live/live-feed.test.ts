import { beforeEach, describe, expect, test } from 'vitest';
import { type Interest, LiveFeed } from '#components/live/live-feed.ts';
import type { LiveEvent } from '#lib/events/announcement.ts';

/** That of the part that listens: what was asked for earlier, another page asked for. */
const VISIT = 3;

let feed: LiveFeed;
let calls: number;

beforeEach(() => {
  calls = 0;
  feed = new LiveFeed(10, () => calls++);
});

const tell = (number: number, more: Partial<LiveEvent> = {}) =>
  feed.tell({ number, topic: 'items', id: 'seven', visit: null, isReplayed: false, ...more });

/** Whether a part of that interest, drawn at that event, is out of date. */
function isOutOfDate(interest: Interest, drawnAt = 10): boolean {
  const leave = feed.join(interest, drawnAt, VISIT);
  const taken = feed.take();
  leave();
  return taken;
}

describe('a part that listens', () => {
  test.each<[Interest, Partial<LiveEvent>, boolean]>([
    [{ items: 'any' }, {}, true],
    [{ items: 'seven' }, {}, true],
    [{ items: 'eight' }, {}, false],
    [{ items: 'eight' }, { id: null }, true],
    [{ items: 'eight', sync: 'any' }, { topic: 'sync', id: 'a connection' }, true],
    [{ items: 'seven' }, { topic: 'connection', id: 'a connection' }, false],
    [{ connection: 'any' }, { topic: null, id: null }, true],
    [{ items: 'any' }, { visit: VISIT }, false],
    [{ items: 'any' }, { visit: VISIT + 1 }, false],
    [{ items: 'any' }, { visit: VISIT - 1 }, true],
  ])('for %j is drawn anew after %j: %s', (interest, event, expected) => {
    feed.join(interest, 10, VISIT);
    tell(11, event);
    expect([feed.take(), calls]).toEqual([expected, expected ? 1 : 0]);
    expect(feed.take()).toBe(false);
  });

  test('is not drawn anew for an event that is told twice, or once it has gone', () => {
    const leave = feed.join({ items: 'any' }, 10, VISIT);
    tell(11);
    feed.take();
    tell(11);
    expect(feed.take()).toBe(false);
    tell(12);
    leave();
    expect(feed.take()).toBe(false);
  });
});

describe('a part that comes', () => {
  test('is told what took effect after its drawing, whatever the numbers', () => {
    tell(13);
    tell(12);
    expect(isOutOfDate({ items: 'any' }, 13)).toBe(true);
    expect(isOutOfDate({ items: 'any' }, 12)).toBe(false);
    expect(isOutOfDate({ items: 'eight' }, 10)).toBe(false);
  });

  test('is told what the page that was loaded has missed', () => {
    expect(isOutOfDate({ items: 'any' })).toBe(false);
    tell(9, { isReplayed: true });
    expect(isOutOfDate({ items: 'any' })).toBe(true);
  });

  test('is told all of a replay that its drawing fell into', () => {
    tell(12, { isReplayed: true });
    tell(13, { isReplayed: true });
    expect(isOutOfDate({ items: 'any' }, 13)).toBe(true);
    tell(14);
    expect(isOutOfDate({ items: 'any' }, 14)).toBe(false);
  });

  test('has nothing to be told when it is newer than all that has arrived', () => {
    tell(11);
    expect(isOutOfDate({ items: 'any' }, 20)).toBe(false);
  });

  test('from an older drawing is told what this tab has changed since, since it was another that showed it', () => {
    tell(11, { visit: VISIT - 1 });
    expect(isOutOfDate({ items: 'any' }, 10)).toBe(true);
    expect(isOutOfDate({ items: 'any' }, 11)).toBe(false);
  });

  test('from before all that is remembered is told that anything may have changed', () => {
    expect(isOutOfDate({ connection: 'any' }, 4)).toBe(true);
    for (let number = 11; number <= 2_000; number++) tell(number);
    expect(isOutOfDate({ connection: 'any' }, 11)).toBe(true);
    expect(isOutOfDate({ connection: 'any' }, 1_999)).toBe(false);
  });
});
