import { businessConnection } from '#lib/connections/business-connection.ts';
import type { Db } from '#lib/db.ts';
import { BANK_ACCOUNT_TYPE } from '#lib/domain/account.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** As many categories go with a page, to be chosen from at once; where there are more, they are asked for while one types. */
export const MOST_SENT = 300;

/** What a document can be coded to and is not hidden: `isCodable` of the accounts (`a`) of these books. */
export const offeredCategories = (businessId: string, connectionId: string) => Prisma.sql`
  a."businessId" = ${businessId}::uuid AND a."connectionId" = ${connectionId}::uuid AND NOT a."isArchived"
  AND a."isVisible" AND a."type" <> ${BANK_ACCOUNT_TYPE} AND a."systemAccount" IS NULL`;

/** Whether there are more categories than are sent with a page. */
export async function hasManyCategories(db: Db, businessId: string): Promise<boolean> {
  const connectionId = (await businessConnection(db, businessId))?.id;
  if (!connectionId) return false;
  const found = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "Account" AS a WHERE ${offeredCategories(businessId, connectionId)} LIMIT ${MOST_SENT + 1}`;
  return found.length > MOST_SENT;
}
