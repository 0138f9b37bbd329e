import { describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { type EntryPage, type ListQuery, listQuery, pageStatement } from '#lib/lists/browse/browse.ts';
import { browseCategories } from '#lib/lists/browse/browse-accounts.ts';
import { browseCustomers, browseSuppliers, suppliersPlan } from '#lib/lists/browse/browse-contacts.ts';
import { browseCurrencies } from '#lib/lists/browse/browse-currencies.ts';
import { browseProducts } from '#lib/lists/browse/browse-products.ts';
import { browseTaxRates } from '#lib/lists/browse/browse-tax-rates.ts';
import { listSource } from '#lib/lists/browse/list-source.ts';
import { setVisible } from '#lib/lists/changes/set-visible.ts';
import { accounts } from '#lib/lists/mirror/accounts.ts';
import { contacts } from '#lib/lists/mirror/contacts.ts';
import { taxRates } from '#lib/lists/mirror/tax-rates.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { aBusiness, aConnection, aContact, anAccount } from './arrange.ts';

const ask = (values: Partial<ListQuery> = {}): ListQuery => listQuery.parse({ sort: 'name', ...values });

async function aSource(scope: PersonScope) {
  const owner = await aConnection(scope);
  const source = await listSource(scope);
  if (!source) throw new Error('No source');
  return { owner, source };
}

/** Every row, page by page. */
async function all<Row>(load: (query: ListQuery) => Promise<EntryPage<Row>>, query: ListQuery): Promise<Row[]> {
  const rows: Row[] = [];
  for (let next: ListQuery['after'] = null, isFirst = true; isFirst || next; isFirst = false) {
    const page: EntryPage<Row> = await load({ ...query, after: next });
    expect(page.total === null).toBe(!isFirst);
    rows.push(...page.rows);
    next = page.next;
  }
  return rows;
}

describe('paging through a list', () => {
  test.each([
    ['name', 'ascending'],
    ['name', 'descending'],
    ['email', 'ascending'],
    ['email', 'descending'],
    ['taxNumber', 'ascending'],
  ] as const)(
    'by %s %s shows every entry once and in order, equal and missing values included',
    async (sort, direction) => {
      const scope = await aBusiness();
      const { owner, source } = await aSource(scope);
      const entries = Array.from({ length: 95 }, (_, index) =>
        aContact({
          name: `Supplier ${index % 40}`,
          email: index % 3 === 0 ? null : `Post${index % 7}@example.test`,
          taxNumber: index % 2 === 0 ? null : String(index % 5),
        }),
      );
      await contacts.save(db, owner, entries, 0);
      const rows = await all((query) => browseSuppliers(scope, source, query), ask({ sort, direction, limit: 10 }));
      expect(new Set(rows.map(({ id }) => id)).size).toBe(95);
      const values = rows.map((row) => (row[sort] ?? '').toLowerCase());
      const sorted = values.toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
      expect(values).toEqual(direction === 'ascending' ? sorted : sorted.toReversed());
    },
  );

  test('rates sort by their number, not by their digits', async () => {
    const scope = await aBusiness();
    const { owner, source } = await aSource(scope);
    const canApplyTo = { ASSET: true, EQUITY: false, EXPENSE: true, LIABILITY: false, REVENUE: false };
    const rates = ['5', '20', '12.5', '0'].map((effectiveRate) => ({
      taxType: `R${effectiveRate}`,
      name: `Rate ${effectiveRate}`,
      effectiveRate,
      components: [],
      canApplyTo,
      reportTaxType: null,
      isArchived: false,
    }));
    await taxRates.save(db, owner, rates, 0);
    const rows = await all((query) => browseTaxRates(scope, source, query), ask({ sort: 'rate', limit: 1 }));
    expect(rows.map(({ effectiveRate }) => effectiveRate)).toEqual(['0', '5', '12.5', '20']);
    expect(rows[0]).toMatchObject({ appliesTo: ['ASSET', 'EXPENSE'] });
  });
});

describe('searching suppliers', () => {
  test.each([
    ['cafe', ['Café Müller']],
    ['MÜLLER', ['Café Müller']],
    ['o’brien', ["O'Brien & Sons"]],
    ['100%', ['100% Pure']],
    ['%', ['100% Pure']],
    ['_', []],
    ['billing@', ["O'Brien & Sons"]],
    ['GB 123', ['Café Müller']],
    ['nobody', []],
  ])('%j finds %j', async (search, names) => {
    const scope = await aBusiness();
    const { owner, source } = await aSource(scope);
    await contacts.save(
      db,
      owner,
      [
        aContact({ name: 'Café Müller', taxNumber: 'GB 123 4567' }),
        aContact({ name: "O'Brien & Sons", email: 'billing@obrien.test' }),
        aContact({ name: '100% Pure', accountNumber: '100%' }),
      ],
      0,
    );
    const { rows, total } = await browseSuppliers(scope, source, ask({ search }));
    expect(rows.map(({ name }) => name)).toEqual(names);
    expect(total).toBe(names.length);
  });
});

describe('what a list holds', () => {
  test('archived entries only on demand, suppliers and customers apart, and no payment method among categories', async () => {
    const scope = await aBusiness();
    const { owner, source } = await aSource(scope);
    await contacts.save(
      db,
      owner,
      [
        aContact({ name: 'Active' }),
        aContact({ name: 'Gone', isArchived: true }),
        aContact({ name: 'Buyer', isSupplier: false, isCustomer: true }),
      ],
      0,
    );
    const names = async (values: Partial<ListQuery> = {}) =>
      (await browseSuppliers(scope, source, ask(values))).rows.map(({ name }) => name);
    expect(await names()).toEqual(['Active']);
    expect(await names({ showArchived: true })).toEqual(['Active', 'Gone']);
    expect((await browseCustomers(scope, source, ask())).rows).toMatchObject([{ name: 'Buyer' }]);

    await accounts.save(
      db,
      owner,
      [
        anAccount({ name: 'Rent' }),
        anAccount({ name: 'Bank', type: 'BANK', class: 'ASSET', bankAccountNumber: '20-00-00 12345678' }),
        anAccount({ name: 'Loan', type: 'CURRLIAB', class: 'LIABILITY', enablesPayments: true }),
      ],
      0,
    );
    const categories = await browseCategories(scope, source, ask());
    expect(categories.rows.map(({ name }) => name)).toEqual(['Loan', 'Rent']);
  });

  test('products with what they cost and are sold for, and how each is coded', async () => {
    const scope = await aBusiness();
    const { owner, source } = await aSource(scope);
    await accounts.save(db, owner, [anAccount({ code: '429', name: 'General Expenses' })], 0);
    const product = (code: string, values: object) =>
      db.product.create({ data: { ...owner, ledgerId: code, code, ...values } });
    await product('PEN', { name: 'Pen', isPurchased: true, purchaseUnitAmount: '1.2500', purchaseAccountCode: '429' });
    const { id } = await product('ROW', { isSold: true, saleUnitAmount: '30', saleTaxType: 'OUTPUT2' });
    const item = await db.item.create({ data: { businessId: scope.businessId, number: 1 } });
    await db.lineItem.create({
      data: { businessId: scope.businessId, itemId: item.id, position: 0, productId: id },
    });
    const page = await browseProducts(scope, source, ask({ sort: 'bought', direction: 'descending' }));
    expect(page.counts).toEqual({ kind: { bought: 1, sold: 1 } });
    expect(page.rows).toMatchObject([
      {
        name: 'Pen',
        bought: { price: '1.25', account: '429 General Expenses', taxRate: null },
        sold: null,
        uses: 0,
      },
      { name: 'ROW', bought: null, sold: { price: '30.00', account: null, taxRate: 'OUTPUT2' }, uses: 1 },
    ]);
  });

  test("currencies with the books' own marked, page by page too", async () => {
    const scope = await aBusiness();
    const { owner, source } = await aSource(scope);
    await db.connection.update({ where: { id: owner.connectionId }, data: { baseCurrency: 'NZD' } });
    await db.currency.createMany({
      data: ['NZD', 'EUR', 'USD'].map((code) => ({ ...owner, code, description: code === 'EUR' ? 'Euro' : null })),
    });
    await db.item.create({ data: { businessId: scope.businessId, number: 1, currency: 'USD' } });
    const rows = await all((query) => browseCurrencies(scope, source, query), ask({ sort: 'code', limit: 1 }));
    expect(rows.map(({ code, name, isBase, uses }) => [code, name, isBase, uses])).toEqual([
      ['EUR', 'Euro', false, 0],
      ['NZD', 'NZD', true, 0],
      ['USD', 'USD', false, 1],
    ]);
  });

  test('a supplier made here is shown without any connection, and marked', async () => {
    const scope = await aBusiness();
    await db.contact.create({
      data: { businessId: scope.businessId, name: 'New Ltd', normalisedName: 'new ltd', isSupplier: true },
    });
    expect((await browseSuppliers(scope, null, ask())).rows).toMatchObject([{ name: 'New Ltd', isOnlyHere: true }]);
  });

  test('how often each contact is used, counted by place, in the order of that, and those in use alone', async () => {
    const scope = await aBusiness();
    const { owner, source } = await aSource(scope);
    const entries = ['Often', 'Once', 'Never', 'Late'].map((name) => aContact({ name }));
    await contacts.save(db, owner, entries, 0);
    await db.contact.create({
      data: { businessId: scope.businessId, name: 'Of ours', normalisedName: 'of ours', isSupplier: true },
    });
    const idOf = async (name: string) =>
      (await db.contact.findFirstOrThrow({ where: { businessId: scope.businessId, name } })).id;
    const [often, once, late] = [await idOf('Often'), await idOf('Once'), await idOf('Late')];
    let number = 0;
    const item = (contactId: string, day: number, values: object = {}) => ({
      ...{
        businessId: scope.businessId,
        number: ++number,
        contactId,
        createdAt: new Date(`2026-11-0${day}T10:00:00Z`),
      },
      ...values,
    });
    await db.item.createMany({
      data: [
        item(often, 1),
        item(often, 2, { place: 'ARCHIVE', status: 'PUBLISHED' }),
        item(often, 3, { place: 'ARCHIVE', status: 'PUBLISHED' }),
        // Put aside, and in no books.
        item(often, 1, { place: 'ARCHIVE', status: 'ARCHIVED' }),
        item(often, 9, { deletedAt: new Date() }),
        item(once, 4),
        item(late, 5),
        item(late, 5),
      ],
    });
    const page = (values: Partial<ListQuery>) => browseSuppliers(scope, source, ask(values));
    const told = await all(
      (query) => browseSuppliers(scope, source, query),
      ask({ sort: 'items', direction: 'descending', limit: 2 }),
    );
    expect(told.map((row) => [row.name, row.openItems, row.publishedItems])).toEqual([
      ['Often', 1, 2],
      ['Late', 2, 0],
      ['Once', 1, 0],
      ...told.slice(3).map(({ name }) => [name, 0, 0]),
    ]);
    expect((await page({ sort: 'name', search: 'often' })).rows).toMatchObject([
      { openItems: 1, publishedItems: 2, lastUsedAt: new Date('2026-11-03T10:00:00Z') },
    ]);
    const byUse = await all(
      (query) => browseSuppliers(scope, source, query),
      ask({ sort: 'lastUsed', direction: 'descending', limit: 2 }),
    );
    expect(byUse.slice(0, 3).map(({ name }) => name)).toEqual(['Late', 'Once', 'Often']);
    expect((await page({ filters: { show: 'used' } })).rows.map(({ name }) => name)).toEqual(['Late', 'Often', 'Once']);
    expect((await page({ filters: { show: 'here' } })).rows.map(({ name }) => name)).toEqual(['Of ours']);
    expect(await page({})).toMatchObject({ total: 5, counts: { show: { used: 3, here: 1 } } });
  });

  test("another business's entries never appear, nor can they be hidden", async () => {
    const theirs = await aBusiness();
    const { owner, source } = await aSource(theirs);
    await accounts.save(db, owner, [anAccount()], 0);
    await contacts.save(db, owner, [aContact()], 0);
    const ours = await aBusiness();
    expect((await browseCategories(ours, source, ask())).rows).toEqual([]);
    expect((await browseSuppliers(ours, source, ask())).rows).toEqual([]);
    const { id } = await db.account.findFirstOrThrow({ where: { businessId: theirs.businessId } });
    expect(await setVisible(ours, 'ACCOUNTS', { ids: [id] }, false)).toMatchObject({ ok: false });
    expect(await setVisible(theirs, 'ACCOUNTS', { ids: [id] }, false)).toMatchObject({ ok: true });
    expect((await browseCategories(theirs, source, ask())).rows).toMatchObject([{ isVisible: false }]);
  });

  test('after a disconnect the lists of the last organisation stay', async () => {
    const scope = await aBusiness();
    const { owner } = await aSource(scope);
    await db.connection.update({ where: { id: owner.connectionId }, data: { status: 'DISCONNECTED' } });
    expect(await listSource(scope)).toMatchObject({ connectionId: owner.connectionId, status: 'DISCONNECTED' });
  });
});

describe('among the contacts of many businesses', () => {
  test('a page and a search read no more than the rows of their own business', async () => {
    const scope = await aBusiness();
    const { owner, source } = await aSource(scope);
    const other = await aConnection(await aBusiness());
    for (const [{ businessId, connectionId }, count] of [
      [owner, 3_000],
      [other, 27_000],
    ] as const) {
      await db.$executeRaw`
        INSERT INTO "Contact" ("id", "businessId", "connectionId", "ledgerId", "name", "normalisedName", "isSupplier")
        SELECT gen_random_uuid(), ${businessId}::uuid, ${connectionId}::uuid, gen_random_uuid()::text,
               'Supplier ' || n, 'supplier ' || n, true
          FROM generate_series(1, ${count}::int) AS n`;
    }
    await db.$executeRaw`VACUUM ANALYZE "Contact"`;
    const plan = suppliersPlan(scope, source);
    const { next } = await browseSuppliers(scope, source, ask());

    const used = ask({ sort: 'items', direction: 'descending' });
    for (const query of [ask(), ask({ after: next }), ask({ search: 'lier 299' }), ask({ sort: 'email' }), used]) {
      const { isSequential, rowsRead } = await scansOf(pageStatement(plan, query));
      expect(isSequential).toBe(false);
      expect(rowsRead).toBeLessThanOrEqual(3_000);
    }
  }, 60_000);
});

type PlanNode = {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
};

/** How the database reads contacts for a statement. */
async function scansOf(statement: Prisma.Sql): Promise<{ isSequential: boolean; rowsRead: number }> {
  const [answer] = await db.$queryRaw<[{ 'QUERY PLAN': [{ Plan: PlanNode }] }]>`
    EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`;
  const nodes = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
  const scans = nodes(answer['QUERY PLAN'][0].Plan).filter((node) => node['Relation Name'] === 'Contact');
  return {
    isSequential: scans.some((node) => node['Node Type'] === 'Seq Scan'),
    rowsRead: scans.reduce(
      (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    ),
  };
}
