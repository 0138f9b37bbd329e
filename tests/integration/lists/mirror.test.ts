import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import type { LedgerTrackingCategory } from '#lib/ledger/ledger.ts';
import { accounts } from '#lib/lists/mirror/accounts.ts';
import { contacts } from '#lib/lists/mirror/contacts.ts';
import { currencies } from '#lib/lists/mirror/currencies.ts';
import { organisation } from '#lib/lists/mirror/organisation.ts';
import { products } from '#lib/lists/mirror/products.ts';
import { taxRates } from '#lib/lists/mirror/tax-rates.ts';
import { tracking } from '#lib/lists/mirror/tracking.ts';
import { aBusiness, aConnection, aContact, anAccount } from './arrange.ts';

describe('writing a page of entries', () => {
  test('counts what is new, changed, archived and untouched, and touches only what differs', async () => {
    const owner = await aConnection(await aBusiness());
    const [kept, renamed, archived, back] = [
      anAccount({ code: '400' }),
      anAccount({ code: '401' }),
      anAccount({ code: '402' }),
      anAccount({ code: '403', isArchived: true }),
    ] as const;
    expect(await accounts.save(db, owner, [kept, renamed, archived, back], 0)).toEqual({
      added: 4,
      changed: 0,
      archived: 0,
    });
    const before = await db.account.findFirstOrThrow({ where: { ledgerId: kept.ledgerId } });

    const second = [
      { ...kept, ledgerUpdatedAt: new Date() },
      { ...renamed, name: 'Advertising' },
      { ...archived, isArchived: true },
      { ...back, isArchived: false },
      anAccount({ code: '404' }),
    ];
    expect(await accounts.save(db, owner, second, 0)).toEqual({ added: 1, changed: 2, archived: 1 });
    expect(await accounts.save(db, owner, second, 0)).toEqual({ added: 0, changed: 0, archived: 0 });
    expect(await db.account.findFirstOrThrow({ where: { ledgerId: kept.ledgerId } })).toEqual(before);
  });

  test('never writes a local setting', async () => {
    const owner = await aConnection(await aBusiness());
    const account = anAccount();
    await accounts.save(db, owner, [account], 0);
    await db.account.updateMany({ where: { ...owner }, data: { isVisible: false } });
    await accounts.save(db, owner, [{ ...account, name: 'Renamed' }], 0);
    const saved = await db.account.findFirstOrThrow({ where: { ...owner } });
    expect(saved).toMatchObject({ name: 'Renamed', isVisible: false });
  });

  test('an entry named twice on a page is saved once, as it came last', async () => {
    const owner = await aConnection(await aBusiness());
    const account = anAccount();
    await accounts.save(db, owner, [account, { ...account, name: 'Later' }], 0);
    expect(await db.account.findMany({ where: { ...owner } })).toMatchObject([{ name: 'Later' }]);
  });

  test('a name that the database cannot hold does not keep the others from being saved', async () => {
    const owner = await aConnection(await aBusiness());
    const odd = anAccount({ name: 'Odd\0name\ud800' });
    expect(await accounts.save(db, owner, [odd, anAccount()], 0)).toMatchObject({ added: 2 });
  });

  test("the same organisation's entries in two businesses stay apart", async () => {
    const [one, two] = [await aConnection(await aBusiness()), await aConnection(await aBusiness())];
    const account = anAccount();
    await accounts.save(db, one, [account], 0);
    await accounts.save(db, two, [{ ...account, name: 'Theirs' }], 0);
    expect(await db.account.findMany({ where: { ...one } })).toMatchObject([{ name: account.name }]);
  });

  test('amounts, rates and components are kept to the digit', async () => {
    const owner = await aConnection(await aBusiness());
    const rate = {
      taxType: 'INPUT2',
      name: '20% (VAT on Expenses)',
      effectiveRate: '20.125',
      components: [{ name: 'VAT', rate: '20.125', isCompound: false, isNonRecoverable: false }],
      canApplyTo: { ASSET: true, EQUITY: true, EXPENSE: true, LIABILITY: true, REVENUE: false },
      reportTaxType: 'INPUT',
      isArchived: false,
    };
    expect(await taxRates.save(db, owner, [rate], 0)).toMatchObject({ added: 1 });
    expect(await taxRates.save(db, owner, [rate], 0)).toEqual({ added: 0, changed: 0, archived: 0 });
    const saved = await db.taxRate.findFirstOrThrow({ where: { ...owner } });
    expect(saved).toMatchObject({ components: rate.components, canApplyToAssets: true, canApplyToRevenue: false });
    expect(saved.effectiveRate.toString()).toBe('20.125');

    const product = {
      ledgerId: randomUUID(),
      code: 'GB1-White',
      name: 'Golf balls',
      description: null,
      purchaseAccountCode: '300',
      purchaseTaxType: 'INPUT2',
      purchaseUnitAmount: '27.5000',
      saleAccountCode: null,
      saleTaxType: null,
      saleUnitAmount: null,
      isSold: false,
      isPurchased: true,
      ledgerUpdatedAt: null,
    };
    expect(await products.save(db, owner, [product], 0)).toMatchObject({ added: 1 });
    expect(await products.save(db, owner, [product], 0)).toMatchObject({ changed: 0 });
    expect(await currencies.save(db, owner, [{ code: 'EUR', description: 'Euro' }], 0)).toMatchObject({ added: 1 });
    expect(await currencies.save(db, owner, [{ code: 'EUR', description: 'Euros' }], 0)).toMatchObject({ changed: 1 });
  });

  test("the organisation's lock dates, name and currency reach the connection", async () => {
    const owner = await aConnection(await aBusiness());
    const entry = {
      organisationId: randomUUID(),
      name: 'Demo Company (UK)',
      country: 'GB',
      baseCurrency: 'GBP',
      edition: 'BUSINESS',
      shortCode: '!Qj35V',
      timeZone: 'GMTSTANDARDTIME',
      periodLockOn: '2026-03-31',
      endOfYearLockOn: null,
      isMultiCurrency: true,
      isDemo: true,
      plan: 'DEMO',
    } as Parameters<typeof organisation.save>[2][number];
    expect(await organisation.save(db, owner, [entry], 0)).toMatchObject({ changed: 1 });
    expect(await organisation.save(db, owner, [entry], 0)).toMatchObject({ changed: 0 });
    expect(await db.connection.findUniqueOrThrow({ where: { id: owner.connectionId } })).toMatchObject({
      organisationName: 'Demo Company (UK)',
      baseCurrency: 'GBP',
      periodLockOn: new Date('2026-03-31'),
      endOfYearLockOn: null,
      isDemo: true,
      plan: 'DEMO',
    });
  });
});

