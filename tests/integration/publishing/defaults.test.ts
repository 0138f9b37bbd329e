import { beforeEach, describe, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { itemHistory } from '#lib/coding/item-history.ts';
import { db } from '#lib/db.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import type { Coding, PublishAs } from '#lib/domain/coding/coding.ts';
import type { PublishingDefaults } from '#lib/domain/publishing-defaults.ts';
import { addDocument } from '#lib/intake/add-document.ts';
import { readUpload } from '#lib/intake/read-upload.ts';
import { setDueDays } from '#lib/lists/contact-due-days.ts';
import { defaultsEffect, setDefaults, undoDefaults } from '#lib/publishing/settings/defaults-setting.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';
import { aPdf } from '#tests/support/files.ts';

let scope: PersonScope;
let books: Books;
const from = { address: '192.0.2.1', device: 'Firefox' };
const begins = (publishAs: PublishAs) => ({ publishTo: 'DOCUMENT', publishAs }) as const;
const standard: PublishingDefaults = { COSTS: begins('AUTHORISED'), SALES: begins('AUTHORISED'), dueDays: null };

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
});

let number = 1_000;
async function anItem(values: object = {}) {
  number += 1;
  return db.item.create({
    data: { businessId: scope.businessId, number, issuedOn: new Date('2026-11-02'), ...values },
  });
}
async function edit(id: string, changes: Partial<Coding>) {
  const { revision } = await db.item.findUniqueOrThrow({ where: { id } });
  expect(await editItem(scope, { itemId: id, revision, changes })).toMatchObject({ ok: true });
}
const stored = async (id: string) => {
  const { publishAs, dueOn } = await db.item.findUniqueOrThrow({ where: { id } });
  return [publishAs, dueOn?.toISOString().slice(0, 10) ?? null];
};

test('a new item begins as the business has it, and those before it stay as they are', async () => {
  const before = await anItem();
  await setDefaults(
    scope,
    { ...standard, COSTS: begins('DRAFT'), SALES: begins('SUBMITTED'), changesOpen: false },
    from,
  );
  const upload = await readUpload(new Blob([new Uint8Array(aPdf('Invoice'))]).stream());
  if (!upload.ok) throw new Error(upload.error.message);
  for (const [workspace, publishAs] of [
    ['COSTS', 'DRAFT'],
    ['SALES', 'SUBMITTED'],
  ] as const) {
    const added = await addDocument(scope, { fileName: 'a.pdf', upload: upload.value, workspace });
    if (!added.ok) throw new Error(added.error.message);
    expect(await stored(added.value.itemId)).toEqual([publishAs, null]);
  }
  expect(await stored(before.id)).toEqual(['AUTHORISED', null]);
});

describe('a due date', () => {
  test('follows the date by the days of the supplier or else of the business, until somebody sets it', async () => {
    await setDefaults(scope, { ...standard, dueDays: 30, changesOpen: false }, from);
    const { id } = await anItem({ issuedOn: null });
    await edit(id, { issuedOn: calendarDate('2026-11-02') });
    expect(await stored(id)).toEqual(['AUTHORISED', '2026-12-02']);
    const [entry] = await itemHistory(scope, id);
    expect(entry).toMatchObject({
      who: 'Intray',
      change: { because: '30 days after the date, as for Business settings > Publishing' },
    });

    expect(await setDueDays(scope, { contactId: books.acme, dueDays: 7 })).toMatchObject({ ok: true });
    await edit(id, { contactId: books.acme });
    expect(await stored(id)).toEqual(['AUTHORISED', '2026-11-09']);
    await edit(id, { dueOn: calendarDate('2026-12-24') });
    await edit(id, { issuedOn: calendarDate('2026-11-03') });
    expect(await stored(id)).toEqual(['AUTHORISED', '2026-12-24']);
  });

  test('is none of a receipt, nor of a contact of another business', async () => {
    await setDefaults(scope, { ...standard, dueDays: 30, changesOpen: false }, from);
    const { id } = await anItem({ issuedOn: null, type: 'RECEIPT' });
    await edit(id, { issuedOn: calendarDate('2026-11-02') });
    expect(await stored(id)).toEqual(['AUTHORISED', null]);
    expect(await setDueDays(await aBusiness(), { contactId: books.acme, dueDays: 7 })).toMatchObject({ ok: false });
  });
});

test('open items follow only when asked, where nobody has decided otherwise, and are as before when that is undone', async () => {
  const [open, decided, archived] = [await anItem(), await anItem(), await anItem({ place: 'ARCHIVE' })];
  const sale = await anItem({ workspace: 'SALES', dueOn: new Date('2026-11-16') });
  await edit(decided.id, { publishAs: 'SUBMITTED', dueOn: calendarDate('2026-11-20') });
  const defaults: PublishingDefaults = { ...standard, COSTS: begins('DRAFT'), dueDays: 14 };
  expect(await defaultsEffect(scope, defaults)).toEqual({
    open: 1,
    example: { number: open.number, workspace: 'COSTS', issuedOn: '2026-11-02' },
  });
  const saved = await setDefaults(scope, { ...defaults, changesOpen: true }, from);
  if (!saved.ok) throw new Error(saved.error.message);
  expect(await stored(open.id)).toEqual(['DRAFT', '2026-11-16']);
  expect(await stored(decided.id)).toEqual(['SUBMITTED', '2026-11-20']);
  expect(await stored(archived.id)).toEqual(['AUTHORISED', null]);
  expect(await stored(sale.id)).toEqual(['AUTHORISED', '2026-11-16']);
  const [entry] = await itemHistory(scope, open.id);
  expect(entry?.change?.because).toBe('Business settings > Publishing, by Ada Admin');

  // Only what they changed is taken back, at the revision that this made, and by nobody of another business.
  await edit(archived.id, { publishAs: 'SUBMITTED' });
  const others = [
    { itemId: archived.id, revision: 2 },
    { itemId: open.id, revision: 1 },
  ];
  expect(await undoDefaults(scope, others)).toEqual({ ok: true, value: 0 });
  expect(await undoDefaults(await aBusiness(), saved.value.changed)).toEqual({ ok: true, value: 0 });
  expect(await undoDefaults(scope, saved.value.changed)).toEqual({ ok: true, value: 1 });
  expect(await stored(open.id)).toEqual(['AUTHORISED', null]);
  expect(await defaultsEffect(scope, defaults)).toMatchObject({ open: 1 });
});
