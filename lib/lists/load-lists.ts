import { z } from 'zod';
import { businessConnection, isLive } from '#lib/connections/business-connection.ts';
import type { Db } from '#lib/db.ts';
import { fromColumn } from '#lib/domain/calendar-date.ts';
import type { EntryIds } from '#lib/domain/coding/list-entry.ts';
import { flagColour } from '#lib/domain/flag.ts';
import { standardHouseRules } from '#lib/domain/house-rules.ts';
import type { LedgerRules } from '#lib/domain/ledger-rules.ts';
import type { AccountClass, Approvals, Flag, Lists, Organisation, Owner, TaxComponent } from '#lib/domain/lists.ts';
import { listNames } from '#lib/domain/sync-summary.ts';
import { usualTaxSettings } from '#lib/domain/tax-settings.ts';
import { rulesOf, storedLedger } from '#lib/ledger/ledgers.ts';
import type { Connection } from '#prisma/generated/client.ts';
import { loadPaymentMethods } from './payment-methods/load-payment-methods.ts';
import { taxColumns, taxSettingsOf } from './tax-columns.ts';

/**
 * The lists that codings are checked against: those of the live connection or, after a disconnect, of the last one,
 * since codings still point there. Contacts, products, owners, flags and, when they are named, accounts are only those
 * asked for. But for contacts, owners and flags all are empty for a business that never connected.
 */
export async function loadLists(db: Db, businessId: string, named: EntryIds): Promise<Lists> {
  return listsOf(db, businessId, await businessConnection(db, businessId), named);
}

/** The same, for whoever has asked for the business's connection. */
export async function listsOf(
  db: Db,
  businessId: string,
  connection: Connection | null,
  { contactIds, accountIds, productIds = [], ownerIds = [], flagIds = [], paymentMethodIds = [] }: EntryIds,
): Promise<Lists> {
  if (!connection) {
    const [contacts, owners, flags, settings, paymentMethods] = await Promise.all([
      loadContacts(db, businessId, null, contactIds),
      loadOwners(db, businessId, ownerIds),
      loadFlags(db, businessId, flagIds),
      loadSettings(db, businessId),
      loadPaymentMethods(db, businessId, null, paymentMethodIds),
    ]);
    return { ...noLists(), ...settings, contacts, owners, flags, paymentMethods };
  }
  const connectionId = connection.id;
  const [accounts, taxRates, tracking, currencies, contacts, products, owners, flags, settings, paymentMethods] =
    await Promise.all([
      db.account.findMany({
        where: { businessId, connectionId, ...(accountIds && { id: { in: [...new Set(accountIds)] } }) },
        orderBy: [{ code: 'asc' }, { name: 'asc' }],
      }),
      db.taxRate.findMany({ where: { businessId, connectionId }, orderBy: { name: 'asc' } }),
      db.trackingCategory.findMany({
        where: { businessId, connectionId },
        orderBy: [{ isArchived: 'asc' }, { position: 'asc' }],
        include: { options: { orderBy: { name: 'asc' } } },
      }),
      db.currency.findMany({ where: { businessId, connectionId, isArchived: false } }),
      loadContacts(db, businessId, connectionId, contactIds),
      productIds.length === 0
        ? []
        : db.product.findMany({
            where: { businessId, connectionId, id: { in: [...new Set(productIds)] } },
            select: { id: true, code: true, name: true, isArchived: true },
          }),
      loadOwners(db, businessId, ownerIds),
      loadFlags(db, businessId, flagIds),
      loadSettings(db, businessId),
      loadPaymentMethods(db, businessId, connectionId, paymentMethodIds),
    ]);
  const cisAccountId = settings.tax.cis?.accountId;
  // Deductions are coded to it whatever the codings name.
  if (cisAccountId && accountIds && !accounts.some(({ id }) => id === cisAccountId)) {
    accounts.push(...(await db.account.findMany({ where: { businessId, connectionId, id: cisAccountId } })));
  }
  const rules = rulesOf(storedLedger(connection));
  const approvals = await loadApprovals(db, connection, rules);
  return {
    ...settings,
    paymentMethods,
    rules,
    ...(approvals && { approvals }),
    mayNotApprove: connection.mayNotApprove,
    asOf: listsAsOf(connection),
    hasAccounts: accounts.length > 0 || (accountIds !== undefined && (await hasAccounts(db, connectionId))),
    accounts: byId(accounts.map((account) => ({ ...account, class: account.class as AccountClass }))),
    taxRates: byId(
      taxRates.map((rate) => ({
        id: rate.id,
        taxType: rate.taxType,
        name: rate.name,
        effectiveRate: rate.effectiveRate.toString(),
        components: componentsSchema.parse(rate.components),
        canApplyTo: {
          ASSET: rate.canApplyToAssets,
          EQUITY: rate.canApplyToEquity,
          EXPENSE: rate.canApplyToExpenses,
          LIABILITY: rate.canApplyToLiabilities,
          REVENUE: rate.canApplyToRevenue,
        },
        reportTaxType: rate.reportTaxType,
        isArchived: rate.isArchived,
      })),
    ),
    tracking,
    contacts,
    products: byId(products),
    owners,
    flags,
    currencies: new Set(currencies.map((currency) => currency.code)),
  };
}

