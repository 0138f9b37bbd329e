import { describe, expect, test } from 'vitest';
import { carryOutMerge } from '#lib/coding/merge-lists/carry-out-merge.ts';
import { acceptSuggestions } from '#lib/coding/merge-lists/choose-pairs.ts';
import { startListMerge } from '#lib/coding/merge-lists/start-merge.ts';
import { reviewItems } from '#lib/coding/review-items.ts';
import { endedConnection } from '#lib/connecting/connection-overview.ts';
import { db } from '#lib/db.ts';
import type { ImportList } from '#lib/domain/list-files.ts';
import { listQuery } from '#lib/lists/browse/browse.ts';
import { undoListChange } from '#lib/lists/changes/undo-list-change.ts';
import { exportList } from '#lib/lists/csv/export-list.ts';
import { importList, previewImport } from '#lib/lists/csv/import-list.ts';
import { archiveOwnEntry, saveOwnCategory, saveOwnTaxRate } from '#lib/lists/keep-own-entry.ts';
import { loadAllChoices } from '#lib/lists/load-choices.ts';
import type { PersonScope } from '#lib/scope.ts';
import { someBooks } from '#tests/support/books.ts';
import { aBusiness } from './arrange.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

async function preview(scope: PersonScope, list: ImportList, text: string) {
  const seen = await previewImport(scope, list, bytes(text));
  return seen.ok ? seen.value : expect.fail(seen.error.message);
}

async function imported(scope: PersonScope, list: ImportList, text: string): Promise<string> {
  const { fingerprint, problems } = await preview(scope, list, text);
  expect(problems).toEqual([]);
  const done = await importList(scope, list, bytes(text), fingerprint);
  return done.ok ? (done.value.changeId ?? '') : expect.fail(done.error.message);
}

async function exported(scope: PersonScope, list: ImportList) {
  const file = await exportList(scope, list, listQuery.parse({ sort: '', showArchived: true }));
  return file.ok ? file.value.text : expect.fail(file.error.message);
}

const names = async (scope: PersonScope) => (await loadAllChoices(scope, 'COSTS')).accounts.map(({ name }) => name);

const RATES = 'Name,Rate,Code\n20% VAT,20%,V20\nNo VAT,0,\n';
const CATEGORIES =
  'Code,Name,Type,Tax rate\n445,"Light, Power, Heating",Expense,20% VAT\n429,Sundries,,\n090,Till,Bank,\n';

