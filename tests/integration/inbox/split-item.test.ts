import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { codingOf, withRows } from '#lib/coding/coding-columns.ts';
import { editItem } from '#lib/coding/edit-item.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { db } from '#lib/db.ts';
import type { Coding, CodingLine } from '#lib/domain/coding/coding.ts';
import { emptyLine } from '#lib/domain/coding/line-items.ts';
import { decimal, sum } from '#lib/domain/money.ts';
import { listBin } from '#lib/inbox/bin/list-bin.ts';
import { findDueLikenesses } from '#lib/inbox/duplicates/find-likenesses.ts';
import { splitAmounts, splitAmountsInput, undoSplit } from '#lib/inbox/split-item.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aPdf } from '#tests/support/files.ts';
import { addFile } from '#tests/support/reading.ts';

let scope: PersonScope;
let books: Books;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
});

async function anItem(changes: Partial<Coding> = {}) {
  const { itemId } = await addFile(scope, aPdf('A bill', 'its terms'), 'bill.pdf');
  const coded = await editItem(scope, {
    itemId,
    revision: 1,
    changes: {
      ...{
        dueOn: '2026-12-02' as never,
        contactId: books.acme,
        issuedOn: '2026-11-02' as never,
        reference: 'INV-7',
        accountId: books.power,
      },
      ...{ taxRateId: books.vat20, total: '120.00' },
      ...changes,
    },
  });
  if (!coded.ok) throw new Error(coded.error.message);
  return { itemId, revision: coded.value.revision };
}

const aLine = (total: string, taxAmount: string, accountId: string | null): CodingLine => ({
  ...emptyLine(randomUUID()),
  ...{ total, taxAmount, unitAmount: total, accountId, taxRateId: books.vat20, description: `Of ${total}` },
});

async function codingsOf(...ids: string[]) {
  const { lists } = await loadReviewContext(db, scope, { contactIds: [], accountIds: undefined });
  const items = await db.item.findMany({ where: { id: { in: ids } }, orderBy: { number: 'asc' }, include: withRows });
  return items.map((item) => codingOf(item, lists.rules));
}

async function split(
  { itemId, revision }: { itemId: string; revision: number },
  how: Parameters<typeof splitAmountsInput.parse>[0] extends never ? never : object,
  accountIds: (string | null)[] = [],
) {
  const done = await splitAmounts(scope, splitAmountsInput.parse({ itemId, revision, split: how, accountIds }));
  if (!done.ok) throw new Error(done.error.message);
  return done.value;
}

test('an item becomes several with one document, which have its amounts together and are no copies of each other', async () => {
  const item = await anItem();
  const { made } = await split(item, { by: 'amount', amounts: ['60.00', '19.99'] }, [null, books.office]);
  const ids = made.map(({ itemId }) => itemId);
  const codings = await codingsOf(item.itemId, ...ids);
  expect(
    codings.map(({ total, taxAmount, accountId, reference, contactId }) => [
      total,
      taxAmount,
      accountId,
      reference,
      contactId,
    ]),
  ).toEqual([
    ['40.01', '6.67', books.power, 'INV-7', books.acme],
    ['60.00', '10.00', books.power, 'INV-7', books.acme],
    ['19.99', '3.33', books.office, 'INV-7', books.acme],
  ]);
  const documents = await db.itemDocument.findMany({ where: { itemId: { in: [item.itemId, ...ids] } } });
  expect(new Set(documents.map(({ documentId }) => documentId)).size).toBe(1);
  expect(documents).toHaveLength(3);
  expect(await findDueLikenesses(scope.businessId)).toBe(0);
  const statuses = await db.item.findMany({ where: { id: { in: ids } }, select: { status: true, isBeingRead: true } });
  expect(statuses).toEqual([
    { status: 'READY', isBeingRead: false },
    { status: 'READY', isBeingRead: false },
  ]);
  const [told] = await itemHistory(scope, item.itemId);
  expect(told?.what).toBe('split it: items 2, 3 came of it');
});

