import { beforeEach, describe, expect, test } from 'vitest';
import { confirmProblem } from '#lib/coding/confirm-problem.ts';
import { editItem } from '#lib/coding/edit-item.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { twinsSql } from '#lib/coding/load-twins.ts';
import { db } from '#lib/db.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { questionOf } from '#lib/domain/readiness/confirmation.ts';
import { deleteItems, restoreItems } from '#lib/inbox/delete-items.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import { loadRows } from '#lib/inbox/list-inbox.ts';
import { publishItems } from '#lib/publishing/publish-items.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { explained } from '#tests/support/explained.ts';

let scope: PersonScope;
let books: Books;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
});

async function anItem(number: number, values: Partial<Prisma.ItemUncheckedCreateInput> = {}): Promise<string> {
  const { id } = await db.item.create({
    data: {
      businessId: scope.businessId,
      number,
      submittedByUserId: scope.actor.userId,
      submittedByName: scope.actor.name,
      contactId: books.acme,
      issuedOn: new Date('2026-11-02'),
      dueOn: new Date('2026-12-02'),
      accountId: books.power,
      taxRateId: books.vat20,
      total: '120.00',
      taxAmount: '20.00',
      ...values,
    },
  });
  return id;
}

const revisions = new Map<string, number>();
async function edit(itemId: string, changes: Partial<Coding>) {
  const edited = await editItem(scope, { itemId, revision: revisions.get(itemId) ?? 1, changes });
  if (!edited.ok) throw new Error(edited.error.message);
  revisions.set(itemId, edited.value.revision);
}

const stored = async (...ids: string[]) => {
  const items = await db.item.findMany({ where: { id: { in: ids } } });
  return ids.map((id) => items.find((item) => item.id === id)?.status);
};

async function held(number: number) {
  const item = await getItem(scope, 'COSTS', number);
  return { twins: item?.twins.map((twin) => twin.number), codes: item?.problems.map(({ code }) => code) };
}

async function confirm(itemId: string, number: number) {
  const asked = (await getItem(scope, 'COSTS', number))?.problems.find(({ code }) => code === 'duplicate');
  return confirmProblem(scope, { itemId, code: 'duplicate', question: (asked && questionOf(asked)) ?? '' });
}

