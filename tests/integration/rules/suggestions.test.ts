import { beforeEach, describe, expect, test } from 'vitest';
import { editItem } from '#lib/coding/edit-item.ts';
import { db } from '#lib/db.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { parseProvenance } from '#lib/domain/coding/provenance.ts';
import { getItem } from '#lib/inbox/get-item.ts';
import type { LineSources } from '#lib/inbox/shown-sources.ts';
import { applyDueRules } from '#lib/rules/apply-rules.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aCard, type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

let scope: PersonScope;
let books: Books;
let number = 0;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  number = 0;
});

const anItem = (values: object = {}) => {
  number += 1;
  return db.item.create({
    data: {
      ...{ businessId: scope.businessId, number, contactId: books.acme, currency: 'GBP', total: '120.00' },
      ...{ issuedOn: new Date('2026-11-01'), rulesDueAt: new Date(), provenance: { v: 1, fields: {} } },
      ...values,
    },
  });
};
const read = (id: string) => db.item.findUniqueOrThrow({ where: { id }, include: { lines: true, payments: true } });
const edit = async (id: string, changes: Partial<Coding>) => {
  const { revision } = await read(id);
  const edited = await editItem(scope, { itemId: id, revision, changes });
  if (!edited.ok) throw new Error(edited.error.message);
};
/** As a person codes it. */
const coded = async (changes: Partial<Coding>) => {
  const { id } = await anItem();
  await edit(id, changes);
  return id;
};
const plain = (text: string | undefined) => text?.replace(/[\u2066-\u2069]/g, '');
const choose = (autoCategorise: 'ALWAYS' | 'RULES' | 'NEVER') =>
  db.business.update({ where: { id: scope.businessId }, data: { autoCategorise } });

describe('from the second document of a supplier on', () => {
  test('every field that people decided is filled in, with why, and asking again changes nothing', async () => {
    const card = await aCard(scope, books);
    const owner = await db.owner.create({ data: { businessId: scope.businessId, name: 'Ada' } });
    await coded({
      ...{ accountId: books.power, description: 'Power November 2026', ownerId: owner.id },
      payments: [{ id: crypto.randomUUID(), amount: '120.00', paidOn: null, paymentMethodId: card }],
    });
    await applyDueRules(scope.businessId);
    const { id } = await anItem({ issuedOn: new Date('2026-12-01') });
    expect(await applyDueRules(scope.businessId)).toEqual([id]);
    const item = await read(id);
    expect(item).toMatchObject({ accountId: books.power, taxRateId: books.vat20, description: 'Power December 2026' });
    expect(item).toMatchObject({ ownerId: owner.id, payments: [{ paymentMethodId: card }] });
    const { accountId } = parseProvenance(item.provenance);
    expect(accountId).toMatchObject({ by: 'history', id: books.acme, isLocked: false });
    expect(plain(accountId?.because)).toBe('As item 1 of Acme Ltd');
    await db.item.update({ where: { id }, data: { rulesDueAt: new Date() } });
    expect(await applyDueRules(scope.businessId)).toEqual([]);
    expect((await read(id)).rulesDueAt).toBeNull();
  });

  test('what a person emptied or chose stays, and what history filled in is no decision to learn from', async () => {
    const first = await coded({ accountId: books.power });
    const second = await anItem();
    await applyDueRules(scope.businessId);
    await edit(second.id, { accountId: null });
    await db.item.updateMany({ data: { rulesDueAt: new Date() } });
    await applyDueRules(scope.businessId);
    expect((await read(second.id)).accountId).toBeNull();
    const third = await anItem();
    await applyDueRules(scope.businessId);
    await edit(first, { accountId: books.office });
    const fourth = await anItem();
    await applyDueRules(scope.businessId);
    // The third has what was suggested then, and nobody has said that it is right.
    expect((await read(third.id)).accountId).toBe(books.power);
    expect((await read(fourth.id)).accountId).toBe(books.office);
  });

  test('another contact takes what was filled in for the one before with it', async () => {
    await coded({ accountId: books.power, tracking1OptionId: null });
    const { id } = await anItem();
    await applyDueRules(scope.businessId);
    expect((await read(id)).accountId).toBe(books.power);
    await edit(id, { contactId: books.club });
    await applyDueRules(scope.businessId);
    expect((await read(id)).accountId).toBeNull();
  });
});

describe('as the business has chosen', () => {
  beforeEach(() => coded({ accountId: books.power }));

  test.each([
    ['RULES' as const, [{ value: 'power', because: 'As item 1 of Acme Ltd' }]],
    ['NEVER' as const, undefined],
  ])('%s fills in nothing, and offers as much', async (choice, offered) => {
    await choose(choice);
    const { id } = await anItem();
    expect(await applyDueRules(scope.businessId)).not.toContain(id);
    expect((await read(id)).accountId).toBeNull();
    const offers = (await getItem(scope, 'COSTS', number))?.offers.accountId;
    expect(
      offers?.alternatives.map(({ value, because }) => ({
        value: value === books.power ? 'power' : value,
        because: plain(because),
      })),
    ).toEqual(offered);
  });
});

describe('where only rules fill in', () => {
  test('a payment is offered to whoever says that it is paid, as the items before it were', async () => {
    const card = await aCard(scope, books);
    await choose('RULES');
    await coded({ payments: [{ id: crypto.randomUUID(), amount: '120.00', paidOn: null, paymentMethodId: card }] });
    const { id } = await anItem();
    const offered = async () => (await getItem(scope, 'COSTS', number))?.offers.payments;
    const [first] = (await offered())?.alternatives ?? [];
    expect(first).toMatchObject({ text: expect.stringContaining('Paid with') });
    await edit(id, { payments: first?.value as Coding['payments'] });
    expect((await read(id)).payments).toMatchObject([{ paymentMethodId: card }]);
    expect(await offered()).toBeUndefined();
  });

  test('empty cells of lines are offered what the items before were coded with, and marked once it is not by hand', async () => {
    await choose('RULES');
    await coded({ accountId: books.power });
    const { id } = await anItem({
      lines: { create: [line(0, null), line(1, books.office)] },
    });
    const page = async () => (await getItem(scope, 'COSTS', number)) ?? { lineOffers: [], lineSources: {} };
    expect(plain((await page()).lineOffers.find(({ field }) => field === 'accountId')?.because)).toBe(
      'As item 1 of Acme Ltd',
    );
    await choose('ALWAYS');
    await applyDueRules(scope.businessId);
    const [first] = (await read(id)).lines;
    const { lineOffers, lineSources } = await page();
    expect(lineOffers.some(({ field }) => field === 'accountId')).toBe(false);
    expect((lineSources as LineSources)[first?.id ?? '']?.accountId).toMatchObject({ by: 'history', ruleId: null });
  });
});

const line = (position: number, accountId: string | null) => ({
  ...{ businessId: scope.businessId, position, description: `Part ${position}`, accountId, total: '60.00' },
  ...{ quantity: '1', unitAmount: '60.00', provenance: { v: 1, fields: {} } },
});
