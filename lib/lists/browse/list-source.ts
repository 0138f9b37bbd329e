import { businessConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import type { ListName } from '#lib/domain/sync-summary.ts';
import { type LedgerName, storedLedger } from '#lib/ledger/ledgers.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { ConnectionStatus } from '#prisma/generated/enums.ts';

/** Where a business's lists come from. */
export type ListSource = {
  connectionId: string;
  ledger: LedgerName;
  organisationName: string;
  status: ConnectionStatus;
  /** Kept by the business itself: no accounting software stands behind it. */
  isOwn: boolean;
};

/** Null for a business that was never connected. */
export async function listSource({ businessId }: BusinessScope): Promise<ListSource | null> {
  const connection = await businessConnection(db, businessId);
  return (
    connection && {
      connectionId: connection.id,
      ledger: storedLedger(connection),
      organisationName: connection.organisationName,
      status: connection.status,
      isOwn: connection.isOwn,
    }
  );
}

/** When a list was last refreshed to its end; null while it never was. */
export async function refreshedAt(source: ListSource, list: ListName): Promise<Date | null> {
  const state = await db.listState.findUnique({
    where: { connectionId_list: { connectionId: source.connectionId, list } },
    select: { refreshedAt: true },
  });
  return state?.refreshedAt ?? null;
}

/** Limits the table with this alias to the business and its source. */
export function ofSource(alias: string, scope: BusinessScope, source: ListSource): Prisma.Sql {
  const table = Prisma.raw(alias);
  return Prisma.sql`${table}."businessId" = ${scope.businessId}::uuid AND ${table}."connectionId" = ${source.connectionId}::uuid`;
}
