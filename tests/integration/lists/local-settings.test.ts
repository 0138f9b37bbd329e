import { describe, expect, test } from 'vitest';
import { storeStatus } from '#lib/coding/store-status.ts';
import { db } from '#lib/db.ts';
import { entriesQuery, type ListQuery, listQuery } from '#lib/lists/browse/browse.ts';
import { browseCategories } from '#lib/lists/browse/browse-accounts.ts';
import { listSource } from '#lib/lists/browse/list-source.ts';
import { setVisible, type VisibilityChange } from '#lib/lists/changes/set-visible.ts';
import { undoListChange } from '#lib/lists/changes/undo-list-change.ts';
import { loadAllChoices, loadChoices } from '#lib/lists/load-choices.ts';
import { accounts } from '#lib/lists/mirror/accounts.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness, aConnection, anAccount } from './arrange.ts';

/** What a business sets of its lists itself, which the accounting software knows nothing of. */

const ask = (values: Partial<ListQuery> = {}): ListQuery => listQuery.parse({ sort: 'name', ...values });
const matching = (values: object = {}) => ({ matching: entriesQuery.parse(values) });

async function sourceOf(scope: BusinessScope) {
  const source = await listSource(scope);
  if (!source) throw new Error('No source');
  return source;
}

async function aChart(names: readonly string[], values: Parameters<typeof anAccount>[0] = {}) {
  const scope = await aBusiness();
  const owner = await aConnection(scope);
  await accounts.save(
    db,
    owner,
    names.map((name) => anAccount({ name, ...values })),
    0,
  );
  return { scope, owner, source: await sourceOf(scope) };
}

const visibility = async ({ businessId }: BusinessScope) =>
  Object.fromEntries(
    (await db.account.findMany({ where: { businessId } })).map(({ name, isVisible }) => [name, isVisible]),
  );

const idsOf = async ({ businessId }: BusinessScope, names: readonly string[]) =>
  (await db.account.findMany({ where: { businessId, name: { in: [...names] } } })).map(({ id }) => id);