describe('taken back', () => {
  test.each<[string, object]>([
    ['by amount', { by: 'amount', amounts: ['33.33'] }],
    ['by per cent', { by: 'percent', percents: ['33.3', '33.3'] }],
  ])('a split %s leaves the item as it was, lines, payments and all', async (_, how) => {
    const lines = [aLine('70.01', '11.67', books.power), aLine('49.99', '8.33', null)];
    const payments = [{ id: randomUUID(), amount: '50.00', paidOn: '2026-11-03' as never, paymentMethodId: null }];
    const item = await anItem({ lines, payments });
    const [before] = await codingsOf(item.itemId);
    const { made, revision } = await split(item, how);
    const ids = made.map(({ itemId }) => itemId);
    const parts = await codingsOf(item.itemId, ...ids);
    expect(sum(parts.map(({ total }) => total ?? '0')).toFixed(2)).toBe('120.00');
    expect(sum(parts.flatMap((part) => part.lines.map(({ taxAmount }) => taxAmount ?? '0'))).toFixed(2)).toBe('20.00');
    expect(sum(parts.flatMap((part) => part.payments.map(({ amount }) => amount ?? '0'))).toFixed(2)).toBe('50.00');
    for (const { total, lines: own } of parts) {
      expect(sum(own.map((line) => line.total ?? '0')).equals(decimal(total ?? '0'))).toBe(true);
    }
    const undone = await undoSplit(scope, { itemId: item.itemId, revision, made });
    expect(undone).toMatchObject({ ok: true });
    expect(await codingsOf(item.itemId)).toEqual([before]);
    const { rows } = await listBin(scope, 'COSTS', { search: '' } as never, { after: null, limit: 10 } as never);
    expect(rows.map(({ number }) => number).sort()).toEqual(made.map(({ number }) => number));
  });

  test('a split by lines brings each line back', async () => {
    const lines = [aLine('70.01', '11.67', books.power), aLine('49.99', '8.33', null)];
    const item = await anItem({ lines });
    const [before] = await codingsOf(item.itemId);
    const { made, revision } = await split(item, { by: 'lines', lineIds: [[lines[1]?.id]] });
    const [own, other] = await codingsOf(item.itemId, ...made.map(({ itemId }) => itemId));
    expect([own?.total, other?.total, other?.lines[0]?.description]).toEqual(['70.01', '49.99', 'Of 49.99']);
    expect(await undoSplit(scope, { itemId: item.itemId, revision, made })).toMatchObject({ ok: true });
    expect(await codingsOf(item.itemId)).toEqual([before]);
  });

  test('is nothing in which somebody has changed something since', async () => {
    const item = await anItem();
    const { made, revision } = await split(item, { by: 'amount', amounts: ['20.00'] });
    const [part] = made;
    await editItem(scope, { itemId: part?.itemId ?? '', revision: part?.revision ?? 0, changes: { total: '21.00' } });
    const undone = await undoSplit(scope, { itemId: item.itemId, revision, made });
    expect(undone).toMatchObject({ ok: false, error: { code: 'changed' } });
    expect((await codingsOf(item.itemId))[0]?.total).toBe('100.00');
    expect(await db.item.count({ where: { businessId: scope.businessId, deletedAt: null } })).toBe(2);
  });
});

describe('nothing is split', () => {
  const code = async (input: object) => {
    const done = await splitAmounts(scope, splitAmountsInput.parse(input));
    expect(await db.item.count({ where: { businessId: scope.businessId } })).toBe(1);
    return done.ok ? null : done.error.code;
  };

  test('of an item that changed since it was seen', async () => {
    const { itemId } = await anItem();
    expect(await code({ itemId, revision: 1, split: { by: 'amount', amounts: ['20.00'] } })).toBe('changed');
  });

  test('of what is in the archive, of another business, or more than there is', async () => {
    const item = await anItem();
    expect(await code({ ...item, split: { by: 'amount', amounts: ['120.00'] } })).toBe('tooMuch');
    const other = await aBusiness();
    const asked = splitAmountsInput.parse({ ...item, split: { by: 'amount', amounts: ['20.00'] } });
    expect(await splitAmounts(other, asked)).toMatchObject({ ok: false, error: { code: 'locked' } });
    await db.item.update({ where: { id: item.itemId }, data: { place: 'ARCHIVE', archivedAt: new Date() } });
    expect(await code({ ...item, split: { by: 'amount', amounts: ['20.00'] } })).toBe('locked');
  });

  test('with a category of other books', async () => {
    const item = await anItem();
    const split = { by: 'amount', amounts: ['20.00'] };
    expect(await code({ ...item, split, accountIds: [randomUUID()] })).toBe('entryUnknown');
    expect((await codingsOf(item.itemId))[0]?.total).toBe('120.00');
  });
});

test('of two sales no number is the same', async () => {
  const item = await anItem();
  await db.item.update({ where: { id: item.itemId }, data: { workspace: 'SALES' } });
  const { made } = await split(item, { by: 'percent', percents: ['50'] });
  expect((await codingsOf(item.itemId, ...made.map(({ itemId }) => itemId))).map(({ reference }) => reference)).toEqual(
    ['INV-7', 'INV-7-2'],
  );
});
