import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { browsePairs, type PairsQuery, undecidedOf } from '#lib/coding/merge-lists/browse-pairs.ts';
import { findMergeTargets } from '#lib/coding/merge-lists/candidates.ts';
import { carryOutMerge } from '#lib/coding/merge-lists/carry-out-merge.ts';
import { acceptSuggestions, choosePair, clearPairs } from '#lib/coding/merge-lists/choose-pairs.ts';
import { mergeBooks } from '#lib/coding/merge-lists/merge-books.ts';
import { previewListMerge } from '#lib/coding/merge-lists/preview-merge.ts';
import { startListMerge, undoListMerge } from '#lib/coding/merge-lists/start-merge.ts';
import { reviewItems } from '#lib/coding/review-items.ts';
import { db } from '#lib/db.ts';
import type { MergeList } from '#lib/domain/merge-lists.ts';
import { addAlias } from '#lib/lists/contact-aliases.ts';
import { loadStoredRules } from '#lib/rules/stored-rules.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aCard, type Books, someBooks } from '#tests/support/books.ts';
import { aClaim, ownOwner } from '#tests/support/claims.ts';
import { aBusiness } from '#tests/support/connect.ts';

let scope: PersonScope;
let old: Books & { north: string; sales: string };
let now: Books & { north: string; sales: string };
let numbered = 0;

beforeEach(async () => {
  scope = await aBusiness();
  old = { ...(await someBooks(scope)), ...(await tracking(scope, ['Region', 'North'], ['Team', 'Sales'])) };
  await db.connection.updateMany({
    where: { businessId: scope.businessId },
    data: { status: 'DISCONNECTED', organisationName: 'Old Books Ltd' },
  });
  now = { ...(await someBooks(scope)), ...(await tracking(scope, ['Team', 'Sales'], ['Region', 'North'])) };
});

/** Two categories with an option each, in this order, in the newest books. */
async function tracking({ businessId }: PersonScope, ...categories: [string, string][]) {
  const connection = await db.connection.findFirstOrThrow({ where: { businessId }, orderBy: { connectedAt: 'desc' } });
  const owner = { businessId, connectionId: connection.id };
  const ids: Record<string, string> = {};
  for (const [position, [name, option]] of categories.entries()) {
    const category = await db.trackingCategory.create({ data: { ...owner, ledgerId: randomUUID(), name, position } });
    const data = { ...owner, ledgerId: randomUUID(), categoryId: category.id, name: option };
    ids[option.toLowerCase()] = (await db.trackingOption.create({ data })).id;
  }
  return ids as { north: string; sales: string };
}

async function anItem(values: Record<string, unknown> = {}): Promise<string> {
  const { id } = await db.item.create({
    data: {
      ...{ businessId: scope.businessId, number: ++numbered, issuedOn: new Date('2026-11-02'), currency: 'GBP' },
      ...{ contactId: old.acme, accountId: old.power, taxRateId: old.vat20, total: '120', taxAmount: '19.99' },
      ...{ tracking1OptionId: old.north, tracking2OptionId: old.sales, dueOn: new Date('2026-12-02') },
      ...values,
    },
  });
  return id;
}

const aLine = (itemId: string, values: Record<string, unknown>) =>
  db.lineItem.create({ data: { businessId: scope.businessId, itemId, position: 0, total: '120', ...values } });

/** That it is to be compared with others says when it changed, not what it is. */
const item = (id: string) =>
  db.item.findUniqueOrThrow({
    where: { id },
    include: { lines: true, payments: true },
    omit: { likenessDueAt: true },
  });

const ask = (list: MergeList, query: Partial<PairsQuery> = {}): PairsQuery => ({
  ...{ list, search: '', showArchived: false, filters: {}, sort: 'name', direction: 'ascending', limit: 200 },
  ...{ after: null, ...query },
});

async function rows(list: MergeList, query: Partial<PairsQuery> = {}) {
  const books = await mergeBooks(scope);
  if (!books) throw new Error('There are no books to merge into');
  return (await browsePairs(scope, books, ask(list, query))).rows;
}

const lists = ['categories', 'tax-rates', 'tracking', 'payment-methods', 'products', 'contacts'] as const;