/** Small plans have small books, and the others are not counted. Null for those. */
async function loadApprovals(db: Db, { id, plan }: Connection, rules: LedgerRules): Promise<Approvals | null> {
  const limits = rules.approvalsPerMonth?.[plan ?? ''];
  if (!limits) return null;
  const counts = await db.$queryRaw<{ key: string; count: number }[]>`
    SELECT "kind"::text || ' ' || to_char("issuedOn", 'YYYY-MM') AS "key", count(*)::int AS "count"
      FROM "BookDocument" WHERE "connectionId" = ${id}::uuid AND "kind"::text = ANY(${Object.keys(limits)})
       AND "status" IN ('AUTHORISED', 'PART_PAID', 'PAID') GROUP BY 1`;
  return { limits, approved: new Map(counts.map(({ key, count }) => [key, count])) };
}

/** What the ledger of a business takes of a document. */
export async function loadRules(db: Db, businessId: string): Promise<LedgerRules> {
  const connection = await businessConnection(db, businessId);
  return rulesOf(connection && storedLedger(connection));
}

/** The currency that items without one are in, and where a day begins and ends: an IANA name; null is UTC. */
export async function loadBase(db: Db, businessId: string): Promise<{ baseCurrency: string; timeZone: string | null }> {
  const [connection, business] = await Promise.all([
    businessConnection(db, businessId),
    db.business.findUniqueOrThrow({ where: { id: businessId }, select: { baseCurrency: true } }),
  ]);
  const organisation = organisationOf(connection, business);
  return {
    baseCurrency: organisation?.baseCurrency ?? business.baseCurrency,
    timeZone: organisation?.timeZone ?? null,
  };
}

/** The connected organisation as the rules see it; null while nothing is connected. */
export async function loadOrganisation(db: Db, businessId: string): Promise<Organisation | null> {
  const [connection, business] = await Promise.all([
    businessConnection(db, businessId),
    db.business.findUniqueOrThrow({ where: { id: businessId }, select: { baseCurrency: true } }),
  ]);
  return organisationOf(connection, business);
}

/** The same, for whoever has asked for the business and its connection. */
export function organisationOf(connection: Connection | null, business: { baseCurrency: string }): Organisation | null {
  if (!connection || !isLive(connection)) return null;
  return {
    name: connection.organisationName,
    country: connection.country,
    baseCurrency: connection.baseCurrency ?? business.baseCurrency,
    timeZone: connection.timeZone,
    periodLockOn: fromColumn(connection.periodLockOn),
    endOfYearLockOn: fromColumn(connection.endOfYearLockOn),
    isMultiCurrency: connection.isMultiCurrency ?? true,
  };
}

/** Rows outlive the code that wrote them: what can't be read is as if the ledger had told none. */
const componentsSchema: z.ZodType<TaxComponent[]> = z
  .array(z.object({ name: z.string(), rate: z.string(), isCompound: z.boolean(), isNonRecoverable: z.boolean() }))
  .catch([]);

