import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { continueTaxChange, lastTaxChange, undoTaxChange, wakeTaxChanges } from '#lib/coding/apply-tax-settings.ts';
import { codingOf, entriesOf, withRows } from '#lib/coding/coding-columns.ts';
import { confirmProblem } from '#lib/coding/confirm-problem.ts';
import { editItem } from '#lib/coding/edit-item.ts';
import { saveTaxSettings } from '#lib/coding/save-tax-settings.ts';
import { taxEffect, taxSettingsView } from '#lib/coding/tax-settings-view.ts';
import { db } from '#lib/db.ts';
import { cisDeduction } from '#lib/domain/cis.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { type TaxSettings, usualTaxSettings } from '#lib/domain/tax-settings.ts';
import { setCisRate } from '#lib/lists/cis-rate.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import type { PersonScope } from '#lib/scope.ts';
import { type Books, someBooks } from '#tests/support/books.ts';
import { aBusiness } from '#tests/support/connect.ts';

const from = { address: '127.0.0.1', device: 'Test' };
let scope: PersonScope;
let books: Books;
let zero: string;
let number = 0;

beforeEach(async () => {
  scope = await aBusiness();
  books = await someBooks(scope);
  zero = (
    await db.taxRate.create({
      data: {
        ...{ businessId: scope.businessId, connectionId: books.connectionId },
        ...{ taxType: 'ZERO', name: 'Zero rated', effectiveRate: '0', canApplyToExpenses: true },
      },
    })
  ).id;
});

const anItem = (values: object = {}) => {
  number += 1;
  return db.item.create({
    data: {
      ...{ businessId: scope.businessId, number, contactId: books.acme, accountId: books.power },
      ...{ taxRateId: books.vat20, currency: 'GBP', total: '120.00', taxAmount: '20.00' },
      ...values,
    },
  });
};
const coded = async (id: string) => {
  const item = await db.item.findUniqueOrThrow({ where: { id } });
  return [item.taxRateId, item.taxMode, item.taxAmount === null ? null : Number(item.taxAmount)];
};
const save = async (settings: Partial<TaxSettings>, appliesToOpen = false) => {
  const saved = await saveTaxSettings(scope, { settings: { ...usualTaxSettings, ...settings }, appliesToOpen }, from);
  if (!saved.ok) throw new Error(saved.error.message);
  return saved.value;
};
const byDefault = () => ({ rateSource: 'DEFAULT', defaultRates: { COSTS: zero, SALES: null } }) as const;

