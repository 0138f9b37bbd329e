import type { Db } from '#lib/db.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** The lists whose entries a business may keep from being offered. */
export const hideableLists = ['ACCOUNTS', 'TAX_RATES'] as const;
export type HideableList = (typeof hideableLists)[number];

const tables: Record<HideableList, Prisma.Sql> = {
  ACCOUNTS: Prisma.sql`"Account"`,
  TAX_RATES: Prisma.sql`"TaxRate"`,
};

/** Offers the entries, which a statement names by their ids, or no longer; returns those that were otherwise before. */
export async function writeVisibility(
  transaction: Db,
  businessId: string,
  list: HideableList,
  entries: Prisma.Sql,
  isVisible: boolean,
): Promise<string[]> {
  const changed = await transaction.$queryRaw<{ id: string }[]>`
    UPDATE ${tables[list]} SET "isVisible" = ${isVisible}
     WHERE "businessId" = ${businessId}::uuid AND "isVisible" <> ${isVisible} AND "id" IN (${entries})
    RETURNING "id"`;
  return changed.map(({ id }) => id);
}

/** The statement that names these. */
export const named = (ids: readonly string[]) => Prisma.sql`SELECT unnest(${[...ids]}::uuid[])`;