describe('the same bill in two items', () => {
  test('holds both as soon as they are alike, and neither once they are not', async () => {
    const [one, two] = [await anItem(1, { reference: 'INV-0042' }), await anItem(2)];
    await edit(two, { reference: 'inv 42' });
    expect(await stored(one, two)).toEqual(['TO_REVIEW', 'TO_REVIEW']);
    expect(await held(1)).toEqual({ twins: [2], codes: ['duplicate'] });
    expect(await held(2)).toEqual({ twins: [1], codes: ['duplicate'] });
    await edit(two, { total: '120.01', taxAmount: '20.00' });
    expect(await stored(one, two)).toEqual(['READY', 'READY']);
  });

  test('holds the one that is left to publish, when the other is in the books', async () => {
    const [one, two] = [
      await anItem(1, { reference: '7', place: 'ARCHIVE', status: 'PUBLISHED', currency: 'GBP' }),
      await anItem(2),
    ];
    await edit(two, { reference: '007' });
    const item = await getItem(scope, 'COSTS', 2);
    expect(item?.problems, 'put aside by hand, it is in no books').toMatchObject([
      { code: 'duplicate', message: expect.stringContaining('here more than once') },
    ]);
    expect(item?.twins).toMatchObject([{ isArchived: true, isPublished: false }]);
    await db.publication.create({
      data: {
        ...{ businessId: scope.businessId, connectionId: books.connectionId, itemId: one, itemRevision: 1 },
        ...{ kind: 'BILL', publishAs: 'DRAFT', state: 'COMPLETE', coding: {}, requestedByName: 'Ada' },
      },
    });
    expect(await publishItems(scope, [{ itemId: two, revision: 2 }])).toMatchObject({
      value: [
        {
          outcome: 'notReady',
          problems: [{ code: 'duplicate', message: expect.stringContaining('published already') }],
        },
      ],
    });
    expect((await held(1)).twins).toEqual([2]);
  });

  test('is published all the same when somebody says so, which is kept with who and when', async () => {
    const [one, two] = [await anItem(1, { reference: '7' }), await anItem(2)];
    await edit(two, { reference: '7' });
    expect(await confirm(two, 2)).toMatchObject({ ok: true });
    expect(await stored(one, two)).toEqual(['TO_REVIEW', 'READY']);
    expect((await itemHistory(scope, two))[0]).toMatchObject({
      who: scope.actor.name,
      what: expect.stringContaining('meant'),
    });
    expect(await publishItems(scope, [{ itemId: two, revision: 2 }])).toMatchObject({ value: [{ outcome: 'queued' }] });
  });

  test('is asked about anew when a third comes', async () => {
    const [, two, three] = [await anItem(1, { reference: '7' }), await anItem(2), await anItem(3)];
    await edit(two, { reference: '7' });
    await confirm(two, 2);
    await edit(three, { reference: '7' });
    expect(await stored(two, three)).toEqual(['TO_REVIEW', 'TO_REVIEW']);
    expect(await confirmProblem(scope, { itemId: two, code: 'duplicate', question: 'another' })).toMatchObject({
      error: { code: 'changed' },
    });
  });

  test('is free when the other is deleted, and held when that is brought back', async () => {
    const [one, two] = [await anItem(1, { reference: '7' }), await anItem(2)];
    await edit(two, { reference: '7' });
    await deleteItems(scope, [one]);
    expect(await stored(two)).toEqual(['READY']);
    await restoreItems(scope, [one]);
    expect(await stored(one, two)).toEqual(['TO_REVIEW', 'TO_REVIEW']);
  });

  test.each<[string, Partial<Prisma.ItemUncheckedCreateInput>]>([
    ['of another day', { issuedOn: new Date('2026-11-03') }],
    ['in another currency', { currency: 'EUR' }],
    ['that is a credit note', { type: 'CREDIT_NOTE' }],
    ['in sales', { workspace: 'SALES' }],
    ['without a number', { reference: null }],
  ])('is not one %s', async (_what, values) => {
    const [, two] = [await anItem(1, { reference: '7', ...values }), await anItem(2)];
    await edit(two, { reference: '7' });
    expect(await stored(two)).toEqual(['READY']);
  });

  test.each([
    ['in the inbox', { place: 'INBOX' }, 'here more than once'],
    ['in the archive', { place: 'ARCHIVE', archivedAt: new Date('2026-11-03') }, 'here more than once'],
  ] as const)('is held and set beside its double in sales too, which is %s', async (_where, place, words) => {
    const sale = { workspace: 'SALES', contactId: books.club } as const;
    const [, two] = [await anItem(1, { reference: '7', ...sale, ...place }), await anItem(2, sale)];
    await edit(two, { reference: '7' });
    expect(await stored(two)).toEqual(['TO_REVIEW']);
    const [row] = await loadRows(scope, [two]);
    expect(row?.toDo).toEqual([
      expect.stringContaining(`An invoice with this customer, number, date and total is ${words}`),
    ]);
    const held = await getItem(scope, 'SALES', 2);
    expect(held?.twins).toMatchObject([
      { number: 1, workspace: 'SALES', reference: '7', isArchived: place.place === 'ARCHIVE' },
    ]);
    expect((await getItem(scope, 'SALES', 1))?.twins).toMatchObject([{ id: two, workspace: 'SALES' }]);
    const [asked] = held?.problems ?? [];
    expect(
      await confirmProblem(scope, { itemId: two, code: 'duplicate', question: (asked && questionOf(asked)) ?? '' }),
    ).toMatchObject({ ok: true });
    expect((await getItem(scope, 'SALES', 2))?.problems).toEqual([]);
    expect(await publishItems(scope, [{ itemId: two, revision: revisions.get(two) ?? 1 }])).toMatchObject({
      value: [{ itemId: two, outcome: 'queued' }],
    });
  });

  test('is looked for by one index, however little is known of the table', async () => {
    const like = {
      workspace: 'COSTS',
      contactId: books.acme,
      issuedOn: calendarDate('2026-11-02'),
      total: '120.00',
    } as const;
    const likeness = { ...like, key: 'a', itemId: books.acme, number: 'inv1', currency: 'GBP', isCredit: false };
    const plan = await explained(twinsSql(scope.businessId, [likeness], 'GBP'));
    expect(plan).toMatch(/Index Scan using "Item_contactId_issuedOn_total_number_idx"/);
  });

  test('that two people make at once holds both', async () => {
    const ids = [await anItem(1), await anItem(2)];
    await Promise.all(ids.map((id) => edit(id, { reference: '7' })));
    expect(await stored(...ids)).toEqual(['TO_REVIEW', 'TO_REVIEW']);
  });

  test("never shows a submitter another's item", async () => {
    const [, two] = [await anItem(1, { reference: '7' }), await anItem(2)];
    await edit(two, { reference: '7' });
    const user = await db.user.create({
      data: { email: `sam-${scope.businessId}@example.com`, name: 'Sam', passwordHash: '-' },
    });
    await db.item.update({ where: { id: two }, data: { submittedByUserId: user.id } });
    const sam: PersonScope = { ...scope, actor: { kind: 'person', userId: user.id, name: 'Sam', role: 'SUBMITTER' } };
    const item = await getItem(sam, 'COSTS', 2);
    expect(item).toMatchObject({ status: 'TO_REVIEW', twins: [], problems: [] });
    expect(await loadRows(sam, [two])).toMatchObject([{ status: 'TO_REVIEW', toDo: [] }]);
  });
});