async function acceptAll() {
  for (const list of lists) await acceptSuggestions(scope, { list, confidence: 'likely' });
}

async function merge(): Promise<string> {
  const started = await startListMerge(scope);
  if (!started.ok) throw new Error(started.error.message);
  await carryOut(started.value.mergeId);
  return started.value.mergeId;
}

async function carryOut(mergeId: string) {
  expect(await carryOutMerge(mergeId, new AbortController().signal)).toBe(true);
  await reviewItems(scope.businessId, new AbortController().signal);
}

async function undo(mergeId: string) {
  expect(await undoListMerge(scope, mergeId)).toMatchObject({ ok: true });
  await carryOut(mergeId);
}

const otherBooksItems = async () =>
  (await db.business.findUniqueOrThrow({ where: { id: scope.businessId } })).otherBooksItems;

/** All that is stored of items and settings, but what only counts up. */
async function stateOf() {
  const where = { businessId: scope.businessId };
  const byId = { orderBy: { id: 'asc' } } as const;
  return {
    items: await db.item.findMany({ where, ...byId, omit: { revision: true, updatedAt: true, likenessDueAt: true } }),
    lines: await db.lineItem.findMany({ where, ...byId }),
    payments: await db.itemPayment.findMany({ where, ...byId }),
    methods: await db.paymentMethod.findMany({ where, ...byId, omit: { updatedAt: true } }),
    aliases: await db.contactAlias.findMany({ where, ...byId }),
    accounts: await db.account.findMany({ where, ...byId }),
    contacts: await db.contact.findMany({ where, ...byId, omit: { updatedAt: true } }),
  };
}

