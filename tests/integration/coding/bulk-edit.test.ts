import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyBulkEdit, undoBulkEdit } from '#lib/coding/bulk/ask-for-bulk-edit.ts';
import { noteTold, untoldBulkEdits } from '#lib/coding/bulk/bulk-outcome.ts';
import { previewBulkEdit } from '#lib/coding/bulk/preview-bulk-edit.ts';
import { pruneBulkEdits, wakeBulkEdits } from '#lib/coding/bulk/recover-bulk-edits.ts';
import { runBulkEdit } from '#lib/coding/bulk/run-bulk-edit.ts';
import { codingOf, withRows } from '#lib/coding/coding-columns.ts';
import { editItem } from '#lib/coding/edit-item.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { storeStatus } from '#lib/coding/store-status.ts';
import { db } from '#lib/db.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { BulkValues } from '#lib/domain/coding/bulk-edit.ts';
import { type Coding, codingFields } from '#lib/domain/coding/coding.ts';
import { isSame } from '#lib/domain/coding/coding-changes.ts';
import { changeLine, emptyLine } from '#lib/domain/coding/line-items.ts';
import { storedProvenance } from '#lib/domain/coding/provenance.ts';
import type { Result } from '#lib/domain/result.ts';
import { rulesOf } from '#lib/ledger/ledgers.ts';
import type { PersonScope } from '#lib/scope.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

const rules = rulesOf(null);

/** A business with books, two owners and a second tax rate. */
async function aWorld() {
  const scope = await aBusiness();
  const { businessId } = scope;
  const books = await someBooks(scope);
  const { connectionId } = books;
  const rate = { businessId, connectionId, canApplyToExpenses: true };
  const vat5 = await db.taxRate.create({ data: { ...rate, taxType: 'RRINPUT', name: '5%', effectiveRate: '5' } });
  const driver = await db.owner.create({ data: { businessId, name: 'Driver' } });
  const flag = await db.flag.findFirstOrThrow({ where: { businessId } });
  return { scope, books: { ...books, vat5: vat5.id, driver: driver.id, flag: flag.id } };
}

type World = Awaited<ReturnType<typeof aWorld>>;

let number = 0;
async function anItem({ scope }: World, coding: Partial<Coding> = {}): Promise<string> {
  const { businessId, actor } = scope;
  const { id } = await db.item.create({
    data: { businessId, number: ++number, submittedByUserId: actor.userId, submittedByName: 'Ada', currency: 'GBP' },
  });
  await storeStatus(db, businessId, [id]);
  // Ids of their own: one example is tried again and again while it is made smaller.
  const lines = coding.lines?.map((line) => ({ ...line, id: randomUUID() }));
  const changes = { ...coding, ...(lines && { lines }) };
  if (Object.keys(changes).length > 0) done(await editItem(scope, { itemId: id, revision: 1, changes }));
  return id;
}

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const preview = async (scope: PersonScope, itemIds: string[], values: BulkValues) =>
  done(await previewBulkEdit(scope, { itemIds, values, workspace: 'COSTS' }));

/** All that is stored of an item and says something of it, but when it was changed and how often. */
async function stored(itemId: string) {
  const { revision, updatedAt, lines, payments, ...item } = await db.item.findUniqueOrThrow({
    where: { id: itemId },
    include: { lines: { orderBy: { position: 'asc' } }, payments: true },
  });
  const isNone = item.provenance === null;
  return {
    ...item,
    rulesDueAt: null,
    likenessDueAt: null,
    ...(isNone && { provenance: storedProvenance({}) }),
    lines,
    payments,
  };
}

const codingNow = async (itemId: string) =>
  codingOf(await db.item.findUniqueOrThrow({ where: { id: itemId }, include: withRows }), rules);

const amount = fc.integer({ min: 1, max: 99_999 }).map((cents) => (cents / 100).toFixed(2));
const day = fc.integer({ min: 1, max: 28 }).map((of) => calendarDate(`2026-11-${String(of).padStart(2, '0')}`));