const listsAsOfSchema = z.partialRecord(z.enum(listNames), z.string()).catch({});

/** Since when each list of a connection is known. */
export function listsAsOf(connection: Pick<Connection, 'listsAsOf' | 'connectedAt'>): Lists['asOf'] {
  const { connectedAt } = connection;
  return { ...listsAsOfSchema.parse(connection.listsAsOf), CONNECTION: connectedAt.toISOString() };
}

async function hasAccounts(db: Db, connectionId: string): Promise<boolean> {
  return (await db.account.findFirst({ where: { connectionId }, select: { id: true } })) !== null;
}

async function loadContacts(
  db: Db,
  businessId: string,
  connectionId: string | null,
  contactIds: readonly string[],
): Promise<Lists['contacts']> {
  if (contactIds.length === 0) return new Map();
  const contacts = await db.contact.findMany({
    where: {
      businessId,
      id: { in: [...new Set(contactIds)] },
      OR: [{ connectionId: null }, ...(connectionId ? [{ connectionId }] : [])],
    },
    select: {
      ...{ id: true, ledgerId: true, name: true, isCustomer: true, isArchived: true, dueDays: true },
      mergedInto: { select: { id: true, name: true } },
      ...{ defaultPurchaseTaxType: true, taxNumber: true, cisRate: true },
    },
  });
  return byId(
    contacts.map(({ defaultPurchaseTaxType, cisRate, ...contact }) => ({
      ...contact,
      purchaseTaxType: defaultPurchaseTaxType,
      cisRate: cisRate?.toString() ?? null,
    })),
  );
}

/** What the business has settled for itself, as far as codings are checked against it. */
async function loadSettings(db: Db, businessId: string): Promise<Pick<Lists, 'newContacts' | 'tax' | 'house'>> {
  const { newContacts, lockPolicy, lockOn, foreignCurrency, exchangeRateSource, dueDays, booksDuplicates, ...tax } =
    await db.business.findUniqueOrThrow({
      where: { id: businessId },
      select: {
        newContacts: true,
        lockPolicy: true,
        lockOn: true,
        foreignCurrency: true,
        exchangeRateSource: true,
        dueDays: true,
        booksDuplicates: true,
        ...taxColumns,
      },
    });
  const house = {
    ...{ lockPolicy, lockOn: fromColumn(lockOn), foreignCurrency, exchangeRateSource, dueDays, booksDuplicates },
  };
  return { newContacts, house, tax: taxSettingsOf(tax) };
}

async function loadOwners(db: Db, businessId: string, ownerIds: readonly string[]): Promise<Map<string, Owner>> {
  if (ownerIds.length === 0) return new Map();
  const owners = await db.owner.findMany({
    where: { businessId, id: { in: [...new Set(ownerIds)] } },
    select: { id: true, name: true, archivedAt: true },
  });
  return byId(owners.map(({ archivedAt, ...owner }) => ({ ...owner, isArchived: archivedAt !== null })));
}

async function loadFlags(db: Db, businessId: string, flagIds: readonly string[]): Promise<Map<string, Flag>> {
  if (flagIds.length === 0) return new Map();
  const flags = await db.flag.findMany({
    where: { businessId, id: { in: [...new Set(flagIds)] } },
    select: { id: true, name: true, colour: true, archivedAt: true },
  });
  return byId(
    flags.map(({ archivedAt, colour, ...flag }) => ({
      ...flag,
      colour: flagColour(colour),
      isArchived: archivedAt !== null,
    })),
  );
}

function noLists(): Lists {
  return {
    newContacts: 'AT_PUBLISHING',
    tax: usualTaxSettings,
    house: standardHouseRules,
    rules: rulesOf(null),
    asOf: {},
    hasAccounts: false,
    accounts: new Map(),
    taxRates: new Map(),
    tracking: [],
    contacts: new Map(),
    products: new Map(),
    owners: new Map(),
    flags: new Map(),
    paymentMethods: new Map(),
    currencies: new Set(),
  };
}

function byId<T extends { id: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}
