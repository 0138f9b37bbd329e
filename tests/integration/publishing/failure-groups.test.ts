import { expect, test } from 'vitest';
import { applyBulkEdit } from '#lib/coding/bulk/ask-for-bulk-edit.ts';
import { previewBulkEdit } from '#lib/coding/bulk/preview-bulk-edit.ts';
import { runBulkEdit } from '#lib/coding/bulk/run-bulk-edit.ts';
import { editItem } from '#lib/coding/edit-item.ts';
import { reviewItems } from '#lib/coding/review-items.ts';
import { db } from '#lib/db.ts';
import { failureGroups } from '#lib/inbox/failure-groups.ts';
import { inboxQuerySchema } from '#lib/inbox/inbox-query.ts';
import { selectMatching } from '#lib/inbox/select-matching.ts';
import { applyCorrection, publishCorrected, takeBackCorrection } from '#lib/publishing/publish-corrected.ts';
import type { Item } from '#prisma/generated/client.ts';
import {
  aConnectedBusiness,
  anItem,
  billsAtLedger,
  type ConnectedBusiness,
  drainToTheEnd,
  publish,
  refreshed,
} from '#tests/support/publishing.ts';
import { withSandbox } from '#tests/support/sandbox.ts';
import { control } from '#tests/support/sandbox-control.ts';

withSandbox();

/** Items whose category is archived in the books, some of which name it in one line of two, and one that is locked out. */
async function aFailure(count: number) {
  const business = await aConnectedBusiness();
  const { connectionId, organisationId } = business;
  const items: Item[] = [];
  for (let index = 0; index < count; index++)
    items.push(await anItem(business, { accountCode: '461', original: null }));
  const other = await anItem(business, { accountCode: '429', original: null, issuedOn: new Date('2026-05-01') });
  await control('PATCH', `/organisations/${organisationId}/accounts/461`, { Status: 'ARCHIVED' });
  await control('PATCH', `/organisations/${organisationId}`, { endOfYearLockDate: '2026-05-31' });
  await publish(business, [...items, other]);
  await drainToTheEnd(business);
  await refreshed(business);
  await reviewItems(business.scope.businessId, new AbortController().signal);
  const account = async (code: string) => (await db.account.findFirstOrThrow({ where: { connectionId, code } })).id;
  return { business, items, other, failed: await account('461'), good: await account('429') };
}

const groupsOf = async ({ scope }: ConnectedBusiness) =>
  (await failureGroups(scope, 'COSTS')).groups.map(({ title, count }) => [count, title]);

async function correct(
  { scope }: ConnectedBusiness,
  items: readonly Item[],
  { from, to }: { from: string; to: string },
) {
  const seen = await previewBulkEdit(scope, {
    itemIds: items.map(({ id }) => id),
    values: { accountId: to },
    only: { accountId: from },
    workspace: 'COSTS',
    publishes: true,
  });
  if (!seen.ok) throw new Error(seen.error.message);
  return seen.value;
}

test('what failed is counted by cause, shown by it, and put right and published at one press', async () => {
  const { business, items, other, failed, good } = await aFailure(4);
  const { scope } = business;
  const { groups } = await failureGroups(scope, 'COSTS');
  expect(groups).toMatchObject([
    { count: 4, title: expect.stringMatching(/^Category 461 .* is archived$/) },
    { count: 1, title: expect.stringMatching(/^The books are locked up to 31 May 2026$/) },
  ]);
  const query = inboxQuerySchema.parse({ filter: 'refused', where: { cause: groups[0]?.key } });
  const shown = await selectMatching(scope, 'COSTS', query);
  expect(shown.items.map(({ id }) => id).toSorted()).toEqual(items.map(({ id }) => id).toSorted());

  const preview = await correct(business, [...items, other], { from: failed, to: good });
  expect(preview).toMatchObject({ changing: 4, same: 1 });
  const outcome = await applyCorrection(scope, preview.bulkEditId);
  expect(outcome).toMatchObject({ value: { state: 'DONE', publishing: { isDone: true, count: 4 } } });
  expect(await groupsOf(business)).toMatchObject([[1, expect.stringContaining('locked')]]);
  await drainToTheEnd(business);
  for (const { reference } of items) expect(await billsAtLedger(business, reference)).toHaveLength(1);
});

test('taken back before it leaves, it is as it was, and what has left stays published', async () => {
  const { business, items, failed, good } = await aFailure(3);
  const { scope } = business;
  const [first] = items;
  if (!first) throw new Error('There is no item');
  const { bulkEditId } = await correct(business, items, { from: failed, to: good });
  await applyCorrection(scope, bulkEditId);
  // One of them is on its way by then.
  await db.publication.updateMany({ where: { itemId: first.id, state: 'QUEUED' }, data: { state: 'SENDING' } });
  const undone = await takeBackCorrection(scope, bulkEditId);
  expect(undone).toMatchObject({ value: { state: 'UNDONE', counts: { UNDONE: 2, KEPT: 1 } } });
  const accounts = await db.item.findMany({
    where: { id: { in: items.map(({ id }) => id) } },
    select: { id: true, accountId: true, failureCause: true },
  });
  for (const { id, accountId, failureCause } of accounts) {
    expect(accountId).toBe(id === first.id ? good : failed);
    expect(failureCause === null).toBe(id === first.id);
  }
});

test('what else is wrong with an item, or what somebody changes meanwhile, keeps that one here', async () => {
  const { business, items, failed, good } = await aFailure(3);
  const { scope } = business;
  const [incomplete, changed] = items;
  if (!incomplete || !changed) throw new Error('There are too few items');
  await editItem(scope, { itemId: incomplete.id, revision: 1, changes: { description: 'Unpaid', dueOn: null } });
  const { bulkEditId } = await correct(business, items, { from: failed, to: good });
  await editItem(scope, { itemId: changed.id, revision: 1, changes: { accountId: null } });
  await applyBulkEdit(scope, bulkEditId);
  // Whoever goes on where a worker died publishes nothing twice.
  await runBulkEdit(bulkEditId);
  await publishCorrected(bulkEditId);
  await publishCorrected(bulkEditId);
  const states = await db.publication.groupBy({
    by: ['itemId'],
    where: { businessId: scope.businessId, state: { not: 'REJECTED' } },
    _count: true,
  });
  expect(states).toHaveLength(1);
  expect(states[0]).toMatchObject({ _count: 1 });
  expect(await db.bulkEdit.findUniqueOrThrow({ where: { id: bulkEditId } })).toMatchObject({ publishedCount: 1 });
});
