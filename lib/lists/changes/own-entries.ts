import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Db } from '#lib/db.ts';
import { type OwnAccount, type OwnTaxRate, ownAccountTypes } from '#lib/domain/own-lists.ts';
import { Prisma } from '#prisma/generated/client.ts';

const types = ownAccountTypes.map(({ type }) => type);

const ownAccount: z.ZodType<OwnAccount> = z.object({
  code: z.string().nullable(),
  name: z.string(),
  type: z.enum(types),
  taxType: z.string().nullable(),
  isVisible: z.boolean(),
  isArchived: z.boolean(),
});
const ownTaxRate: z.ZodType<OwnTaxRate> = z.object({
  taxType: z.string(),
  name: z.string(),
  effectiveRate: z.string(),
  isVisible: z.boolean(),
  isArchived: z.boolean(),
});

/** What one change did to an entry of a business's own list; `before` is null for one that it made. */
export const changedOwnAccount = z.object({ id: z.uuid(), before: ownAccount.nullable(), after: ownAccount });
export const changedOwnTaxRate = z.object({ id: z.uuid(), before: ownTaxRate.nullable(), after: ownTaxRate });
export type ChangedOwnAccount = z.infer<typeof changedOwnAccount>;
export type ChangedOwnTaxRate = z.infer<typeof changedOwnTaxRate>;

/** An entry as it is to be; one without an id is to be made. */
export type Wanted<Values> = { id: string | null; before: Values | null; after: Values };

export async function readOwnAccounts(
  db: Db,
  businessId: string,
  connectionId: string,
): Promise<(OwnAccount & { id: string })[]> {
  const rows = await db.account.findMany({ where: { businessId, connectionId }, orderBy: { createdAt: 'asc' } });
  return rows.map(({ id, code, name, type, taxType, isVisible, isArchived }) => ({
    ...{ id, code, name, taxType, isVisible, isArchived },
    type: types.find((each) => each === type) ?? 'EXPENSE',
  }));
}

export async function readOwnTaxRates(
  db: Db,
  businessId: string,
  connectionId: string,
): Promise<(OwnTaxRate & { id: string })[]> {
  const rows = await db.taxRate.findMany({ where: { businessId, connectionId }, orderBy: { createdAt: 'asc' } });
  return rows.map(({ id, taxType, name, effectiveRate, isVisible, isArchived }) => ({
    ...{ id, taxType, name, isVisible, isArchived },
    effectiveRate: effectiveRate.toString(),
  }));
}

type Owner = { businessId: string; connectionId: string };

/** Makes those without an id, and changes the others. */
export async function writeOwnAccounts(
  transaction: Db,
  owner: Owner,
  wanted: readonly Wanted<OwnAccount>[],
): Promise<ChangedOwnAccount[]> {
  const changed: ChangedOwnAccount[] = [];
  for (const { id, before, after } of wanted) {
    const data = { ...after, class: ownAccountTypes.find(({ type }) => type === after.type)?.class ?? 'EXPENSE' };
    const made = id ?? randomUUID();
    if (id) await transaction.account.updateMany({ where: { id, ...owner }, data: { ...data, updatedAt: new Date() } });
    else await transaction.account.create({ data: { id: made, ...owner, ledgerId: made, ...data } });
    changed.push({ id: made, before, after });
  }
  return changed;
}

/** The same of tax rates, which any category may carry: nobody has said otherwise. */
export async function writeOwnTaxRates(
  transaction: Db,
  owner: Owner,
  wanted: readonly Wanted<OwnTaxRate>[],
): Promise<ChangedOwnTaxRate[]> {
  const everywhere = {
    ...{ canApplyToAssets: true, canApplyToEquity: true, canApplyToExpenses: true },
    ...{ canApplyToLiabilities: true, canApplyToRevenue: true },
  };
  const changed: ChangedOwnTaxRate[] = [];
  for (const { id, before, after } of wanted) {
    const made = id ?? randomUUID();
    const data = { ...after, ...everywhere };
    if (id) await transaction.taxRate.updateMany({ where: { id, ...owner }, data: { ...data, updatedAt: new Date() } });
    else await transaction.taxRate.create({ data: { id: made, ...owner, ...data } });
    changed.push({ id: made, before, after });
  }
  return changed;
}