describe('a business that nothing is connected to', () => {
  test('is told of lines that mean one entry twice, and of a code that is too long, before anything is lost by it', async () => {
    const scope = await aBusiness();
    await imported(scope, 'categories', 'Code,Name\n,Travel\n300,Meals\n');
    const problems = async (text: string) =>
      (await preview(scope, 'categories', text)).problems.map(({ line, message }) => `${line}: ${message}`);
    const twice = '3: Line 2 is about the same entry.';
    expect(await problems('Code,Name\n100,Travel\n200,Travel\n')).toEqual([twice]);
    expect(await problems('Code,Name\n300,Food\n,Meals\n')).toEqual([twice]);
    expect(await problems(`Code,Name\n${'1'.repeat(31)},Travel\n`)).toEqual([
      expect.stringMatching(/^2: Code says .*at most 30/),
    ]);
    // Two that are new may share a name, as long as their codes tell them apart.
    expect(await problems('Code,Name\n410,Fuel\n420,Fuel\n')).toEqual([]);
  });

  test('keeps categories and tax rates of its own from files, and items coded with them are ready', async () => {
    const scope = await aBusiness();
    const { businessId } = scope;
    expect(await exported(scope, 'tax-rates')).toContain('Code,Name,Rate');
    await imported(scope, 'tax-rates', RATES);
    await imported(scope, 'categories', CATEGORIES);
    expect(await names(scope)).toEqual(['Sundries', 'Light, Power, Heating']);
    const power = await db.account.findFirstOrThrow({ where: { businessId, code: '445' } });
    const vat = await db.taxRate.findFirstOrThrow({ where: { businessId, taxType: 'V20' } });
    expect(power).toMatchObject({ class: 'EXPENSE', taxType: 'V20' });
    const contact = await db.contact.create({
      data: { businessId, name: 'Acme Ltd', normalisedName: 'acme ltd', isSupplier: true },
    });
    const coded = await db.item.create({
      data: {
        ...{ businessId, number: 1, contactId: contact.id, accountId: power.id, taxRateId: vat.id, currency: 'GBP' },
        ...{ total: '120', taxAmount: '20', issuedOn: new Date('2026-11-02'), dueOn: new Date('2026-12-02') },
      },
    });
    await reviewItems(businessId, new AbortController().signal);
    const item = () => db.item.findUniqueOrThrow({ where: { id: coded.id } });
    expect(await item()).toMatchObject({ status: 'READY' });
    // It was never connected to anything that could be told of as lost.
    expect(await endedConnection(scope)).toBeNull();

    // Once books are connected, its own lists are merged as those of other books.
    const now = await someBooks(scope);
    await reviewItems(businessId, new AbortController().signal);
    expect(await item()).toMatchObject({ status: 'TO_REVIEW', contactId: contact.id });
    expect(await db.business.findUniqueOrThrow({ where: { id: businessId } })).toMatchObject({ otherBooksItems: 1 });
    for (const list of ['categories', 'tax-rates'] as const)
      await acceptSuggestions(scope, { list, confidence: 'possible' });
    const merge = await startListMerge(scope);
    if (!merge.ok) throw new Error(merge.error.message);
    await carryOutMerge(merge.value.mergeId, new AbortController().signal);
    expect(await item()).toMatchObject({ accountId: now.power, status: 'READY' });
  });

  test('has a file of its own lists that changes them, whole or not at all, and can take that back', async () => {
    const scope = await aBusiness();
    await imported(scope, 'tax-rates', RATES);
    const first = await imported(scope, 'categories', CATEGORIES);
    expect((await preview(scope, 'categories', await exported(scope, 'categories'))).changeCount).toBe(0);

    const changes =
      'Code,Name,Type,Visible,Status\n445,Energy,Expense,Yes,In use\n500,Rent,Overhead,,\n429,Sundries,,No,\n';
    expect((await preview(scope, 'categories', changes)).changes).toEqual([
      { line: 2, name: 'Energy', text: 'Another name' },
      { line: 3, name: 'Rent', text: 'Is added' },
      { line: 4, name: 'Sundries', text: 'Hidden' },
    ]);
    const second = await imported(scope, 'categories', changes);
    expect(await names(scope)).toEqual(['Energy', 'Rent']);
    expect(await undoListChange(scope, second)).toEqual({ ok: true, value: 3 });
    expect(await names(scope)).toEqual(['Sundries', 'Light, Power, Heating']);

    // What an item names by now stays, archived.
    const sundries = await db.account.findFirstOrThrow({ where: { businessId: scope.businessId, code: '429' } });
    await db.item.create({ data: { businessId: scope.businessId, number: 1, accountId: sundries.id } });
    await undoListChange(scope, first);
    expect(await db.account.findMany({ where: { businessId: scope.businessId } })).toMatchObject([
      { id: sundries.id, isArchived: true },
    ]);
  });

  test('adds, changes and archives entries one by one, and takes each back', async () => {
    const scope = await aBusiness();
    const rate = await saveOwnTaxRate(scope, { id: null, name: 'VAT', code: '', rate: '20' });
    expect(rate).toMatchObject({ ok: true });
    const rent = { id: null, name: 'Rent', code: '1', type: 'EXPENSE', taxType: 'VAT' } as const;
    expect(await saveOwnCategory(scope, rent)).toMatchObject({ ok: true });
    expect(await saveOwnCategory(scope, rent)).toMatchObject({ error: { code: 'codeTaken' } });
    const { id } = await db.account.findFirstOrThrow({ where: { businessId: scope.businessId } });
    const archived = await archiveOwnEntry(scope, { list: 'categories', id, isArchived: true });
    expect(await names(scope)).toEqual([]);
    expect(archived.ok && (await undoListChange(scope, archived.value.changeId ?? ''))).toMatchObject({ value: 1 });
    expect(await names(scope)).toEqual(['Rent']);
    expect(await archiveOwnEntry(await aBusiness(), { list: 'categories', id, isArchived: true })).toMatchObject({
      error: { code: 'entryMissing' },
    });
    // Real books have their own.
    await someBooks(scope);
    expect(await saveOwnCategory(scope, { ...rent, code: '2' })).toMatchObject({ error: { code: 'connected' } });
  });

  test('is told what is wrong with a file, line by line', async () => {
    const scope = await aBusiness();
    const { problems } = await preview(
      scope,
      'categories',
      'Code,Name,Type,Tax rate,Visible\n1,,Expense,,\n2,Rent,Nonsense,,\n3,Fuel,,17%,\n4,Fees,,,maybe\n4,Fees again,,,\n',
    );
    expect(problems.map(({ line, message }) => `${line}: ${message}`)).toEqual([
      '2: There is no name.',
      '3: Type says “Nonsense”: write Expense, Revenue, Current asset, Current liability, Equity, Bank.',
      '4: There is no tax rate called “17%”. Import the tax rates first.',
      '5: Visible says “maybe”: write Yes or No.',
      '6: Line 5 is about the same entry.',
    ]);
    const rates = await preview(scope, 'tax-rates', 'Name,Rate\nVAT,many\nGST,\n');
    expect(rates.problems.map(({ message }) => message)).toEqual([
      'Rate says “many”: write a percentage such as 20 or 8.375.',
      'There is no rate: write a percentage such as 20 or 8.375.',
    ]);
    expect(await db.connection.count({ where: { businessId: scope.businessId } })).toBe(0);
  });
});
