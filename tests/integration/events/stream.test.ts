import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventStream, streamRequest } from '#app/[business]/events/event-stream.ts';
import { signOutOf } from '#lib/account/sessions.ts';
import { db } from '#lib/db.ts';
import { tabId } from '#lib/domain/tab-id.ts';
import { announce } from '#lib/events/announce.ts';
import type { LiveEvent } from '#lib/events/announcement.ts';
import { newestEvent } from '#lib/events/read-log.ts';
import { aSession } from '#tests/support/account.ts';
import { aBusiness } from '#tests/support/connect.ts';

let businessId: string;
let userId: string;
let sessionId: string;
let leaving: AbortController;

beforeEach(async () => {
  const scope = await aBusiness();
  businessId = scope.businessId;
  userId = scope.actor.userId;
  sessionId = await aSession();
  leaving = new AbortController();
  setMaxListeners(0, leaving.signal);
});

afterEach(() => leaving.abort());

const tell = (id = randomUUID(), origin?: string) =>
  announce(db, { businessId, topic: 'items', id, origin }).then(() => id);

/** A page's stream, by what its browser asks for. Gives what it has been told so far, with the id of each event. */
function open(query: string, lastEventId?: string, whose = userId) {
  const headers = lastEventId ? { 'Last-Event-ID': lastEventId } : undefined;
  const request = new Request(`http://localhost/books/events?${query}`, { headers, signal: leaving.signal });
  const told: (LiveEvent & { lastEventId: string })[] = [];
  let text = '';
  let whole = '';
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const part of eventStream({ businessId, userId: whose, sessionId, ...streamRequest(request) })) {
      const came = decoder.decode(part, { stream: true });
      whole += came;
      text += came;
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const [, lastEventId, data] = /^id: (\d+)\ndata: (.*)$/.exec(block) ?? [];
        if (lastEventId && data) told.push({ lastEventId, ...(JSON.parse(data) as LiveEvent) });
      }
    }
  })();
  return { told, ended, ids: () => told.map(({ id }) => id), text: () => whole };
}

test('a page is told what changed between its drawing and its listening, and then what changes', async () => {
  await tell();
  const drawnAt = await newestEvent(businessId);
  const missed = await tell();
  const page = open(`since=${drawnAt}`);
  await expect.poll(page.ids).toEqual([missed]);
  const next = await tell();
  await expect.poll(page.ids).toEqual([missed, next]);
  expect(page.told.map(({ isReplayed }) => isReplayed)).toEqual([true, false]);
  expect(Number(page.told[1]?.lastEventId)).toBe(await newestEvent(businessId));
});

test('a browser that connects again is told what it missed since the last event, not since the drawing', async () => {
  const [first, second] = [await tell(), await tell()];
  const page = open('since=0');
  await expect.poll(page.ids).toEqual([first, second]);
  const again = open('since=0', page.told[0]?.lastEventId);
  await expect.poll(again.ids).toEqual([second]);
});

test.each([['nonsense'], ['999999999999']])(
  'a browser whose last event is %s is told that anything may have changed, and from where it goes on',
  async (lastEventId) => {
    await tell();
    const page = open('since=0', lastEventId);
    await expect.poll(() => page.told.length).toBeGreaterThan(0);
    expect(page.told[0]).toMatchObject({ topic: null, lastEventId: String(await newestEvent(businessId)) });
    const next = await tell();
    await expect.poll(() => page.told.at(-1)?.id).toBe(next);
  },
);

test('nothing is lost or told twice while a page connects amid changes', async () => {
  const announced: string[] = [];
  const storm = (async () => {
    for (let count = 0; count < 100; count++) announced.push(await tell());
  })();
  const pages = Array.from({ length: 5 }, () => open('since=0'));
  await storm;
  for (const page of pages) {
    await expect.poll(() => page.told.length).toBe(100);
    expect(page.ids().sort()).toEqual([...announced].sort());
  }
});

test('a page knows its own changes and those of the pages before it in its tab, and nobody learns whose the others are', async () => {
  const tab = randomUUID();
  const [own, other] = [open(`since=0&tab=${tabId(tab, 0)}`), open(`since=0&tab=${tabId(randomUUID(), 0)}`)];
  for (const origin of [tabId(tab, 1), tabId(tab, 20), undefined]) await tell(randomUUID(), origin);
  await expect.poll(() => own.told.map(({ visit }) => visit)).toEqual([1, 20, null]);
  await expect.poll(() => other.told.map(({ visit }) => visit)).toEqual([null, null, null]);
  expect(JSON.stringify(other.told)).not.toContain(tab.slice(0, 8));
});

test('when the database is lost the stream ends, and the next one has what was missed', async () => {
  const first = await tell();
  const page = open('since=0');
  await expect.poll(page.ids).toEqual([first]);
  await db.$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND query LIKE 'LISTEN %'`;
  await page.ended;
  const missed = await tell();
  const again = open('since=0', page.told[0]?.lastEventId);
  await expect.poll(again.ids).toEqual([missed]);
});

test('once their place in the business changes, a person’s stream ends at once, and nobody else’s does', async () => {
  const other = await db.user.create({
    data: { email: `${randomUUID()}@example.com`, name: 'Bea', passwordHash: '-' },
  });
  await db.membership.create({ data: { businessId, userId: other.id, role: 'BOOKKEEPER' } });
  const theirs = open('since=0', undefined, other.id);
  const mine = open('since=0');
  const first = await tell();
  for (const page of [theirs, mine]) await expect.poll(page.ids).toEqual([first]);

  await db.$transaction(async (transaction) => {
    await transaction.membership.delete({ where: { businessId_userId: { businessId, userId: other.id } } });
    await announce(transaction, { businessId, topic: 'team', id: other.id });
  });
  await theirs.ended;
  const next = await tell();
  await expect.poll(mine.ids).toEqual([first, other.id, next]);
  expect(theirs.ids()).toEqual([first]);
});

test('whoever was removed between the door and the stream hears nothing more', async () => {
  const page = open('since=0', undefined, randomUUID());
  await page.ended;
});

test('a member whose role changed goes on where they were, and is told of it', async () => {
  const changed = open('since=0');
  const first = await tell();
  await expect.poll(changed.ids).toEqual([first]);
  await announce(db, { businessId, topic: 'team', id: userId });
  await changed.ended;
  const again = open('since=0', changed.told.at(-1)?.lastEventId);
  await expect.poll(again.ids).toEqual([userId]);
});

test('a page hears nothing more once its session has ended, and one that has ended already hears nothing', async () => {
  const page = open('since=0');
  await expect.poll(page.text).toContain('retry');
  await tell();
  await expect.poll(() => page.told.length).toBeGreaterThan(0);
  await signOutOf(sessionId);
  await page.ended;
  await open('since=0').ended;
});

test('a page whose server stops is told to connect again at once, and so is one that comes meanwhile', async () => {
  const held = globalThis as { intrayStopping?: AbortController };
  const page = open('since=0');
  await expect.poll(page.text).toContain('retry: 2000');
  held.intrayStopping?.abort();
  await page.ended;
  expect(page.text()).toMatch(/retry: [3-6]\d\d\n\n$/);

  const late = open('since=0');
  await late.ended;
  expect(late.text()).toMatch(/retry: [3-6]\d\d\n\n$/);
});