describe('new tax settings', () => {
  test('leave the open items as they are unless asked, and are told in the activity', async () => {
    const item = await anItem();
    expect(await save(byDefault())).toEqual({ changeId: null, changed: 0, left: 0 });
    expect(await coded(item.id)).toEqual([books.vat20, 'INCLUSIVE', 20]);
    const [told] = await db.auditEntry.findMany({ where: { businessId: scope.businessId } });
    expect(told).toMatchObject({
      action: 'taxSettingsChanged',
      detail: { choices: expect.stringContaining('Zero rated') },
    });
  });

  test('code the open ones anew when asked, though nothing that a person decided, and give all of it back', async () => {
    const followed = await anItem();
    const chosen = await anItem({ taxRateId: null, taxAmount: null });
    await editItem(scope, { itemId: chosen.id, revision: 1, changes: { taxRateId: books.vat20 } });
    const gone = await anItem({ place: 'ARCHIVE', archivedAt: new Date() });
    const settings = { ...usualTaxSettings, ...byDefault() };
    expect(await taxEffect(scope, settings)).toMatchObject({
      effect: { open: 2, isCut: false, sentOtherwise: 0, recoded: 1 },
      rate: { isAlike: false, suggested: { DEFAULT: { rate: 'Zero rated', because: 'Your default for costs' } } },
    });

    const { changeId, changed } = await save(byDefault(), true);
    expect(changed).toBe(1);
    expect(await coded(followed.id)).toEqual([zero, 'INCLUSIVE', 0]);
    expect(await coded(chosen.id)).toEqual([books.vat20, 'INCLUSIVE', 20]);
    expect(await coded(gone.id)).toEqual([books.vat20, 'INCLUSIVE', 20]);

    expect(await undoTaxChange(scope, changeId ?? '')).toEqual({ ok: true, value: 1 });
    expect(await coded(followed.id)).toEqual([books.vat20, 'INCLUSIVE', 20]);
    expect(await undoTaxChange(scope, changeId ?? '')).toMatchObject({ ok: false });
  });

  /** Two items, of which the first was coded anew when the run died. */
  async function aDeadRun() {
    const later = await anItem();
    const first = await anItem();
    await db.$executeRawUnsafe(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF NEW."id" = '${later.id}' THEN RAISE 'stopped'; END IF; RETURN NEW; END $$`);
    await db.$executeRaw`CREATE TRIGGER "refuse" BEFORE UPDATE ON "Item" FOR EACH ROW EXECUTE FUNCTION refuse()`;
    await expect(save(byDefault(), true)).rejects.toThrow('stopped');
    await db.$executeRaw`DROP FUNCTION refuse() CASCADE`;
    expect(await coded(first.id)).toEqual([zero, 'INCLUSIVE', 0]);
    expect(await coded(later.id)).toEqual([books.vat20, 'INCLUSIVE', 20]);
    const last = await lastTaxChange(scope);
    expect(last).toMatchObject({ by: scope.actor.name, items: 1, isUnderWay: true });
    return { first, later, changeId: last?.id ?? '' };
  }
  const goOn = (changeId: string) => continueTaxChange(changeId, new AbortController().signal);

  test('can be taken back for what they have changed, whatever ended the run before it was through', async () => {
    const { first, later, changeId } = await aDeadRun();
    expect(await undoTaxChange(scope, changeId)).toEqual({ ok: true, value: 1 });
    expect(await coded(first.id)).toEqual([books.vat20, 'INCLUSIVE', 20]);
    expect(await lastTaxChange(scope)).toBeNull();
    // Nobody goes on with what was taken back.
    await goOn(changeId);
    expect(await coded(later.id)).toEqual([books.vat20, 'INCLUSIVE', 20]);
  });

  test('go on with what a run that died has left, and all of it is taken back as one', async () => {
    const { first, later, changeId } = await aDeadRun();
    await db.taxChange.update({ where: { id: changeId }, data: { movedAt: new Date(Date.now() - 60_000) } });
    expect(await wakeTaxChanges()).toBeGreaterThan(0);
    expect(await goOn(changeId)).toBe(true);
    expect(await coded(later.id)).toEqual([zero, 'INCLUSIVE', 0]);
    expect(await lastTaxChange(scope)).toMatchObject({ id: changeId, items: 2, isUnderWay: false });
    expect(await undoTaxChange(scope, changeId)).toEqual({ ok: true, value: 2 });
    expect([await coded(first.id), await coded(later.id)]).toEqual(Array(2).fill([books.vat20, 'INCLUSIVE', 20]));
  });

  test('end a run that goes by settings that have been changed since', async () => {
    const { later, changeId } = await aDeadRun();
    await save({ ...byDefault(), policy: 'LEDGER' });
    await goOn(changeId);
    expect(await coded(later.id)).toEqual([books.vat20, 'INCLUSIVE', 20]);
    expect(await lastTaxChange(scope)).toMatchObject({ items: 1, isUnderWay: false });
  });

  test('give back nothing that somebody has changed since', async () => {
    const item = await anItem();
    const { changeId } = await save(byDefault(), true);
    await editItem(scope, { itemId: item.id, revision: 2, changes: { taxRateId: null, taxAmount: null } });
    expect(await undoTaxChange(scope, changeId ?? '')).toEqual({ ok: true, value: 0 });
    expect(await coded(item.id)).toEqual([null, 'INCLUSIVE', null]);
  });

  test('of a business that is not registered take the tax off, from items and their lines', async () => {
    const item = await anItem();
    const line = await db.lineItem.create({
      data: {
        ...{ businessId: scope.businessId, itemId: item.id, position: 0, accountId: books.power },
        ...{ taxRateId: books.vat20, unitAmount: '120', total: '120', taxAmount: '20' },
      },
    });
    const { changeId } = await save({ isRegistered: false }, true);
    expect(await coded(item.id)).toEqual([books.vat20, 'NONE', null]);
    const taxOf = async () => (await db.lineItem.findUniqueOrThrow({ where: { id: line.id } })).taxAmount;
    expect(await taxOf()).toBeNull();
    await undoTaxChange(scope, changeId ?? '');
    expect(Number(await taxOf())).toBe(20);
  });

  test('take no default rate of the other side, of other books, or that is not there', async () => {
    const sale = await db.taxRate.create({
      data: {
        ...{ businessId: scope.businessId, connectionId: books.connectionId },
        ...{ taxType: 'SALE', name: 'Sale', effectiveRate: '20', canApplyToRevenue: true },
      },
    });
    const other = await someBooks(await aBusiness());
    for (const id of [sale.id, other.vat20, randomUUID()]) {
      const settings = { ...usualTaxSettings, defaultRates: { COSTS: id, SALES: null } };
      const refused = await saveTaxSettings(scope, { settings, appliesToOpen: false }, from);
      expect(refused).toMatchObject({ ok: false, error: { code: 'rateUnknown' } });
    }
  });
});

test('the open bills of a supplier that is a CIS subcontractor ask for the deduction, whichever accounts they name', async () => {
  const item = await anItem();
  await save({ cis: { accountId: books.office, materialsAccountId: null } });
  const waiting = { where: { id: scope.businessId }, select: { reviewDueAt: true } };
  await db.business.update({ ...waiting, data: { reviewDueAt: null } });
  expect(await setCisRate(scope, { contactId: books.acme, rate: '20' })).toMatchObject({ ok: true });
  expect((await db.business.findUniqueOrThrow(waiting)).reviewDueAt).not.toBeNull();

  const stored = await db.item.findUniqueOrThrow({ where: { id: item.id }, include: withRows });
  const context = await loadReviewContext(db, scope, idsOf(entriesOf(stored)));
  expect(cisDeduction(codingOf(stored, context.lists.rules), context.lists)).toMatchObject({
    labour: '100.00',
    amount: '20.00',
    taxRateId: zero,
  });
  const elsewhere = await aBusiness();
  expect(await setCisRate(elsewhere, { contactId: books.acme, rate: null })).toMatchObject({ ok: false });
  const unknown = { ...usualTaxSettings, cis: { accountId: books.bank, materialsAccountId: null } };
  expect(await saveTaxSettings(scope, { settings: unknown, appliesToOpen: false }, from)).toMatchObject({
    error: { code: 'accountUnknown' },
  });
});

test('each choice is told by an item of the business, one in which they differ before others', async () => {
  expect((await taxSettingsView(scope)).example).toBeNull();
  const odd = await anItem({ taxAmount: '19.00' });
  await anItem();
  const { example, rates, effect } = await taxSettingsView(scope);
  expect(rates.COSTS.map(({ name }) => name)).toEqual(['20% (VAT on Expenses)', 'Zero rated']);
  expect(effect.open).toBe(2);
  expect(example).toMatchObject({
    number: odd.number,
    contact: 'Acme Ltd',
    total: '120.00',
    taxAmount: '19.00',
    sent: { OURS: { taxAmount: '19.00' }, LEDGER: { taxAmount: '20.00', rates: ['20% (VAT on Expenses)'] } },
    isAlike: false,
  });
});

test('where the choices do the same to every open item, that is said of the newest in place of an example', async () => {
  const { number } = await anItem();
  const { example, rate } = await taxSettingsView(scope);
  expect(example).toMatchObject({ number, isAlike: true });
  expect(rate).toMatchObject({ number, isAlike: true, suggested: { CONTACT: { rate: '20% (VAT on Expenses)' } } });
});

test('registration is told by what of an item is taken back, or would be once its tax is back', async () => {
  const pst = await db.taxRate.create({
    data: {
      ...{ businessId: scope.businessId, connectionId: books.connectionId },
      ...{ taxType: 'CAN002', name: 'GST/PST 12%', effectiveRate: '12', canApplyToExpenses: true },
      components: [
        { name: 'GST', rate: '5', isCompound: false, isNonRecoverable: false },
        { name: 'PST', rate: '7', isCompound: false, isNonRecoverable: true },
      ],
    },
  });
  const partly = await anItem({ taxRateId: pst.id, total: '112.00', taxAmount: '12.00' });
  await anItem({ taxRateId: zero, taxAmount: '0.00' });
  expect((await taxSettingsView(scope)).registration).toMatchObject({ number: partly.number, tax: '5.00' });
  await db.business.update({ where: { id: scope.businessId }, data: { isTaxRegistered: false } });
  const free = await anItem({ taxMode: 'NONE', taxRateId: null, taxAmount: null });
  expect((await taxSettingsView(scope)).registration).toMatchObject({ number: free.number, tax: '20.00' });
});

test('what the CRA wants to see is told by the items that would be asked about, without those answered already', async () => {
  await db.connection.update({
    where: { id: books.connectionId },
    data: { country: 'CA', baseCurrency: 'CAD' },
  });
  await anItem({ currency: 'CAD', total: '96.00', taxAmount: '16.00' });
  const small = await anItem({ currency: 'CAD' });
  const large = await anItem({ currency: 'CAD', total: '600.00', taxAmount: '100.00' });
  expect((await taxSettingsView(scope)).evidence).toMatchObject({
    asked: 2,
    item: { number: large.number, wants: ['supplierNumber', 'buyerName'] },
  });
  await db.business.update({ where: { id: scope.businessId }, data: { checksTaxEvidence: true } });
  for (const answer of [
    { code: 'supplierNumberMissing', question: `${books.acme} ` },
    { code: 'buyerNameMissing', question: 'Books Ltd' },
  ] as const) {
    expect(await confirmProblem(scope, { itemId: large.id, ...answer })).toMatchObject({ ok: true });
  }
  expect((await taxSettingsView(scope)).evidence).toMatchObject({ asked: 1, item: { number: small.number } });
});
