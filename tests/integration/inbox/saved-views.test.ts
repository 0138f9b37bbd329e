import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { usualLayout } from '#lib/domain/list-layout.ts';
import { type ListPlace, listPlaceSchema } from '#lib/inbox/inbox-query.ts';
import {
  changeView,
  firstView,
  MAX_VIEWS,
  openFirst,
  pinnedViews,
  pinView,
  putViewAway,
  savedView,
  savedViews,
  saveView,
  viewCounts,
} from '#lib/inbox/saved-views.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aBusiness } from '#tests/support/connect.ts';

let ada: PersonScope;
let ben: PersonScope;
let sam: PersonScope;

beforeEach(async () => {
  ada = await aBusiness();
  const member = async (name: string, role: 'BOOKKEEPER' | 'SUBMITTER'): Promise<PersonScope> => {
    const { actor } = await aBusiness();
    await db.membership.create({ data: { businessId: ada.businessId, userId: actor.userId, role } });
    return { businessId: ada.businessId, actor: { ...actor, name, role } };
  };
  ben = await member('Ben', 'BOOKKEEPER');
  sam = await member('Sam', 'SUBMITTER');
});

const large = listPlaceSchema.parse({ where: { total: '1000..' }, sort: 'total' });

async function save(of: PersonScope, name: string, { isShared = false, place = large as ListPlace } = {}) {
  const saved = await saveView(of, 'COSTS', { name, isShared, place, layout: usualLayout('inbox') });
  if (!saved.ok) throw new Error(saved.error.message);
  return saved.value.viewId;
}

const names = async (of: PersonScope) => (await savedViews(of, 'COSTS')).map(({ name }) => name);

test('a view is one’s own until it is shared, and then its owner alone changes it, for all', async () => {
  const viewId = await save(ada, 'Large ones');
  expect(await names(ada)).toEqual(['Large ones']);
  expect(await names(ben)).toEqual([]);
  expect(await savedView(ben, 'COSTS', viewId)).toBeNull();
  expect(await changeView(ada, 'COSTS', viewId, { isShared: true })).toMatchObject({ ok: true });
  const place = listPlaceSchema.parse({ where: { total: '5000..' } });
  expect(await changeView(ada, 'COSTS', viewId, { name: 'Very large ones', place })).toMatchObject({ ok: true });
  const shared = await savedView(ben, 'COSTS', viewId);
  expect(shared).toMatchObject({ name: 'Very large ones', place, isMine: false, isShared: true });
  for (const refused of [
    await changeView(ben, 'COSTS', viewId, { name: 'Mine now' }),
    await putViewAway(ben, 'COSTS', { viewId, isDeleted: true }),
  ]) {
    expect(refused).toMatchObject({ error: { code: 'missing' } });
  }
  expect(await savedViews(ada, 'SALES')).toEqual([]);
  expect(await savedView(await aBusiness(), 'COSTS', viewId)).toBeNull();
});

test('who may not edit items keeps views of their own, and shares none', async () => {
  const viewId = await save(sam, 'My own');
  expect(await changeView(sam, 'COSTS', viewId, { isShared: true })).toMatchObject({ error: { code: 'forbidden' } });
  expect(await saveView(sam, 'COSTS', { name: 'For all', isShared: true, place: large, layout: null })).toMatchObject({
    error: { code: 'forbidden' },
  });
  expect(await names(ada)).toEqual([]);
});

test('a name is had once by each person, and a person has so many views', async () => {
  await save(ada, 'Large ones');
  expect(
    await saveView(ada, 'COSTS', { name: 'LARGE ones', isShared: false, place: large, layout: null }),
  ).toMatchObject({ error: { fields: { name: 'You have a view called Large ones already.' } } });
  await save(ben, 'Large ones');
  for (let count = 1; count < MAX_VIEWS; count++) await save(ada, `View ${count}`);
  expect(await saveView(ada, 'COSTS', { name: 'One more', isShared: false, place: large, layout: null })).toMatchObject(
    { error: { code: 'tooMany' } },
  );
});

test('a view that is deleted is gone for all, and comes back by Undo', async () => {
  const viewId = await save(ada, 'Large ones', { isShared: true });
  await openFirst(ben, 'COSTS', viewId);
  expect((await firstView(ben, 'COSTS'))?.isFirst).toBe(true);
  expect(await firstView(ada, 'COSTS')).toBeNull();
  await putViewAway(ada, 'COSTS', { viewId, isDeleted: true });
  expect(await names(ben)).toEqual([]);
  expect(await firstView(ben, 'COSTS')).toBeNull();
  await putViewAway(ada, 'COSTS', { viewId, isDeleted: false });
  expect((await firstView(ben, 'COSTS'))?.name).toBe('Large ones');
  await openFirst(ben, 'COSTS', null);
  expect(await firstView(ben, 'COSTS')).toBeNull();
  expect(await openFirst(ben, 'COSTS', randomUUID())).toMatchObject({ error: { code: 'missing' } });
});

