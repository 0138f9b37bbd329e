import { describe, expect, test } from 'vitest';
import { reviewItems } from '#lib/coding/review-items.ts';
import { db } from '#lib/db.ts';
import { toDo } from '#lib/domain/readiness/assessment.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { inboxCounts } from '#lib/inbox/inbox-counts.ts';
import { loadRows } from '#lib/inbox/list-inbox.ts';
import { getContact } from '#lib/lists/browse/get-contact.ts';
import { addAlias } from '#lib/lists/contact-aliases.ts';
import { searchContacts } from '#lib/lists/search-contacts.ts';
import { startRefresh } from '#lib/lists/start-refresh.ts';
import { cancelPublication } from '#lib/publishing/cancel-publication.ts';
import type { Item } from '#prisma/generated/client.ts';
import {
  aConnectedBusiness,
  anItem,
  type ConnectedBusiness,
  drainToTheEnd,
  newestPublication,
  publish,
  refreshed,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();

test('an item waits while it is published, is free again when that is cancelled, and ends published', async () => {
  const business = await aConnectedBusiness();
  const { id } = await anItem(business, { accountCode: '429' });
  const status = async () => {
    const item = await db.item.findUniqueOrThrow({ where: { id } });
    return [item.status, item.reasonCount];
  };

  await publish(business, [{ id, revision: 1 }]);
  expect(await status()).toEqual(['WAITING', 0]);
  await cancelPublication(business.scope, (await newestPublication(id)).id);
  expect(await status()).toEqual(['READY', 0]);

  await publish(business, [{ id, revision: 1 }]);
  await drainToTheEnd(business);
  expect(await status()).toEqual(['PUBLISHED', 0]);
});

/** What is shown of the item wherever it is shown, which has to be one and the same. */
async function shown({ scope }: ConnectedBusiness, { id, number }: Pick<Item, 'id' | 'number'>) {
  const [stored, page, [row], counts] = await Promise.all([
    db.item.findUniqueOrThrow({ where: { id } }),
    getItem(scope, 'COSTS', number),
    loadRows(scope, [id]),
    inboxCounts(scope, 'COSTS'),
  ]);
  const { status, reasonCount } = stored;
  expect([page, row].map((view) => [view?.status, view?.reasonCount])).toEqual(Array(2).fill([status, reasonCount]));
  expect(row?.toDo).toEqual(page && toDo(page));
  expect(counts).toMatchObject({ refused: status === 'REFUSED' ? 1 : 0, ready: status === 'READY' ? 1 : 0 });
  return { status, toDo: row?.toDo };
}

test('an item whose contact was merged into another over there is refused, and follows that once the lists are read', async () => {
  const business = await aConnectedBusiness();
  const item = await anItem(business);
  const contacts = await db.contact.findMany({
    where: { connectionId: business.connectionId, isArchived: false },
    orderBy: { name: 'asc' },
    take: 2,
  });
  const [from, into] = contacts;
  if (!from || !into || from.id !== item.contactId) throw new Error('The books have too few contacts');
  await addAlias(business.scope, { contactId: from.id, name: 'What bills print' });
  await control('POST', `/organisations/${business.organisationId}/contacts/${from.ledgerId}/merge`, {
    into: into.ledgerId,
  });
  await publish(business, [item]);
  await drainToTheEnd(business);
  expect(await shown(business, item)).toMatchObject({ status: 'REFUSED' });

  await refreshed(business);
  await reviewItems(business.scope.businessId, new AbortController().signal);
  expect(await shown(business, item)).toEqual({ status: 'READY', toDo: [] });
  expect(await db.item.findUniqueOrThrow({ where: { id: item.id } })).toMatchObject({ contactId: into.id });
  expect(await searchContacts(business.scope, 'COSTS', 'what bills print')).toMatchObject([{ id: into.id }]);
  expect(await getContact(business.scope, from.id)).toMatchObject({ mergedInBooks: { id: into.id, name: into.name } });
});

describe.each<[string, object, object, RegExp]>([
  ['accounts/429', { Status: 'ARCHIVED' }, { Status: 'ACTIVE' }, /429.* is archived/],
  ['contacts/:contact', { ContactStatus: 'ARCHIVED' }, { ContactStatus: 'ACTIVE' }, /is archived/],
  ['', { endOfYearLockDate: '2026-11-30' }, { endOfYearLockDate: null }, /locked up to 30 Nov 2026/],
])('an item that is refused since /%s was changed over there', (path, wrong, right, words) => {
  test('stays refused, for one reason told once, until that is put right and the lists are refreshed', async () => {
    const business = await aConnectedBusiness();
    const item = await anItem(business);
    const contact = await db.contact.findUniqueOrThrow({ where: { id: item.contactId ?? '' } });
    const change = (state: object) =>
      control(
        'PATCH',
        `/organisations/${business.organisationId}/${path.replace(':contact', contact.ledgerId ?? '')}`.replace(
          /\/$/,
          '',
        ),
        state,
      );
    const refreshAll = async () => {
      await startRefresh(business.scope, business.connectionId, 'PERSON');
      await refreshed(business);
      await reviewItems(business.scope.businessId, new AbortController().signal);
    };

    await change(wrong);
    await publish(business, [item]);
    await drainToTheEnd(business);
    expect(await shown(business, item)).toMatchObject({ status: 'REFUSED', toDo: [expect.any(String)] });

    // The refresh that the refusal began tells our own rules, which tell it from now on.
    await refreshed(business);
    await reviewItems(business.scope.businessId, new AbortController().signal);
    expect(await shown(business, item)).toEqual({ status: 'REFUSED', toDo: [expect.stringMatching(words)] });

    await change(right);
    await refreshAll();
    expect(await shown(business, item)).toEqual({ status: 'READY', toDo: [] });
    // What has gone from the books is forgotten, also when it comes back.
    await change(wrong);
    await refreshAll();
    expect((await shown(business, item)).status).toBe('TO_REVIEW');
  });
});

test('what was put right before we learnt of it is no reason either, once the lists are refreshed', async () => {
  const business = await aConnectedBusiness();
  const item = await anItem(business);
  const account = `/organisations/${business.organisationId}/accounts/429`;
  await control('PATCH', account, { Status: 'ARCHIVED' });
  await publish(business, [item]);
  await drainToTheEnd(business);
  await control('PATCH', account, { Status: 'ACTIVE' });
  await refreshed(business);
  await reviewItems(business.scope.businessId, new AbortController().signal);
  expect(await shown(business, item)).toEqual({ status: 'READY', toDo: [] });
});
