import { z } from 'zod';
import type { Db } from '#lib/db.ts';
import { pastStates } from '#lib/domain/publication/publication.ts';
import { Prisma } from '#prisma/generated/client.ts';

const moved = z.array(z.object({ id: z.uuid(), from: z.uuid(), to: z.uuid() })).default([]);
export const movedContactSettings = z.object({
  /** What documents are known by to be from the contact. */
  marks: moved,
  /** Whose expense claims are paid to it. */
  owners: moved,
  /** The expense claims that are. */
  claims: moved,
});

/** What followed from one contact to another beside items and aliases, so that it can go back. */
export type MovedContactSettings = z.infer<typeof movedContactSettings>;
type Moved = MovedContactSettings['marks'];
type Replaced = { from: string; to: string };

/** Whether no bill of the claim `claim` is published or on its way. */
export const isClaimOpen = Prisma.sql`claim."deletedAt" IS NULL AND NOT EXISTS (
  SELECT FROM "Item" AS bill JOIN "Publication" AS p ON p."itemId" = bill."id"
   WHERE bill."billOfId" = claim."id" AND NOT (p."state"::text = ANY(${[...pastStates]})))`;

/** Whether the item `i` waits in an expense claim of which nothing is published or on its way. */
export const isInOpenClaim = Prisma.sql`i."claimId" IS NOT NULL AND i."deletedAt" IS NULL AND EXISTS (
  SELECT FROM "Claim" AS claim WHERE claim."id" = i."claimId" AND ${isClaimOpen})`;

/**
 * Lets what documents are known by, and who is paid for expense claims, follow to the contacts that took the place of
 * others. A claim that is published, or on its way, stays as it is.
 */
export async function moveContactSettings(
  transaction: Db,
  businessId: string,
  replaced: readonly Replaced[],
): Promise<MovedContactSettings> {
  const [from, to] = [replaced.map((each) => each.from), replaced.map((each) => each.to)];
  const follow = (table: Prisma.Sql, column: Prisma.Sql) => transaction.$queryRaw<Moved>`
    UPDATE ${table} AS s SET ${column} = r."to"
      FROM unnest(${from}::uuid[], ${to}::uuid[]) AS r("from", "to")
     WHERE s.${column} = r."from" AND s."businessId" = ${businessId}::uuid RETURNING s."id", r."from", r."to"`;
  const [contactId, claimContactId] = [Prisma.sql`"contactId"`, Prisma.sql`"claimContactId"`];
  return {
    marks: await follow(Prisma.sql`"SupplierMark"`, contactId),
    owners: await follow(Prisma.sql`"Owner"`, claimContactId),
    claims: await followClaims(transaction, businessId, replaced),
  };
}

/** Takes it back, as far as nobody has set it otherwise since. */
export async function takeBackContactSettings(
  transaction: Db,
  businessId: string,
  { marks, owners, claims }: MovedContactSettings,
): Promise<void> {
  for (const { id, from, to } of marks) {
    await transaction.supplierMark.updateMany({ where: { id, businessId, contactId: to }, data: { contactId: from } });
  }
  for (const { id, from, to } of owners) {
    await transaction.owner.updateMany({
      where: { id, businessId, claimContactId: to },
      data: { claimContactId: from },
    });
  }
  await followClaims(
    transaction,
    businessId,
    claims.map(({ from, to }) => ({ from: to, to: from })),
    claims.map(({ id }) => id),
  );
}

/** With `within`, no other claims follow. Whoever has seen one of them has not seen what is so from now on. */
async function followClaims(
  transaction: Db,
  businessId: string,
  replaced: readonly Replaced[],
  within?: readonly string[],
): Promise<Moved> {
  if (replaced.length === 0) return [];
  const [from, to] = [replaced.map((each) => each.from), replaced.map((each) => each.to)];
  const affected = Prisma.sql`claim."businessId" = ${businessId}::uuid AND claim."contactId" = ANY(${from}::uuid[])
    ${within ? Prisma.sql`AND claim."id" = ANY(${[...within]}::uuid[])` : Prisma.empty}`;
  await holdClaims(transaction, Prisma.sql`SELECT claim."id" FROM "Claim" AS claim WHERE ${affected}`);
  const followed = await transaction.$queryRaw<Moved>`
    UPDATE "Claim" AS claim SET "contactId" = r."to", "revision" = claim."revision" + 1
      FROM (SELECT DISTINCT * FROM unnest(${from}::uuid[], ${to}::uuid[]) AS r("from", "to")) AS r
     WHERE r."from" = claim."contactId" AND ${affected} AND ${isClaimOpen} RETURNING claim."id", r."from", r."to"`;
  await transaction.item.updateMany({
    where: { billOfId: { in: followed.map(({ id }) => id) }, businessId },
    data: { revision: { increment: 1 } },
  });
  return followed;
}

/** Whoever publishes one of these claims, a select of ids, at the same time waits, or is waited for. */
export async function holdClaims(transaction: Db, claims: Prisma.Sql): Promise<void> {
  await transaction.$executeRaw`SELECT 1 FROM "Claim" WHERE "id" IN (${claims}) ORDER BY "id" FOR UPDATE`;
  await transaction.$executeRaw`SELECT 1 FROM "Item" WHERE "billOfId" IN (${claims}) ORDER BY "id" FOR UPDATE`;
}