test('a view stands among the tabs of whoever puts it there, as long as they may see it, and so many do', async () => {
  const shared = await save(ada, 'Large ones', { isShared: true });
  expect(await pinView(ben, 'COSTS', { viewId: shared, isPinned: true })).toEqual({ ok: true, value: null });
  expect(await pinView(ben, 'COSTS', { viewId: shared, isPinned: true })).toEqual({ ok: true, value: null });
  const tabs = async (scope: PersonScope) => (await pinnedViews(scope, 'COSTS')).map(({ name }) => name);
  expect([await tabs(ben), await tabs(ada), await pinnedViews(ben, 'SALES')]).toEqual([['Large ones'], [], []]);
  expect((await savedView(ben, 'COSTS', shared))?.isPinned).toBe(true);
  expect((await savedView(ada, 'COSTS', shared))?.isPinned).toBe(false);

  for (const name of ['Zinc', 'Alum']) {
    await pinView(ben, 'COSTS', { viewId: await save(ben, name), isPinned: true });
  }
  expect(await tabs(ben)).toEqual(['Large ones', 'Zinc', 'Alum']);
  const fourth = await save(ben, 'Tin');
  expect(await pinView(ben, 'COSTS', { viewId: fourth, isPinned: true })).toMatchObject({ error: { code: 'tooMany' } });

  // What is shared no more is nobody else's tab, and makes room.
  await changeView(ada, 'COSTS', shared, { isShared: false });
  expect(await tabs(ben)).toEqual(['Zinc', 'Alum']);
  expect(await pinView(ben, 'COSTS', { viewId: shared, isPinned: true })).toMatchObject({ error: { code: 'missing' } });
  expect(await pinView(ben, 'COSTS', { viewId: fourth, isPinned: true })).toMatchObject({ ok: true });
  await pinView(ben, 'COSTS', { viewId: fourth, isPinned: false });
  expect(await tabs(ben)).toEqual(['Zinc', 'Alum']);
});

test('a workspace opens with a view of its inbox alone, so that its inbox is always found', async () => {
  for (const elsewhere of [
    { ...large, from: 'archive', sort: 'archived' } as const,
    { ...large, filter: 'refused' } as const,
  ]) {
    const viewId = await save(ada, elsewhere.from, { place: elsewhere });
    expect(await openFirst(ada, 'COSTS', viewId)).toMatchObject({ error: { code: 'notOfInbox' } });
  }
  const viewId = await save(ada, 'Large ones');
  await openFirst(ada, 'COSTS', viewId);
  await changeView(ada, 'COSTS', viewId, { place: { ...large, from: 'archive', sort: 'archived' } });
  expect(await firstView(ada, 'COSTS')).toBeNull();
});

test('each view says how many items it shows to whoever looks, of its list and its tab', async () => {
  const item = { businessId: ada.businessId, submittedByUserId: sam.actor.userId };
  await db.item.create({ data: { ...item, number: 1, total: '2000.00' } });
  await db.item.create({ data: { ...item, number: 2, total: '3000.00', submittedByUserId: null } });
  await db.item.create({ data: { ...item, number: 3, total: '3000.00', place: 'ARCHIVE', archivedAt: new Date() } });
  const inbox = await save(ada, 'Inbox', { isShared: true });
  const ready = await save(ada, 'Ready', { isShared: true, place: { ...large, filter: 'ready' } });
  const archive = await save(ada, 'Archive', {
    isShared: true,
    place: { ...large, from: 'archive', sort: 'archived' },
  });
  const counts = async (of: PersonScope) => viewCounts(of, 'COSTS', await savedViews(of, 'COSTS'));
  expect(await counts(ada)).toEqual({ [inbox]: 2, [ready]: 0, [archive]: 1 });
  expect(await counts(sam)).toEqual({ [inbox]: 1, [ready]: 0, [archive]: 1 });
});

test('a view that was kept with a filter that is no more shows what is left of it', async () => {
  const { businessId, actor } = ada;
  const view = { businessId, workspace: 'COSTS', userId: actor.userId, byName: 'Ada', name: 'Old' } as const;
  const place = { where: { colour: 'red', total: '5' }, from: 'inbox' };
  const { id } = await db.savedView.create({ data: { ...view, place, layout: { columns: 'all' } } });
  expect(await savedView(ada, 'COSTS', id)).toMatchObject({ place: { where: { total: '5' } }, layout: null });
});
