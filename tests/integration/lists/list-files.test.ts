import { describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { readCsv } from '#lib/domain/csv.ts';
import type { FileList, ImportList } from '#lib/domain/list-files.ts';
import { listQuery } from '#lib/lists/browse/browse.ts';
import { undoListChange } from '#lib/lists/changes/undo-list-change.ts';
import { exportList } from '#lib/lists/csv/export-list.ts';
import { importList, previewImport } from '#lib/lists/csv/import-list.ts';
import { accounts } from '#lib/lists/mirror/accounts.ts';
import { addForBankAccounts, archivePaymentMethod } from '#lib/lists/payment-methods/keep-payment-methods.ts';
import type { PersonScope } from '#lib/scope.ts';
import { aBusiness, aConnection, anAccount } from './arrange.ts';

/** Lists as files: what is seen goes out, and what is ours of them comes back in, all of a file or nothing. */

async function someBooks() {
  const scope = await aBusiness();
  const owner = await aConnection(scope);
  const bank = (name: string, code: string) => anAccount({ name, code, type: 'BANK', class: 'ASSET' });
  await accounts.save(
    db,
    owner,
    [
      anAccount({ code: '400', name: 'Advertising' }),
      anAccount({ code: '404', name: '=Bank fees' }),
      anAccount({ code: null, name: 'Tea' }),
      anAccount({ code: '1', name: 'Twin' }),
      anAccount({ code: '2', name: 'Twin' }),
      anAccount({ code: '900', name: 'Old', isArchived: true }),
      bank('Current', '090'),
      bank('Savings', '091'),
    ],
    0,
  );
  return scope;
}

const bytes = (text: string) => new TextEncoder().encode(text);

async function exported(scope: PersonScope, list: FileList, query: object = {}) {
  const file = await exportList(scope, list, listQuery.parse({ sort: '', ...query }));
  if (!file.ok) throw new Error(file.error.message);
  return file.value.text;
}

const rowsOf = (text: string) => {
  const rows = readCsv(bytes(text));
  return rows.ok ? rows.value.map(({ cells }) => cells) : expect.fail(rows.error.message);
};

async function preview(scope: PersonScope, list: ImportList, text: string) {
  const seen = await previewImport(scope, list, bytes(text));
  return seen.ok ? seen.value : expect.fail(seen.error.message);
}

/** Imports what the preview shows; returns what undoes it. */
async function imported(scope: PersonScope, list: ImportList, text: string) {
  const { fingerprint } = await preview(scope, list, text);
  const done = await importList(scope, list, bytes(text), fingerprint);
  return done.ok ? (done.value.changeId ?? '') : expect.fail(done.error.message);
}

const hidden = async ({ businessId }: PersonScope) =>
  (await db.account.findMany({ where: { businessId, isVisible: false }, orderBy: { name: 'asc' } })).map(
    ({ name }) => name,
  );

const methods = async ({ businessId }: PersonScope) =>
  (
    await db.paymentMethod.findMany({
      where: { businessId },
      include: { account: true, owner: true },
      orderBy: { name: 'asc' },
    })
  ).map(({ name, cardLast4, account, owner, archivedAt }) =>
    [name, cardLast4, account?.name, owner?.name, archivedAt && 'archived'].filter(Boolean).join(' '),
  );

describe('an export', () => {
  test('holds what is seen, in its order, and no cell that a spreadsheet would carry out', async () => {
    const scope = await someBooks();
    const rows = rowsOf(await exported(scope, 'categories', { search: 'b', direction: 'descending' }));
    expect(rows).toEqual([
      ['Code', 'Name', 'Type', 'Tax rate', 'Visible', 'Used by', 'Status'],
      ['404', '=Bank fees', 'Expense', 'INPUT2', 'Yes', '0', 'In use'],
    ]);
    expect(await exported(scope, 'categories', { search: 'b' })).toContain("404,'=Bank fees,");
    expect(rowsOf(await exported(scope, 'categories', { showArchived: true }))).toHaveLength(7);
    for (const list of ['tax-rates', 'tracking', 'products', 'currencies'] as const) {
      expect(rowsOf(await exported(scope, list))).toHaveLength(1);
    }
  });

  test.each(['categories', 'payment-methods'] as const)(
    'of %s that comes back untouched changes nothing',
    async (list) => {
      const scope = await someBooks();
      await addForBankAccounts(scope);
      const { id } = await db.paymentMethod.findFirstOrThrow({
        where: { businessId: scope.businessId, name: 'Savings' },
      });
      await archivePaymentMethod(scope, id, true);
      // Its account has gone from those that can be chosen.
      await db.account.updateMany({
        where: { businessId: scope.businessId, name: 'Current' },
        data: { isArchived: true },
      });
      const seen = await preview(scope, list, await exported(scope, list, { showArchived: true }));
      expect(seen).toMatchObject({ changeCount: 0, problemCount: 0, unused: [] });
      expect(seen.unchanged).toBeGreaterThan(1);
    },
  );
});

describe('an import of categories', () => {
  test('shows what would change, changes that and nothing else, and is undone at once', async () => {
    const scope = await someBooks();
    const file = '\uFEFFcode;NAME;Visible;Notes\n400;;no;x\n;Tea;No\n;404 =Bank fees;yes\n900;;hidden\n';
    const seen = await preview(scope, 'categories', file);
    expect(seen).toMatchObject({ changeCount: 3, problemCount: 0, unchanged: 1, unused: ['Notes'] });
    expect(seen.changes[0]).toEqual({ line: 2, name: 'Advertising', text: 'Visible, becomes hidden' });
    expect(await hidden(scope)).toEqual([]);

    const changeId = await imported(scope, 'categories', file);
    expect(await hidden(scope)).toEqual(['Advertising', 'Old', 'Tea']);
    expect(await undoListChange(scope, changeId)).toEqual({ ok: true, value: 3 });
    expect(await hidden(scope)).toEqual([]);
  });

  test('names each line that cannot be, and then changes nothing at all', async () => {
    const scope = await someBooks();
    const file = 'Code,Name,Visible\n400,,No\n777,,No\n,Twin,No\n404,,perhaps\n400,,Yes\n,,No\n090,,No\n';
    const seen = await preview(scope, 'categories', file);
    expect(seen.problems.map(({ line, message }) => [line, message])).toEqual([
      [3, 'There is no category with the code “777”.'],
      [4, 'There are 2 categories called “Twin”. Give the code too.'],
      [5, 'Visible says “perhaps”: write Yes or No.'],
      [6, 'Line 2 is about the same entry.'],
      [7, 'There is neither a code nor a name.'],
      [8, 'There is no category with the code “090”.'],
    ]);
    const refused = await importList(scope, 'categories', bytes(file), seen.fingerprint);
    expect(refused).toMatchObject({ ok: false });
    expect(await hidden(scope)).toEqual([]);
  });

  test('is refused when the list has changed since its preview', async () => {
    const scope = await someBooks();
    const file = 'Code,Visible\n400,No\n404,No\n';
    const { fingerprint } = await preview(scope, 'categories', file);
    await imported(scope, 'categories', 'Code,Visible\n404,No\n');
    expect(await importList(scope, 'categories', bytes(file), fingerprint)).toMatchObject({
      ok: false,
      error: { code: 'changedMeanwhile' },
    });
    expect(await hidden(scope)).toEqual(['=Bank fees']);
  });

  test.each([
    ['', 'The file is empty.'],
    ['Code,Name\n400,x', 'with Visible among them'],
    ['Visible,visible\nNo,No', 'Two columns are called Visible.'],
    ['Code,Visible\n400,"No\n', 'Line 2: The quotation mark that begins here never ends.'],
  ])('of %j says what is wrong with the file', async (text, message) => {
    const scope = await someBooks();
    const refused = await previewImport(scope, 'categories', bytes(text));
    expect(refused).toMatchObject({ ok: false, error: { message: expect.stringContaining(message) } });
  });
});

describe('an import of payment methods', () => {
  test('makes and changes them by their names, and undo gives the very state before', async () => {
    const scope = await someBooks();
    await addForBankAccounts(scope);
    const before = await methods(scope);
    // A spreadsheet has taken the digits for a number.
    const file =
      'Name,Card ends in,Bank account,Owner,Status\n' +
      'current,42,,Bea Keeper,\n' +
      'Savings,,,,Archived\n' +
      'Company card,4242,091 Savings,,In use\n' +
      'Till,,Current,,\n';
    expect((await preview(scope, 'payment-methods', file)).changes.map(({ text }) => text)).toEqual([
      'Card ends in 0042, another owner',
      'Archived',
      'Is added',
      'Is added',
    ]);
    const changeId = await imported(scope, 'payment-methods', file);
    expect(await methods(scope)).toEqual([
      'Company card 4242 Savings',
      'Current 0042 Current Bea Keeper',
      'Savings Savings archived',
      'Till Current',
    ]);
    expect(await undoListChange(scope, changeId)).toEqual({ ok: true, value: 4 });
    expect(await methods(scope)).toEqual(before);
  });

  test('keeps what the file has no column for, and names the lines that cannot be', async () => {
    const scope = await someBooks();
    await imported(scope, 'payment-methods', 'Name,Bank account,Card ends in\nCard,Current,4242\n');
    await imported(scope, 'payment-methods', 'Name,Owner\nCard,Bea Keeper\n');
    expect(await methods(scope)).toEqual(['Card 4242 Current Bea Keeper']);

    const file =
      'Name,Card ends in,Bank account,Owner,Status\n' +
      'New,,,,\n' +
      ',,Current,,\n' +
      'Odd,42x,Nowhere,Nobody,constructor\n' +
      'Odd,,Current,,\n';
    expect(
      (await preview(scope, 'payment-methods', file)).problems.map(({ line, message }) => [line, message]),
    ).toEqual([
      [2, 'There is no bank account.'],
      [3, 'There is no name.'],
      [4, expect.stringContaining('Card ends in “42x”')],
      [4, 'There is no bank account called “Nowhere”.'],
      [4, 'There is no owner called “Nobody”.'],
      [4, expect.stringContaining('Status says “constructor”')],
      [5, 'Line 4 is about the same entry.'],
    ]);
  });
});