/** Any values of the fields that can be set in many items. */
function valuesIn(books: World['books']): fc.Arbitrary<BulkValues> {
  const orNull = <T>(...values: T[]) => fc.constantFrom(null, ...values);
  return fc.record(
    {
      ownerId: orNull(books.driver),
      flagId: orNull(books.flag),
      type: fc.constantFrom('INVOICE', 'RECEIPT', 'CREDIT_NOTE'),
      contactId: orNull(books.acme, books.club),
      issuedOn: fc.option(day),
      dueOn: fc.option(day),
      reference: orNull('INV-1', 'INV-2'),
      accountId: orNull(books.power, books.office),
      description: orNull('Power', 'Two\nlines'),
      currency: orNull('GBP', 'EUR'),
      exchangeRate: orNull('1.25'),
      total: fc.option(amount),
      taxMode: fc.constantFrom('INCLUSIVE', 'EXCLUSIVE', 'NONE'),
      taxRateId: orNull(books.vat20, books.vat5),
      taxAmount: fc.option(amount),
      secondTaxAmount: fc.option(amount),
      publishAs: fc.constantFrom('DRAFT', 'SUBMITTED', 'AUTHORISED'),
      publishTo: fc.constantFrom('DOCUMENT', 'BANK_ACCOUNT'),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<BulkValues>;
}

function linesIn(books: World['books']): fc.Arbitrary<Coding['lines']> {
  const rates = new Map([
    [books.vat20, { effectiveRate: '20' }],
    [books.vat5, { effectiveRate: '5' }],
  ]);
  const pricing = { taxMode: 'INCLUSIVE', rates, digits: 2, unitDigits: 4 } as const;
  const line = fc
    .record({
      accountId: fc.constantFrom(null, books.power, books.office),
      taxRateId: fc.constantFrom(null, books.vat20, books.vat5),
      quantity: fc.constantFrom('1', '3'),
      total: fc.option(amount),
    })
    .map((change) => changeLine(emptyLine(randomUUID()), change, pricing));
  return fc.array(line, { maxLength: 3 });
}

const notEmpty = (values: Partial<Coding>) => Object.keys(values).length > 0;

test('every bulk edit undone gives the very state before, with sources, lines and statuses', async () => {
  const world = await aWorld();
  const { scope, books } = world;
  const item = fc.record({ values: valuesIn(books), lines: linesIn(books) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(item, { minLength: 1, maxLength: 4 }),
      valuesIn(books).filter(notEmpty),
      async (items, values) => {
        const ids = await Promise.all(items.map(({ values, lines }) => anItem(world, { ...values, lines })));
        const before = await Promise.all(ids.map(stored));
        const { bulkEditId, changing } = await preview(scope, ids, values);
        const outcome = done(await applyBulkEdit(scope, bulkEditId));
        expect(outcome).toMatchObject({ state: 'DONE', counts: { PENDING: 0, CHANGED: changing } });
        expect(done(await undoBulkEdit(scope, bulkEditId))).toMatchObject({ counts: { KEPT: 0, UNDONE: changing } });
        expect(await Promise.all(ids.map(stored))).toEqual(before);
      },
    ),
    { numRuns: 12 },
  );
});

test('what somebody changes between a bulk edit and its undo stays as they made it, and all else comes back', async () => {
  const world = await aWorld();
  const { scope, books } = world;
  await fc.assert(
    fc.asyncProperty(
      valuesIn(books),
      linesIn(books),
      valuesIn(books).filter(notEmpty),
      valuesIn(books).filter(notEmpty),
      async (first, lines, values, later) => {
        const id = await anItem(world, { ...first, lines });
        const before = await codingNow(id);
        const { bulkEditId } = await preview(scope, [id], values);
        done(await applyBulkEdit(scope, bulkEditId));
        const made = await codingNow(id);
        const { revision } = await db.item.findUniqueOrThrow({ where: { id } });
        done(await editItem(scope, { itemId: id, revision, changes: later }));
        const since = await codingNow(id);
        const { kept } = done(await undoBulkEdit(scope, bulkEditId));
        const now = await codingNow(id);
        const told = kept.map(({ field }) => field);
        const wrong = codingFields.filter((field) => {
          const isTouched = !isSame(field, made[field], since[field]);
          const isBack = isSame(field, now[field], before[field]);
          const isKept = isSame(field, now[field], since[field]);
          const wasChanged = !isSame(field, before[field], made[field]);
          return isTouched || told.includes(field) ? !isKept : wasChanged ? !isBack : !isKept;
        });
        const untold = codingFields.filter(
          (field) =>
            !isSame(field, before[field], made[field]) &&
            !isSame(field, now[field], before[field]) &&
            !told.includes(field),
        );
        expect({ wrong, untold }).toEqual({ wrong: [], untold: [] });
      },
    ),
    { numRuns: 20 },
  );
});

test('a preview says what would change from what, what is so already, and what is left alone and why', async () => {
  const world = await aWorld();
  const { scope, books } = world;
  const plain = await anItem(world, { accountId: books.office, total: '120.00' });
  const same = await anItem(world, { accountId: books.power });
  const ofLines = await anItem(world, {
    lines: [books.office, books.power].map((accountId) => ({ ...emptyLine(randomUUID()), accountId })),
  });
  const gone = await anItem(world);
  await db.item.update({ where: { id: gone }, data: { deletedAt: new Date() } });
  const published = await aPublished(world);

  const seen = await preview(scope, [plain, same, ofLines, gone, published.id], { accountId: books.power });
  expect(seen).toMatchObject({
    changing: 2,
    same: 1,
    leftOut: expect.arrayContaining([
      { why: 'missing', count: 1, numbers: [] },
      { why: 'published', count: 1, numbers: [published.number] },
    ]),
    fields: [
      {
        name: 'Category',
        to: '445 Light, Power, Heating',
        from: expect.arrayContaining([
          { text: '429 General Expenses', count: 1 },
          { text: 'Different in its lines', count: 1 },
        ]),
      },
    ],
  });
  done(await applyBulkEdit(scope, seen.bulkEditId));
  expect((await codingNow(ofLines)).lines.map(({ accountId }) => accountId)).toEqual([books.power, books.power]);
  const [entry] = (await itemHistory(scope, plain)).filter(({ what }) => what === 'Category');
  expect(entry).toMatchObject({ who: 'Ada Admin', change: { because: 'Bulk edit of 2 items' } });

  // A mark of ours is no part of what is published.
  const flagged = await preview(scope, [published.id], { flagId: books.flag });
  done(await applyBulkEdit(scope, flagged.bulkEditId));
  expect(await codingNow(published.id)).toMatchObject({ flagId: books.flag });
  done(await undoBulkEdit(scope, flagged.bulkEditId));
  expect(await codingNow(published.id)).toMatchObject({ flagId: null });

  const tax = await preview(scope, [plain, ofLines], { taxAmount: '1.00' });
  expect(tax).toMatchObject({ changing: 1, leftOut: [{ why: 'hasLines', count: 1 }] });
  const unknown = { itemIds: [plain], values: { accountId: randomUUID() }, workspace: 'COSTS' } as const;
  expect(await previewBulkEdit(scope, unknown)).toMatchObject({ error: { code: 'entryUnknown' } });
});

test('an item that somebody changes after the preview is left alone, and told', async () => {
  const world = await aWorld();
  const { scope, books } = world;
  const [kept, other] = [await anItem(world), await anItem(world)];
  const { bulkEditId } = await preview(scope, [kept, other], { reference: 'BULK' });
  done(await editItem(scope, { itemId: kept, revision: 1, changes: { reference: 'THEIRS' } }));
  done(await editItem(scope, { itemId: other, revision: 1, changes: { accountId: books.power } }));
  expect(done(await applyBulkEdit(scope, bulkEditId))).toMatchObject({
    counts: { CHANGED: 1, REFUSED: 1 },
    refused: [{ code: 'conflict', count: 1 }],
  });
  expect(await codingNow(kept)).toMatchObject({ reference: 'THEIRS' });
  expect(await codingNow(other)).toMatchObject({ reference: 'BULK', accountId: books.power });
});

test('a bulk edit is for whoever previewed it, while they may edit, and is begun and taken back once', async () => {
  const world = await aWorld();
  const { scope } = world;
  const ben = await aBusiness();
  const id = await anItem(world);
  const { bulkEditId } = await preview(scope, [id], { reference: 'ONE' });
  const bens = { ...ben, businessId: scope.businessId };
  expect(await applyBulkEdit(bens, bulkEditId)).toMatchObject({ error: { code: 'previewGone' } });
  expect(await applyBulkEdit(ben, bulkEditId)).toMatchObject({ error: { code: 'previewGone' } });
  done(await applyBulkEdit(scope, bulkEditId));
  expect(await applyBulkEdit(scope, bulkEditId)).toMatchObject({ error: { code: 'previewGone' } });
  expect(await undoBulkEdit(bens, bulkEditId)).toMatchObject({ error: { code: 'changeMissing' } });
  done(await undoBulkEdit(scope, bulkEditId));
  expect(await undoBulkEdit(scope, bulkEditId)).toMatchObject({ error: { code: 'changeMissing' } });

  const again = await preview(scope, [id], { reference: 'TWO' });
  await db.membership.updateMany({ where: { businessId: scope.businessId }, data: { role: 'SUBMITTER' } });
  expect(done(await applyBulkEdit(scope, again.bulkEditId))).toMatchObject({
    refused: [{ code: 'permission', count: 1 }],
  });
});

test('what a dead worker left is gone on with where it stopped, also by two at once, and its end is told once', async () => {
  const world = await aWorld();
  const { scope } = world;
  const ids = await Promise.all(Array.from({ length: 60 }, () => anItem(world)));
  const { bulkEditId } = await preview(scope, ids, { reference: 'MANY' });
  // As it is when the process dies after its first batch.
  await db.bulkEdit.update({ where: { id: bulkEditId }, data: { state: 'APPLYING' } });
  expect(await runBulkEdit(bulkEditId, { untilMs: 0 })).toBe(false);
  expect(await db.bulkEditItem.count({ where: { bulkEditId, state: 'CHANGED' } })).toBe(25);
  expect(await untoldBulkEdits(scope)).toEqual([bulkEditId]);
  await db.bulkEdit.update({ where: { id: bulkEditId }, data: { movedAt: new Date(Date.now() - 60_000) } });
  expect(await wakeBulkEdits()).toBeGreaterThan(0);
  await Promise.all([runBulkEdit(bulkEditId), runBulkEdit(bulkEditId)]);
  const items = await db.item.findMany({ where: { id: { in: ids } }, select: { reference: true, revision: true } });
  expect(new Set(items.map(({ reference, revision }) => `${reference} ${revision}`))).toEqual(new Set(['MANY 2']));
  await noteTold(scope, bulkEditId);
  expect(await untoldBulkEdits(scope)).toEqual([]);

  await db.bulkEdit.update({ where: { id: bulkEditId }, data: { createdAt: new Date('2026-01-01') } });
  await pruneBulkEdits();
  expect(await db.bulkEdit.count({ where: { id: bulkEditId } })).toBe(0);
});

test('one that is taken back while it is under way goes no further', async () => {
  const world = await aWorld();
  const { scope } = world;
  const ids = await Promise.all(Array.from({ length: 40 }, () => anItem(world)));
  const before = await Promise.all(ids.map(stored));
  const { bulkEditId } = await preview(scope, ids, { reference: 'STOP' });
  await db.bulkEdit.update({ where: { id: bulkEditId }, data: { state: 'APPLYING' } });
  await runBulkEdit(bulkEditId, { untilMs: 0 });
  expect(done(await undoBulkEdit(scope, bulkEditId))).toMatchObject({ counts: { UNDONE: 25, PENDING: 15 } });
  expect(await Promise.all(ids.map(stored))).toEqual(before);
});

/** An item that the books have. */
async function aPublished(world: World): Promise<{ id: string; number: number }> {
  const { scope, books } = world;
  const id = await anItem(world, { accountId: books.office });
  const { number } = await db.item.findUniqueOrThrow({ where: { id } });
  await db.publication.create({
    data: {
      businessId: scope.businessId,
      connectionId: books.connectionId,
      itemId: id,
      itemRevision: 2,
      kind: 'BILL',
      publishAs: 'AUTHORISED',
      coding: {},
      state: 'COMPLETE',
      requestedByName: 'Ada',
    },
  });
  return { id, number };
}