const same = (one: object, other: object) =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

type Changed<Values> = { id: string; before: Values | null; after: Values };

/** Those that are still as the change left them: to be taken away, and to be as before. */
function stillSo<Values extends object>(
  changed: readonly Changed<Values>[],
  stored: readonly (Values & { id: string })[],
): { made: string[]; back: Wanted<Values>[] } {
  const now = new Map(stored.map(({ id, ...values }) => [id, values]));
  const still = changed.filter(({ id, after }) => {
    const values = now.get(id);
    return values !== undefined && same(values, after);
  });
  return {
    made: still.flatMap(({ id, before }) => (before === null ? id : [])),
    back: still.flatMap(({ id, before, after }) => (before ? { id, before: after, after: before } : [])),
  };
}

/** Takes such a change back. What was made goes again, and is archived where something names it by now. */
export async function takeBackOwnAccounts(
  transaction: Db,
  businessId: string,
  changed: readonly ChangedOwnAccount[],
): Promise<number> {
  const owner = await ownerOf(transaction, businessId);
  if (!owner) return 0;
  const stored = await readOwnAccounts(transaction, businessId, owner.connectionId);
  const { made, back } = stillSo(changed, stored);
  await transaction.$executeRaw`
    DELETE FROM "Account" AS a WHERE a."id" = ANY(${made}::uuid[]) AND a."businessId" = ${businessId}::uuid
       AND NOT ${isNamedBy(['accountId'])}
       AND NOT EXISTS (SELECT FROM "ItemPayment" AS l WHERE l."paymentMethodId" = a."id")
       AND NOT EXISTS (SELECT FROM "PaymentMethod" AS m WHERE m."accountId" = a."id")`;
  await transaction.account.updateMany({ where: { businessId, id: { in: made } }, data: { isArchived: true } });
  return made.length + (await writeOwnAccounts(transaction, owner, back)).length;
}

export async function takeBackOwnTaxRates(
  transaction: Db,
  businessId: string,
  changed: readonly ChangedOwnTaxRate[],
): Promise<number> {
  const owner = await ownerOf(transaction, businessId);
  if (!owner) return 0;
  const { made, back } = stillSo(changed, await readOwnTaxRates(transaction, businessId, owner.connectionId));
  await transaction.$executeRaw`
    DELETE FROM "TaxRate" AS a WHERE a."id" = ANY(${made}::uuid[]) AND a."businessId" = ${businessId}::uuid
       AND NOT ${isNamedBy(['taxRateId'])}
       AND NOT EXISTS (SELECT FROM "Account" AS c WHERE c."connectionId" = a."connectionId" AND c."taxType" = a."taxType")`;
  await transaction.taxRate.updateMany({ where: { businessId, id: { in: made } }, data: { isArchived: true } });
  return made.length + (await writeOwnTaxRates(transaction, owner, back)).length;
}

/** Whether an item, or a line of one, names the entry `a`. Columns are constants of this room. */
function isNamedBy(columns: readonly string[]): Prisma.Sql {
  const named = columns.flatMap((column) =>
    ['Item', 'LineItem'].map(
      (table) =>
        Prisma.sql`EXISTS (SELECT FROM ${Prisma.raw(`"${table}"`)} AS n WHERE n.${Prisma.raw(`"${column}"`)} = a."id")`,
    ),
  );
  return Prisma.sql`(${Prisma.join(named, ' OR ')})`;
}

async function ownerOf(db: Db, businessId: string): Promise<Owner | null> {
  const own = await db.connection.findFirst({ where: { businessId, isOwn: true }, select: { id: true } });
  return own && { businessId, connectionId: own.id };
}