describe('when a business goes on with other books', () => {
  test('what its open items name is listed with the likely entry of the new books, and with how many items name it', async () => {
    await anItem();
    await anItem({ place: 'ARCHIVE', status: 'PUBLISHED' });
    const [category, ...more] = await rows('categories');
    expect(more).toEqual([]);
    expect(category).toMatchObject({
      ...{ name: 'Light, Power, Heating', code: '445', group: 'EXPENSE', books: 'Old Books Ltd', uses: 1 },
      suggestion: { to: { id: now.power }, confidence: 'certain', why: 'Same name, code and class' },
    });
    expect((await rows('categories', { showArchived: true })).map(({ name }) => name)).toEqual([
      'General Expenses',
      'Light, Power, Heating',
    ]);
    expect((await rows('contacts')).map(({ suggestion }) => suggestion?.to.id)).toEqual([now.acme]);
    const books = await mergeBooks(scope);
    expect(books && (await undecidedOf(scope.businessId, books))).toEqual({
      ...{ categories: 1, 'tax-rates': 1, tracking: 2, 'payment-methods': 0, products: 0, contacts: 1 },
    });
    await reviewItems(scope.businessId, new AbortController().signal);
    expect(await otherBooksItems()).toBe(1);
  });

  test('a merge lets every open item, line and payment name the new entries, and nothing else of them changes', async () => {
    const open = await anItem();
    const split = await anItem({ accountId: null });
    await aLine(split, {
      accountId: old.office,
      taxRateId: old.vat20,
      productId: old.pens,
      rebillableContactId: old.club,
    });
    const card = await aCard(scope, old);
    await db.itemPayment.create({
      data: { businessId: scope.businessId, itemId: split, position: 0, amount: '120', paymentMethodId: card },
    });
    const published = await anItem({ place: 'ARCHIVE', status: 'PUBLISHED' });
    const before = await item(open);
    await acceptAll();
    expect(await previewListMerge(scope)).toMatchObject({
      value: { items: 2, lines: 1, payments: 1, published: 1, undecided: 0, examples: [{}, {}] },
    });
    await merge();
    // The tracking categories have changed places, and a tax that somebody had entered stays.
    expect(await item(open)).toEqual({
      ...before,
      ...{ contactId: now.acme, accountId: now.power, taxRateId: now.vat20, revision: 2, status: 'READY' },
      ...{ tracking1OptionId: now.sales, tracking2OptionId: now.north, reasonCount: 0 },
      updatedAt: expect.any(Date),
    });
    expect(await item(split)).toMatchObject({
      lines: [{ accountId: now.office, taxRateId: now.vat20, productId: now.pens, rebillableContactId: now.club }],
      payments: [{ paymentMethodId: card }],
    });
    expect(await db.paymentMethod.findUniqueOrThrow({ where: { id: card } })).toMatchObject({ accountId: now.bank });
    expect(await item(published)).toMatchObject({ contactId: old.acme, accountId: old.power });
    expect(await itemHistory(scope, open)).toContainEqual(
      expect.objectContaining({
        ...{ who: 'Ada Admin', what: 'Category' },
        change: expect.objectContaining({
          ...{ before: '445 Light, Power, Heating', after: '445 Light, Power, Heating' },
        }),
      }),
    );
    expect(await otherBooksItems()).toBe(0);
  });

  test('payment methods, aliases and what is hidden follow, and all goes back when the merge is undone', async () => {
    await anItem();
    await addAlias(scope, { contactId: now.school, name: 'Unconcerned' });
    await db.contactAlias.create({
      data: {
        ...{ businessId: scope.businessId, contactId: old.acme, name: 'Roadrunner', normalisedName: 'roadrunner' },
        nameKey: 'roadrunner',
      },
    });
    await db.paymentMethod.create({ data: { businessId: scope.businessId, name: 'Card', accountId: old.bank } });
    await db.account.update({ where: { id: old.office }, data: { isVisible: false } });
    const business = { where: { id: scope.businessId } };
    await db.business.update({ ...business, data: { defaultCostRateId: old.vat20 } });
    await reviewItems(scope.businessId, new AbortController().signal);
    const before = await stateOf();
    await acceptAll();
    expect(await previewListMerge(scope)).toMatchObject({
      value: { items: 1, methods: 1, aliases: 1, hidden: 1, taxSettings: 1 },
    });
    const mergeId = await merge();
    const after = await stateOf();
    expect(after.methods).toMatchObject([{ accountId: now.bank }]);
    expect(after.aliases.find(({ name }) => name === 'Roadrunner')).toMatchObject({ contactId: now.acme });
    expect(after.accounts.find(({ id }) => id === now.office)).toMatchObject({ isVisible: false });
    expect(await db.business.findUniqueOrThrow(business)).toMatchObject({ defaultCostRateId: now.vat20 });
    await undo(mergeId);
    expect(await stateOf()).toEqual(before);
    expect(await db.business.findUniqueOrThrow(business)).toMatchObject({ defaultCostRateId: old.vat20 });
    expect(await undoListMerge(scope, mergeId)).toMatchObject({ error: { code: 'undone' } });
  });

  test('what rules, rates of claims and open claims alone name is listed and follows, and goes back', async () => {
    const { businessId } = scope;
    const rule = await db.rule.create({
      data: {
        ...{ businessId, scope: 'SUPPLIER', scopeId: old.school, conditions: {}, position: 0, updatedByName: 'Ada' },
        effects: { accountId: old.office },
      },
    });
    const rate = await db.claimRate.create({
      data: { businessId, name: 'Car', unit: 'MILE', accountId: old.power, taxRateId: old.vat20 },
    });
    await db.owner.update({ where: { id: await ownOwner(scope) }, data: { claimContactId: old.club } });
    const receipt = await anItem({ tracking1OptionId: null, tracking2OptionId: null });
    await aClaim(scope, [{ id: receipt }]);
    expect(await rows('categories')).toMatchObject([
      { name: 'General Expenses', uses: 0, rules: 1, hasSettings: false },
      { name: 'Light, Power, Heating', uses: 1, rules: 0, hasSettings: true },
    ]);
    expect((await rows('contacts')).map(({ name }) => name).sort()).toEqual(['Acme Ltd', 'Rowing Club', 'School']);
    await reviewItems(businessId, new AbortController().signal);
    expect(await otherBooksItems()).toBe(1);
    const state = async () => ({
      rate: await db.claimRate.findUniqueOrThrow({ where: { id: rate.id } }),
      owners: await db.owner.findMany({ where: { businessId } }),
      claims: await db.claim.findMany({ where: { businessId }, omit: { revision: true } }),
      rules: (await loadStoredRules(db, businessId)).map(({ scope, effects }) => [scope.id, effects.accountId]),
      ...(await stateOf()),
    });
    const before = await state();
    expect(before.rules).toEqual([[old.school, old.office]]);
    await acceptAll();
    expect(await previewListMerge(scope)).toMatchObject({ value: { items: 1, claimRates: 1, claims: 2 } });
    const mergeId = await merge();
    expect(await state()).toMatchObject({
      ...{ rate: { accountId: now.power, taxRateId: now.vat20 }, rules: [[now.school, now.office]] },
      ...{ owners: [{ claimContactId: now.club }], claims: [{ contactId: now.club }] },
    });
    expect(await item(receipt)).toMatchObject({ accountId: now.power, contactId: now.acme });
    expect(await rows('categories')).toEqual([]);
    await undo(mergeId);
    expect(await state()).toEqual(before);
    // A rule alone is worth a merge.
    await db.item.deleteMany({ where: { businessId } });
    await db.claim.deleteMany({ where: { businessId } });
    await db.claimRate.deleteMany({ where: { businessId } });
    await db.owner.updateMany({ where: { businessId }, data: { claimContactId: null } });
    await merge();
    expect((await loadStoredRules(db, businessId)).map(({ id, scope }) => [id, scope.id])).toEqual([
      [rule.id, now.school],
    ]);
  });

  test('what is skipped is neither merged nor told again, and a choice can be taken back', async () => {
    const open = await anItem({ tracking1OptionId: null, tracking2OptionId: null });
    await choosePair(scope, { list: 'contacts', fromId: old.acme, toId: null });
    await choosePair(scope, { list: 'categories', fromId: old.power, toId: now.office });
    await choosePair(scope, { list: 'tax-rates', fromId: old.vat20, toId: null });
    await merge();
    expect(await item(open)).toMatchObject({ contactId: old.acme, accountId: now.office, status: 'TO_REVIEW' });
    expect(await otherBooksItems()).toBe(0);
    expect(await clearPairs(scope, { fromId: old.acme })).toMatchObject({ value: 1 });
    await reviewItems(scope.businessId, new AbortController().signal);
    expect(await otherBooksItems()).toBe(1);
    const accepted = await acceptSuggestions(scope, { list: 'contacts', confidence: 'certain' });
    expect(accepted).toMatchObject({ value: { accepted: 1 } });
    expect(accepted.ok && (await clearPairs(scope, { batchId: accepted.value.batchId }))).toMatchObject({ value: 1 });
  });

  test('what is looked for by hand shows entries of the same percentage first', async () => {
    const { businessId } = scope;
    await db.taxRate.create({
      data: {
        ...{ businessId, connectionId: now.connectionId, taxType: 'DRC' },
        name: '20% Reverse charge',
        effectiveRate: '0',
      },
    });
    const found = await findMergeTargets(scope, { list: 'tax-rates', fromId: old.vat20, query: '20%' });
    expect(found.ok && found.value.map(({ name }) => name)).toEqual(['20% (VAT on Expenses)', '20% Reverse charge']);
    const none = await findMergeTargets(await aBusiness(), { list: 'tax-rates', fromId: old.vat20, query: '20%' });
    expect(none).toMatchObject({ error: { code: 'disconnected' } });
  });

  test('entries of one kind, of these books and of this business alone can be paired', async () => {
    const theirs = await someBooks(await aBusiness());
    for (const toId of [old.office, now.vat20, now.bank, theirs.office]) {
      expect(await choosePair(scope, { list: 'categories', fromId: old.power, toId })).toMatchObject({
        error: { code: 'entryUnknown' },
      });
    }
    expect(await choosePair(scope, { list: 'categories', fromId: now.power, toId: now.office })).toMatchObject({
      error: { code: 'missing' },
    });
    // Two options of a line would be in each other's way.
    expect(await choosePair(scope, { list: 'tracking', fromId: old.north, toId: now.north })).toMatchObject({
      ok: true,
    });
    expect(await choosePair(scope, { list: 'tracking', fromId: old.sales, toId: now.north })).toMatchObject({
      error: { code: 'trackingCrossed' },
    });
  });

  test('a merge that a dead worker left goes on where it was, and two are never under way', async () => {
    const ids = [await anItem(), await anItem(), await anItem()];
    await acceptAll();
    const started = await startListMerge(scope);
    if (!started.ok) throw new Error(started.error.message);
    const { mergeId } = started.value;
    expect(await startListMerge(scope)).toMatchObject({ error: { code: 'underWay' } });
    expect(await undoListMerge(scope, mergeId)).toMatchObject({ error: { code: 'undone' } });
    // It was stopped before it did anything, and then died after an item.
    const stopping = new AbortController();
    stopping.abort();
    expect(await carryOutMerge(mergeId, stopping.signal)).toBe(false);
    await carryOut(mergeId);
    await db.listMerge.update({ where: { id: mergeId }, data: { state: 'RUNNING', lastItemId: ids[0] ?? null } });
    await carryOut(mergeId);
    for (const id of ids) expect(await item(id)).toMatchObject({ accountId: now.power, revision: 2 });
    expect(await db.listMergeItem.count({ where: { mergeId } })).toBe(3);
  });

  test('an item that cannot be changed is left as it is, and the merge comes to its end and back', async () => {
    const [gone, other] = [await anItem(), await anItem({ contactId: old.school })];
    await acceptAll();
    const started = await startListMerge(scope);
    if (!started.ok) throw new Error(started.error.message);
    await db.contact.delete({ where: { id: now.acme } });
    await carryOut(started.value.mergeId);
    expect(await item(gone)).toMatchObject({ contactId: old.acme, accountId: old.power, revision: 1 });
    expect(await item(other)).toMatchObject({ contactId: now.school, accountId: now.power });
    expect(await db.listMerge.findUniqueOrThrow({ where: { id: started.value.mergeId } })).toMatchObject({
      ...{ state: 'DONE', kept: 1 },
    });
    await undo(started.value.mergeId);
    expect(await item(other)).toMatchObject({ contactId: old.school, accountId: old.power });
  });

  test('what somebody changed since a merge stays when it is undone, and everything else is as before, whatever was done', async () => {
    const edits = fc.array(
      fc.record({
        at: fc.nat({ max: 2 }),
        changes: fc.constantFrom(
          () => ({ accountId: now.office }),
          () => ({ accountId: null }),
          () => ({ contactId: now.acme }),
          () => ({ total: '60.00', taxAmount: '10.00' }),
          () => ({ tracking1OptionId: null }),
          () => ({ reference: 'INV-9' }),
        ),
      }),
      { maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(edits, async (history) => {
        await db.item.deleteMany({ where: { businessId: scope.businessId } });
        await db.entryPair.deleteMany({ where: { businessId: scope.businessId } });
        const ids = [await anItem(), await anItem(), await anItem()];
        const before = await Promise.all(ids.map(item));
        await acceptAll();
        const mergeId = await merge();
        for (const { at, changes } of history) {
          const itemId = ids[at] ?? '';
          const { revision } = await item(itemId);
          const edited = await editItem(scope, { itemId, revision, changes: changes(), was: {} });
          if (!edited.ok) throw new Error(edited.error.message);
        }
        const edited = await Promise.all(ids.map(item));
        const merged = { contactId: now.acme, accountId: now.power, taxRateId: now.vat20 };
        await undo(mergeId);
        for (const [index, id] of ids.entries()) {
          const [was, left, is] = [before[index], edited[index], await item(id)];
          for (const name of ['contactId', 'accountId', 'taxRateId'] as const) {
            expect(is[name]).toBe(left?.[name] === merged[name] ? was?.[name] : left?.[name]);
          }
          const areOptionsLeft = left?.tracking1OptionId === now.sales && left.tracking2OptionId === now.north;
          const options = areOptionsLeft ? was : left;
          expect([is.tracking1OptionId, is.tracking2OptionId]).toEqual([
            options?.tracking1OptionId,
            options?.tracking2OptionId,
          ]);
          for (const name of ['total', 'taxAmount', 'reference', 'provenance'] as const)
            expect(is[name]).toEqual(left?.[name]);
        }
      }),
      { numRuns: 4 },
    );
  });
});
