import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { archiveFlag, flagChoices, listFlags, saveFlag } from '#lib/coding/flags.ts';
import { db } from '#lib/db.ts';
import { MAX_FLAGS } from '#lib/domain/flag.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { searchCounts } from '#lib/inbox/inbox-counts.ts';
import { inboxQuerySchema } from '#lib/inbox/inbox-query.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { markRead } from '#lib/inbox/read-marks.ts';
import { selectMatching } from '#lib/inbox/select-matching.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aBusiness } from '#tests/support/connect.ts';

let scope: PersonScope;
let ben: PersonScope;
let ids: string[];

beforeEach(async () => {
  scope = await aBusiness();
  const { businessId } = scope;
  const { actor } = await aBusiness();
  await db.membership.create({ data: { businessId, userId: actor.userId, role: 'SUBMITTER' } });
  ben = { businessId, actor: { ...actor, name: 'Ben', role: 'SUBMITTER' } };
  ids = [];
  for (const number of [1, 2, 3]) {
    const data = { businessId, number, submittedByUserId: scope.actor.userId, reference: `INV-${number}` };
    ids.push((await db.item.create({ data })).id);
  }
});

const shown = async (of: PersonScope, asked: object = {}) => {
  const query = inboxQuerySchema.parse({ ...asked, isDescending: false });
  return (await listInbox(of, 'COSTS', query, { after: null, limit: 10 })).rows;
};

const flag = async (name: string) => {
  const made = await saveFlag(scope, { flagId: null, name, colour: 'blue' });
  if (!made.ok) throw new Error(made.error.message);
  const found = (await flagChoices(scope)).find((each) => each.name === name);
  if (!found) throw new Error(`${name} was not made`);
  return found;
};

test('what is new is unread until one opens it or says so, for each person by themselves', async () => {
  expect((await shown(scope)).map(({ isUnread }) => isUnread)).toEqual([true, true, true]);
  await markRead(scope, ids.slice(0, 2), true);
  expect((await shown(scope)).map(({ isUnread }) => isUnread)).toEqual([false, false, true]);
  expect((await shown(scope, { where: { unread: 'yes' } })).map(({ id }) => id)).toEqual(ids.slice(2));
  expect(await searchCounts(scope, 'COSTS', { search: '', where: { unread: 'yes' } })).toMatchObject({ all: 1 });
  expect((await getItem(scope, 'COSTS', 1))?.isUnread).toBe(false);
  const all = { ...ben, actor: { ...ben.actor, role: 'BOOKKEEPER' } } as const;
  expect((await shown(all)).map(({ isUnread }) => isUnread)).toEqual([true, true, true]);
  await markRead(scope, [ids[0] ?? ''], false);
  expect((await shown(scope)).map(({ isUnread }) => isUnread)).toEqual([true, false, true]);
});

test('what was there before one became a member is read, unless one says otherwise', async () => {
  await db.item.update({ where: { id: ids[0] ?? '' }, data: { createdAt: new Date('2026-01-01') } });
  expect((await shown(scope)).find(({ id }) => id === ids[0])?.isUnread).toBe(false);
  await markRead(scope, ids, false);
  expect((await shown(scope, { where: { unread: 'yes' } })).length).toBe(3);
});

test('nobody marks what they may not see', async () => {
  expect(await markRead(ben, ids, true)).toBe(0);
  expect(await db.itemReading.count({ where: { itemId: { in: ids } } })).toBe(0);
});

test('a business begins with one flag, and has its own names for up to twelve', async () => {
  expect(await listFlags(scope)).toMatchObject([{ name: 'Flagged', colour: 'orange', isArchived: false }]);
  expect(await saveFlag(scope, { flagId: null, name: 'FLAGGED', colour: 'red' })).toMatchObject({
    error: { code: 'flagTaken', fields: { name: 'There is a flag called Flagged already.' } },
  });
  for (let count = 1; count < MAX_FLAGS; count++) await flag(`Flag ${count}`);
  const tooMany = await saveFlag(scope, { flagId: null, name: 'Too many', colour: 'red' });
  expect(tooMany).toMatchObject({ error: { code: 'tooMany' } });
});

test('an item shows its flag and is found by it, also once the flag is archived, when no other gets it', async () => {
  const ask = await flag('Ask the client');
  const [first = '', second = ''] = ids;
  await editItem(scope, { itemId: first, revision: 1, changes: { flagId: ask.id } });
  expect((await shown(scope))[0]).toMatchObject({ flag: { name: 'Ask the client', colour: 'blue' } });
  for (const asked of ['any', ask.id])
    expect((await shown(scope, { where: { flag: asked } })).map(({ id }) => id)).toEqual([first]);
  expect(await shown(scope, { where: { flag: randomUUID() } })).toEqual([]);
  await archiveFlag(scope, { flagId: ask.id, isArchived: true });
  expect((await flagChoices(scope)).map(({ name }) => name)).toEqual(['Flagged']);
  expect((await shown(scope, { where: { flag: ask.id } }))[0]?.flag?.name).toBe('Ask the client');
  expect(await editItem(scope, { itemId: second, revision: 1, changes: { flagId: ask.id } })).toMatchObject({
    error: { code: 'flagUnknown' },
  });
  const stranger = await aBusiness();
  expect(await archiveFlag(stranger, { flagId: ask.id, isArchived: false })).toMatchObject({
    error: { code: 'missing' },
  });
});

test('all that a filter shows is selected, and nothing else', async () => {
  const ask = await flag('Ask the client');
  await editItem(scope, { itemId: ids[1] ?? '', revision: 1, changes: { flagId: ask.id } });
  const { items, isMore } = await selectMatching(scope, 'COSTS', inboxQuerySchema.parse({ where: { flag: 'any' } }));
  expect(items).toMatchObject([{ id: ids[1], revision: 2, isReady: false }]);
  expect(isMore).toBe(false);
  expect((await selectMatching(ben, 'COSTS', inboxQuerySchema.parse({}))).items).toEqual([]);
});