describe('tracking', () => {
  const category = (name: string, options: string[]): LedgerTrackingCategory => ({
    ledgerId: randomUUID(),
    name,
    isArchived: false,
    options: options.map((option) => ({ ledgerId: randomUUID(), name: option, isArchived: false })),
  });

  test('categories come with their options in the order of the ledger, and a removed option is archived', async () => {
    const owner = await aConnection(await aBusiness());
    const region = category('Region', ['North', 'South']);
    const department = category('Department', ['Sales']);
    expect(await tracking.save(db, owner, [region, department], 0)).toMatchObject({ added: 5 });
    const before = await tracking.activeKeys(db, owner);
    const without = { ...region, options: region.options.slice(1) };
    await tracking.save(db, owner, [without, department], 0);
    const seen = new Set([without, department].flatMap((entry) => tracking.keysOf(entry)));
    expect(
      await tracking.archive(
        db,
        owner,
        before.filter((key) => !seen.has(key)),
      ),
    ).toBe(1);
    const saved = await db.trackingCategory.findMany({
      where: { ...owner },
      orderBy: { position: 'asc' },
      include: { options: { orderBy: { name: 'asc' } } },
    });
    expect(saved.map(({ name }) => name)).toEqual(['Region', 'Department']);
    expect(saved[0]?.options).toMatchObject([
      { name: 'North', isArchived: true },
      { name: 'South', isArchived: false },
    ]);
  });
});

describe('contacts', () => {
  test('one made here becomes the one of that name at the ledger, so that no duplicate appears', async () => {
    const scope = await aBusiness();
    const owner = await aConnection(scope);
    const local = await db.contact.create({
      data: { businessId: scope.businessId, name: 'Café Müller', normalisedName: 'cafe muller', isSupplier: true },
    });
    const exact = aContact({ name: 'CAFÉ MÜLLER', isSupplier: false, isCustomer: true, email: 'hello@mueller.test' });
    await contacts.save(db, owner, [aContact({ name: 'Cafe Muller' }), exact], 0);
    expect(await db.contact.findUniqueOrThrow({ where: { id: local.id } })).toMatchObject({
      ...owner,
      ledgerId: exact.ledgerId,
      name: 'CAFÉ MÜLLER',
      email: 'hello@mueller.test',
      isSupplier: true,
      isCustomer: true,
    });
    expect(await db.contact.count({ where: { businessId: scope.businessId } })).toBe(2);
  });

  test("another business's contact of that name is left alone", async () => {
    const other = await aBusiness();
    const theirs = await db.contact.create({
      data: { businessId: other.businessId, name: 'Acme Ltd', normalisedName: 'acme ltd' },
    });
    await contacts.save(db, await aConnection(await aBusiness()), [aContact()], 0);
    expect((await db.contact.findUniqueOrThrow({ where: { id: theirs.id } })).ledgerId).toBeNull();
  });

  test('one without any document at the ledger is offered as a supplier and as a customer', async () => {
    const owner = await aConnection(await aBusiness());
    await contacts.save(db, owner, [aContact({ isSupplier: false, isCustomer: false })], 0);
    expect(await db.contact.findFirst({ where: { ...owner } })).toMatchObject({ isSupplier: true, isCustomer: true });
  });
});
