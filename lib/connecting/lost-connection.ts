import { adminsOf, type UserSummary } from '#lib/authorise.ts';
import { liveConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { may } from '#lib/domain/roles.ts';
import { type LedgerName, ledgerTitle, storedLedger } from '#lib/ledger/ledgers.ts';
import type { PersonScope } from '#lib/scope.ts';

/** A connection that no longer works, for everybody of the business. */
export type LostConnection = {
  id: string;
  ledger: LedgerName;
  ledgerTitle: string;
  organisationName: string;
  /** Whether the person may renew it. */
  mayReconnect: boolean;
  /** Who may, where the person may not. */
  askWhom: Pick<UserSummary, 'name' | 'email'>[];
};

/** The connection that needs reconnecting; null while it works, and where there is none. */
export async function lostConnection({ businessId, actor }: PersonScope): Promise<LostConnection | null> {
  const connection = await liveConnection(db, businessId);
  if (connection?.status !== 'NEEDS_RECONNECTING') return null;
  const mayReconnect = may(actor.role, 'connections.manage');
  const { id, organisationName } = connection;
  const ledger = storedLedger(connection);
  return {
    id,
    ledger,
    ledgerTitle: ledgerTitle(ledger),
    organisationName,
    mayReconnect,
    askWhom: mayReconnect ? [] : (await adminsOf(businessId)).map(({ name, email }) => ({ name, email })),
  };
}
