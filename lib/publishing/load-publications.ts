import { liveConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { actorMay } from '#lib/domain/actor.ts';
import { paymentBalance } from '#lib/domain/coding/payment-fields.ts';
import { itemProgress } from '#lib/domain/item-progress.ts';
import { decimal } from '#lib/domain/money.ts';
import { inForm } from '#lib/domain/number-form.ts';
import {
  isBankTransaction,
  isPublished,
  isUndecided,
  pastStates,
  publicationKindNames,
} from '#lib/domain/publication/publication.ts';
import { type ConnectionHealth, publicationNotice } from '#lib/domain/publication/publication-notice.ts';
import { followingKinds, followingStates, goesOnAt } from '#lib/domain/publication/publication-steps.ts';
import { capitalised } from '#lib/domain/words.ts';
import type { LedgerReason } from '#lib/ledger/ledger-error.ts';
import { ledgerTitle, rulesOf, storedLedger } from '#lib/ledger/ledgers.ts';
import { readDifferences, readReasons } from '#lib/ledger/stored-reasons.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type {
  Connection,
  ConnectionStatus,
  Publication,
  PublicationStep,
  PublishRun,
} from '#prisma/generated/client.ts';
import type { PublicationView, PublishingGate } from './publication-view.ts';
import { codingIn } from './steps/load-books.ts';

/**
 * The newest publication of each item that has one, by the item's id. What was cancelled, superseded, voided or deleted
 * is history and left out, and so is a change that was refused: what it was to change is as it was.
 */
export async function loadPublications(
  scope: BusinessScope,
  itemIds: readonly string[],
): Promise<Map<string, PublicationView>> {
  if (itemIds.length === 0) return new Map();
  const newest = await db.publication.findMany({
    where: {
      businessId: scope.businessId,
      itemId: { in: [...itemIds] },
      OR: [{ state: { notIn: [...pastStates] } }, { state: 'REJECTED', operation: 'CREATE' }],
    },
    orderBy: [{ itemId: 'asc' }, { requestedAt: 'desc' }],
    distinct: ['itemId'],
    include: { connection: { select: { ledger: true, status: true, waitsUntil: true } }, run: true, steps: true },
  });
  const now = new Date();
  const view = (publication: (typeof newest)[number]) =>
    actorMay(scope.actor, 'items.publish')
      ? viewOf(publication, now, scope)
      : withoutOrders(viewOf(publication, now, scope));
  return new Map(newest.map((publication) => [publication.itemId, view(publication)]));
}

/** For those who publish nothing: what is going on, and none of what the others have to see to. */
function withoutOrders(view: PublicationView): PublicationView {
  const nothing = {
    canCancel: false,
    canRetry: false,
    canLeaveUnpaid: false,
    reasons: [],
    differences: [],
    missing: [],
  };
  const { phase } = view.notice;
  const explanation = phase === 'refused' ? itemProgress.REFUSED : view.notice.explanation;
  return { ...view, ...nothing, notice: { ...view.notice, explanation } };
}

const healthOf: Record<ConnectionStatus, ConnectionHealth> = {
  CONNECTED: 'connected',
  NEEDS_RECONNECTING: 'needsReconnecting',
  DISCONNECTED: 'disconnected',
};

function viewOf(
  publication: Publication & {
    connection: Pick<Connection, 'ledger' | 'status' | 'waitsUntil'>;
    run: Pick<PublishRun, 'pausedAt' | 'pausedByName'> | null;
    steps: PublicationStep[];
  },
  now: Date,
  { numbers = 'commaPoint' }: Pick<BusinessScope, 'numbers'>,
): PublicationView {
  const told = (reason: LedgerReason) => ({ ...reason, message: inForm(reason.message, numbers) });
  const { state, connection, run, steps } = publication;
  const following = followingStates(steps);
  const ledger = storedLedger(connection);
  const ledgerName = ledgerTitle(ledger);
  const status = statusOf(publication, following.PAYMENT === 'done');
  // Nobody has to see to a link back that is missing.
  const failed = steps.filter(({ kind, state }) => kind !== 'NOTE' && state === 'FAILED');
  const missing = failed.flatMap(({ error }) => readReasons(error).map(told));
  const isOfFollowing = (kind: string) => (followingKinds as readonly string[]).includes(kind);
  return {
    id: publication.id,
    itemId: publication.itemId,
    notice: publicationNotice(
      {
        ...{ ...publication, status, following },
        notBefore: later(goesOnAt(steps), connection.waitsUntil),
        pausedByName: run?.pausedAt ? (run.pausedByName ?? 'somebody') : null,
      },
      { name: ledgerName, health: healthOf[connection.status] },
      now,
    ),
    kind: publication.kind,
    publishAs: publication.publishAs,
    status,
    locksItem: isUndecided(state),
    isPublished: isPublished(state),
    canCancel: state === 'QUEUED',
    canRetry: state === 'COMPLETE' && failed.some((step) => isOfFollowing(step.kind) && !isForGood(step)),
    canLeaveUnpaid:
      isPublished(state) &&
      (following.PAYMENT === 'late' || following.PAYMENT === 'failed') &&
      steps.some(({ kind, state: step }) => kind === 'PAYMENT' && (step === 'PENDING' || step === 'FAILED')),
    reasons: readReasons(publication.reasons).map(told),
    differences: readDifferences(publication.differences),
    missing,
    ledgerName,
    ledgerNumber: publication.ledgerNumber,
    ledgerUrl: publication.ledgerUrl,
    requestedByName: publication.requestedByName,
    requestedAt: publication.requestedAt.toISOString(),
    postedAt: publication.postedAt?.toISOString() ?? null,
  };
}

function later(one: Date | null, other: Date | null): Date | null {
  return one && other ? new Date(Math.max(one.getTime(), other.getTime())) : (one ?? other);
}

/** The status that a document was given, in the ledger's words, or what it is where it has none. */
function statusOf(
  { kind, publishAs, coding, connection }: Publication & { connection: Pick<Connection, 'ledger'> },
  isPaid: boolean,
): string {
  if (isBankTransaction(kind)) return capitalised(publicationKindNames[kind]);
  const rules = rulesOf(storedLedger(connection));
  const frozen = isPaid ? codingIn({ coding }) : null;
  if (!frozen) return rules.statusNames[publishAs];
  return decimal(paymentBalance(frozen, rules.amountDigits) ?? '0').isZero() ? 'Paid' : 'Part paid';
}

/** The same document will not do the next time either. */
function isForGood({ error }: PublicationStep): boolean {
  const codes = readReasons(error).map(({ code }) => code);
  return (
    codes.length > 0 && codes.every((code) => code === 'attachmentTooLarge' || code === 'attachmentTypeUnsupported')
  );
}

/** Whether *Publish* can be pressed in this business. */
export async function loadPublishingGate(scope: BusinessScope): Promise<PublishingGate> {
  const connection = await liveConnection(db, scope.businessId);
  if (!connection) return { health: 'none', ledgerName: null, organisationName: null };
  return {
    health: connection.status === 'CONNECTED' ? 'connected' : 'needsReconnecting',
    ledgerName: ledgerTitle(storedLedger(connection)),
    organisationName: connection.organisationName,
  };
}