async function hide(scope: BusinessScope, chosen: Parameters<typeof setVisible>[2], isVisible = false) {
  const result = await setVisible(scope, 'ACCOUNTS', chosen, isVisible);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const idOf = ({ changeId }: VisibilityChange) => changeId ?? expect.fail('nothing was changed');

describe('hiding entries of a list', () => {
  test('several at once, and undone once: what somebody changed since stays as they made it', async () => {
    const { scope } = await aChart(['Fuel', 'Post', 'Rent', 'Tea']);
    await hide(scope, { ids: await idsOf(scope, ['Tea']) });
    const hidden = await hide(scope, { ids: await idsOf(scope, ['Fuel', 'Post', 'Tea']) });
    expect(hidden.changed).toBe(2);
    expect(await visibility(scope)).toEqual({ Fuel: false, Post: false, Rent: true, Tea: false });

    await hide(scope, { ids: await idsOf(scope, ['Fuel']) }, true);
    await hide(scope, { ids: await idsOf(scope, ['Rent']) });
    expect(await undoListChange(scope, idOf(hidden))).toEqual({ ok: true, value: 1 });
    expect(await visibility(scope)).toEqual({ Fuel: true, Post: true, Rent: false, Tea: false });
    expect(await undoListChange(scope, idOf(hidden))).toMatchObject({ ok: false, error: { code: 'changeMissing' } });
  });

  test('all that match, also those beyond what a page holds, and no other', async () => {
    const names = Array.from({ length: 250 }, (_, index) => `Boat ${index}`);
    const { scope, source } = await aChart([...names, 'Rent']);
    const hidden = await hide(scope, matching({ search: 'boat', filters: { kind: 'EXPENSE' } }));
    expect(hidden.changed).toBe(250);
    expect((await visibility(scope)).Rent).toBe(true);
    const { total, counts } = await browseCategories(scope, source, ask({ filters: { show: 'hidden' } }));
    expect([total, counts?.show]).toEqual([250, { hidden: 250 }]);
    expect((await hide(scope, matching({ search: 'boat' }))).changeId).toBeNull();
    await undoListChange(scope, idOf(hidden));
    expect(Object.values(await visibility(scope))).not.toContain(false);
  });

  test("is nobody's but the business's own, and so is its undo", async () => {
    const { scope } = await aChart(['Rent']);
    const other = await aBusiness();
    await aConnection(other);
    const hidden = await hide(scope, matching());
    expect(await undoListChange(other, idOf(hidden))).toMatchObject({ ok: false });
    expect(await setVisible(other, 'ACCOUNTS', { ids: await idsOf(scope, ['Rent']) }, true)).toMatchObject({
      ok: false,
    });
    expect(await visibility(scope)).toEqual({ Rent: false });
  });

  test('keeps it from being offered, and leaves what is coded with it as it is and ready', async () => {
    const scope = await aBusiness();
    const books = await someBooks(scope);
    const item = await db.item.create({
      data: {
        businessId: scope.businessId,
        number: 1,
        contactId: books.acme,
        issuedOn: new Date('2026-11-02'),
        dueOn: new Date('2026-12-02'),
        accountId: books.power,
        taxRateId: books.vat20,
        currency: 'GBP',
        total: '120.00',
        taxAmount: '20.00',
      },
    });
    const judged = async () => {
      await db.$transaction((transaction) => storeStatus(transaction, scope.businessId, [item.id]));
      return db.item.findUniqueOrThrow({ where: { id: item.id }, select: { accountId: true, status: true } });
    };
    const before = await judged();
    expect(before.status).toBe('READY');
    await hide(scope, { ids: [books.power] });

    const context = await loadReviewContext(db, scope, { contactIds: [] });
    const used = { workspace: 'COSTS', accountIds: [books.power], taxRateIds: [] } as const;
    const chosen = (await loadChoices(db, scope.businessId, context, used)).accounts.find(
      ({ id }) => id === books.power,
    );
    expect(chosen).toMatchObject({ name: 'Light, Power, Heating', isOffered: false });
    expect((await loadAllChoices(scope, 'COSTS')).accounts.map(({ id }) => id)).toEqual([books.office]);
    expect(await judged()).toEqual(before);
  });
});

describe('what a list says of its entries', () => {
  test('how many items use each, once for an item that has several lines of it, and none that are deleted', async () => {
    const scope = await aBusiness();
    const books = await someBooks(scope);
    const { businessId } = scope;
    const item = (number: number, values: object) => db.item.create({ data: { businessId, number, ...values } });
    const line = (itemId: string, position: number, accountId: string) => ({ businessId, itemId, position, accountId });
    await item(1, { accountId: books.power });
    await item(2, { accountId: books.power, deletedAt: new Date() });
    const { id } = await item(3, { accountId: books.power });
    const gone = await item(4, { deletedAt: new Date() });
    await db.lineItem.createMany({
      data: [
        line(id, 0, books.power),
        line(id, 1, books.office),
        line(id, 2, books.office),
        line(gone.id, 0, books.office),
      ],
    });
    const { rows } = await browseCategories(scope, await sourceOf(scope), ask());
    expect(rows.map(({ name, uses }) => [name, uses])).toEqual([
      ['General Expenses', 1],
      ['Light, Power, Heating', 2],
    ]);
  });

  test('how many each filter would leave, with the search and the other filter', async () => {
    const { scope, owner, source } = await aChart(['Rent', 'Tea']);
    await accounts.save(
      db,
      owner,
      [
        anAccount({ name: 'Sales of tea', class: 'REVENUE', type: 'REVENUE' }),
        anAccount({ name: 'Tea of old', isArchived: true }),
      ],
      0,
    );
    await hide(scope, { ids: await idsOf(scope, ['Tea']) });
    const counted = async (values: Partial<ListQuery>) => {
      const { total, counts } = await browseCategories(scope, source, ask(values));
      return [total, counts?.kind?.EXPENSE, counts?.kind?.REVENUE, counts?.show?.hidden];
    };
    expect(await counted({})).toEqual([3, 2, 1, 1]);
    expect(await counted({ search: 'tea' })).toEqual([2, 1, 1, 1]);
    expect(await counted({ search: 'tea', showArchived: true })).toEqual([3, 2, 1, 1]);
    expect(await counted({ filters: { kind: 'REVENUE' } })).toEqual([1, 2, 1, 0]);
    expect(await counted({ filters: { kind: 'EXPENSE', show: 'hidden' } })).toEqual([1, 1, 0, 1]);
    expect(await counted({ filters: { kind: 'no such', show: 'constructor' } })).toEqual([3, 2, 1, 1]);
  });
});
