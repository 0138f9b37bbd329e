import { expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { reviewItems } from '#lib/coding/review-items.ts';
import { db } from '#lib/db.ts';
import type { ListName } from '#lib/domain/sync-summary.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { MAX_ITEMS } from '#lib/publishing/publish-items.ts';
import { publishAwaited, reloadAndPublish } from '#lib/publishing/reload-and-publish.ts';
import type { Item } from '#prisma/generated/client.ts';
import {
  aConnectedBusiness,
  anItem,
  billRequests,
  billsAtLedger,
  type ConnectedBusiness,
  drainToTheEnd,
  publish,
  refreshed,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();

const inBooks = ({ organisationId }: ConnectedBusiness, what: string, changes: object) =>
  control('PATCH', `/organisations/${organisationId}${what}`, changes);

/** As the workers do once a refresh has ended. */
async function afterReload(business: ConnectedBusiness) {
  await refreshed(business);
  await reviewItems(business.scope.businessId, new AbortController().signal);
  await publishAwaited(business.scope.businessId);
  await drainToTheEnd(business);
}

const revisionOf = ({ id, revision }: Pick<Item, 'id' | 'revision'>) => ({ itemId: id, revision });

async function codesOf(business: ConnectedBusiness, { number }: Pick<Item, 'number'>) {
  const view = await getItem(business.scope, 'COSTS', number);
  return view?.refusal.map(({ code }) => code) ?? [];
}

test('what is put right in the books is read anew and published, whatever it was', async () => {
  const business = await aConnectedBusiness();
  const contacts = await db.contact.findMany({
    where: { connectionId: business.connectionId, isArchived: false },
    orderBy: { name: 'asc' },
    take: 2,
  });
  const gone = contacts[1];
  if (!gone) throw new Error('The books have too few contacts');
  const archived = (isArchived: boolean) =>
    inBooks(business, `/contacts/${gone.ledgerId}`, { ContactStatus: isArchived ? 'ARCHIVED' : 'ACTIVE' });
  const causes: [ListName, Item, string, (isThere: boolean) => Promise<unknown>][] = [
    [
      'ACCOUNTS',
      await anItem(business, { accountCode: '461' }),
      'accountArchived',
      (isThere) => inBooks(business, '/accounts/461', { Status: isThere ? 'ARCHIVED' : 'ACTIVE' }),
    ],
    ['CONTACTS', await anItem(business, { contactId: gone.id }), 'contactArchived', archived],
    [
      'ORGANISATION',
      await anItem(business, { issuedOn: new Date('2026-06-30') }),
      'periodLocked',
      (isThere) => inBooks(business, '', { endOfYearLockDate: isThere ? '2026-06-30' : null }),
    ],
  ];
  for (const [, , , set] of causes) await set(true);
  await publish(
    business,
    causes.map(([, item]) => item),
  );
  await drainToTheEnd(business);
  for (const [, item, code] of causes) expect(await codesOf(business, item)).toEqual([code]);

  for (const [list, item, , set] of causes) {
    await set(false);
    expect(await reloadAndPublish(business.scope, list, [revisionOf(item)])).toMatchObject({ ok: true });
  }
  await afterReload(business);
  for (const [, item] of causes) {
    expect(await codesOf(business, item)).toEqual([]);
    expect(await billsAtLedger(business, item.reference)).toHaveLength(1);
  }
  expect(await db.awaitedReload.count()).toBe(0);
});

test('what is as before in the books is not sent again, and says what to do at its field', async () => {
  const business = await aConnectedBusiness();
  const item = await anItem(business);
  await inBooks(business, '/accounts/429', { Status: 'ARCHIVED' });
  await publish(business, [item]);
  await drainToTheEnd(business);
  const sent = (await billRequests(business)).length;
  await reloadAndPublish(business.scope, 'ACCOUNTS', [revisionOf(item)]);
  await afterReload(business);
  expect(await billRequests(business)).toHaveLength(sent);
  const view = await getItem(business.scope, 'COSTS', item.number);
  expect(view).toMatchObject({ status: 'REFUSED', refusal: [{ isTold: true, field: 'accountId' }] });
  expect(view?.problems.flatMap(({ fixes }) => fixes.map(({ kind }) => kind))).toEqual(['reload']);
});

test('what somebody changes meanwhile, or who may no longer publish, keeps it from being published', async () => {
  const business = await aConnectedBusiness();
  const [changed, left] = [await anItem(business), await anItem(business)];
  await reloadAndPublish(business.scope, 'ACCOUNTS', [revisionOf(changed)]);
  await editItem(business.scope, { itemId: changed.id, revision: 1, changes: { description: 'Other paper' } });
  await afterReload(business);
  await reloadAndPublish(business.scope, 'ACCOUNTS', [revisionOf(left)]);
  await db.membership.updateMany({ where: { businessId: business.scope.businessId }, data: { role: 'SUBMITTER' } });
  await afterReload(business);
  expect(await db.publication.count({ where: { businessId: business.scope.businessId } })).toBe(0);
});

test('more than can be published at once wait for the reload all the same', async () => {
  const business = await aConnectedBusiness();
  const { businessId } = business.scope;
  await db.item.createMany({
    data: Array.from({ length: MAX_ITEMS + 1 }, (_, number) => ({ businessId, number: number + 1 })),
  });
  const items = await db.item.findMany({ where: { businessId } });
  expect(await reloadAndPublish(business.scope, 'ACCOUNTS', items.map(revisionOf))).toMatchObject({ ok: true });
  expect(await db.awaitedReload.count({ where: { businessId } })).toBe(MAX_ITEMS + 1);
});
