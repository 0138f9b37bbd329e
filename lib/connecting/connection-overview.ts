import { businessConnection, isLive, liveConnection } from '#lib/connections/business-connection.ts';
import { type CallsLeft, callsLeftToday } from '#lib/connections/calls-left.ts';
import { db } from '#lib/db.ts';
import { connectionReasonTexts, isConnectionReason } from '#lib/domain/connection.ts';
import { type ListName, listNames, listTitles } from '#lib/domain/sync-summary.ts';
import { type LedgerName, ledgerTitle, storedLedger } from '#lib/ledger/ledgers.ts';
import { type LatestRun, latestRun } from '#lib/lists/latest-run.ts';
import type { BusinessScope } from '#lib/scope.ts';

export type ConnectionOverview = {
  id: string;
  ledger: LedgerName;
  ledgerTitle: string;
  status: 'CONNECTED' | 'NEEDS_RECONNECTING';
  /** Why it needs reconnecting, in a sentence. */
  reason: string | null;
  statusChangedAt: Date;
  organisationName: string;
  country: string | null;
  baseCurrency: string | null;
  isDemo: boolean;
  connectedByName: string;
  connectedAt: Date;
  /** Who gave the consent at the ledger. */
  consentBy: string | null;
  callsLeft: CallsLeft | null;
  lists: { list: ListName; title: string; refreshedAt: Date | null }[];
  latestRun: LatestRun | null;
  /** Publications that wait for the connection to be renewed. */
  waiting: number;
};

export type EndedConnection = { organisationName: string; disconnectedAt: Date | null; reason: string | null };

/** The business's connection with everything its card tells, or null when there is none. */
export async function connectionOverview(scope: BusinessScope): Promise<ConnectionOverview | null> {
  const { businessId } = scope;
  const connection = await liveConnection(db, businessId);
  if (!connection) return null;
  const ledger = storedLedger(connection);
  const [listStates, grant, callsLeft, run, waiting] = await Promise.all([
    db.listState.findMany({ where: { connectionId: connection.id } }),
    connection.grantId === null
      ? null
      : db.grant.findUnique({ where: { id: connection.grantId }, select: { subjectEmail: true, subjectName: true } }),
    callsLeftToday(db, ledger, connection.organisationId),
    latestRun(scope, connection.id),
    db.publication.count({ where: { connectionId: connection.id, state: 'QUEUED' } }),
  ]);
  const refreshed = new Map(listStates.map(({ list, refreshedAt }) => [list, refreshedAt]));
  return {
    id: connection.id,
    ledger,
    ledgerTitle: ledgerTitle(ledger),
    status: connection.status === 'CONNECTED' ? 'CONNECTED' : 'NEEDS_RECONNECTING',
    reason: reasonText(connection.statusReason, ledger),
    statusChangedAt: connection.statusChangedAt,
    organisationName: connection.organisationName,
    country: connection.country,
    baseCurrency: connection.baseCurrency,
    isDemo: connection.isDemo,
    connectedByName: connection.connectedByName,
    connectedAt: connection.connectedAt,
    consentBy: grant?.subjectEmail ?? grant?.subjectName ?? null,
    callsLeft,
    lists: listNames.map((list) => ({ list, title: listTitles[list], refreshedAt: refreshed.get(list) ?? null })),
    latestRun: run,
    waiting,
  };
}

/** The connection that ended last, for a business without one. */
export async function endedConnection(scope: BusinessScope): Promise<EndedConnection | null> {
  const ended = await businessConnection(db, scope.businessId);
  if (!ended || ended.isOwn || isLive(ended)) return null;
  const { organisationName, disconnectedAt, statusReason } = ended;
  return { organisationName, disconnectedAt, reason: reasonText(statusReason, storedLedger(ended)) };
}

function reasonText(reason: string | null, ledger: LedgerName): string | null {
  return reason !== null && isConnectionReason(reason) ? connectionReasonTexts[reason](ledgerTitle(ledger)) : null;
}
