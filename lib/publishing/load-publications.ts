import { liveConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { isPublished, isUndecided } from '#lib/domain/publication/publication.ts';
import { type ConnectionHealth, publicationNotice } from '#lib/domain/publication/publication-notice.ts';
import type { EchoDifference } from '#lib/ledger/ledger.ts';
import type { LedgerReason } from '#lib/ledger/ledger-error.ts';
import { type LedgerName, ledgerTitle } from '#lib/ledger/ledgers.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Connection, ConnectionStatus, Publication } from '#prisma/generated/client.ts';
import type { PublicationView, PublishingGate } from './publication-view.ts';

/** The newest publication of each item that has one, by the item's id. A cancelled one is history and left out. */
export async function loadPublications(
  scope: BusinessScope,
  itemIds: readonly string[],
): Promise<Map<string, PublicationView>> {
  if (itemIds.length === 0) return new Map();
  const newest = await db.publication.findMany({
    where: { businessId: scope.businessId, itemId: { in: [...itemIds] }, state: { not: 'CANCELLED' } },
    orderBy: [{ itemId: 'asc' }, { requestedAt: 'desc' }],
    distinct: ['itemId'],
    include: { connection: { select: { ledger: true, status: true } } },
  });
  const now = new Date();
  return new Map(newest.map((publication) => [publication.itemId, viewOf(publication, now)]));
}

const healthOf: Record<ConnectionStatus, ConnectionHealth> = {
  CONNECTED: 'connected',
  NEEDS_RECONNECTING: 'needsReconnecting',
  DISCONNECTED: 'disconnected',
};

function viewOf(
  publication: Publication & { connection: Pick<Connection, 'ledger' | 'status'> },
  now: Date,
): PublicationView {
  const { state, attachmentState, connection } = publication;
  const ledgerName = ledgerTitle(connection.ledger as LedgerName);
  const attachmentReasons = (publication.attachmentError ?? []) as LedgerReason[];
  return {
    id: publication.id,
    itemId: publication.itemId,
    notice: publicationNotice(publication, { name: ledgerName, health: healthOf[connection.status] }, now),
    locksItem: isUndecided(state),
    isPublished: isPublished(state),
    canCancel: state === 'QUEUED',
    canRetryAttachment: state === 'COMPLETE' && attachmentState === 'FAILED' && !attachmentReasons.some(isForGood),
    reasons: (publication.reasons ?? []) as LedgerReason[],
    differences: (publication.differences ?? []) as EchoDifference[],
    attachmentReasons,
    ledgerName,
    ledgerNumber: publication.ledgerNumber,
    ledgerUrl: publication.ledgerUrl,
    requestedByName: publication.requestedByName,
    requestedAt: publication.requestedAt.toISOString(),
    postedAt: publication.postedAt?.toISOString() ?? null,
  };
}

/** The same document will not do the next time either. */
const isForGood = ({ code }: LedgerReason) => code === 'attachmentTooLarge' || code === 'attachmentTypeUnsupported';

/** Whether *Publish* can be pressed in this business. */
export async function loadPublishingGate(scope: BusinessScope): Promise<PublishingGate> {
  const connection = await liveConnection(db, scope.businessId);
  if (!connection) return { health: 'none', ledgerName: null, organisationName: null };
  return {
    health: connection.status === 'CONNECTED' ? 'connected' : 'needsReconnecting',
    ledgerName: ledgerTitle(connection.ledger as LedgerName),
    organisationName: connection.organisationName,
  };
}
