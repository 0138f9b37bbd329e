import { liveConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { actorMay } from '#lib/domain/actor.ts';
import { toColumn } from '#lib/domain/calendar-date.ts';
import { paymentBalance } from '#lib/domain/coding/payment-fields.ts';
import { itemProgress } from '#lib/domain/item-progress.ts';
import type { LedgerRules } from '#lib/domain/ledger-rules.ts';
import { decimal } from '#lib/domain/money.ts';
import { inForm } from '#lib/domain/number-form.ts';
import { isGone, type LifeStatus } from '#lib/domain/publication/life.ts';
import { editText, lifeStatusName, settlementText, type Writing } from '#lib/domain/publication/life-words.ts';
import {
  isBankTransaction,
  isPublished,
  isUndecided,
  pastStates,
  publicationKind,
  publicationKindNames,
} from '#lib/domain/publication/publication.ts';
import { type ConnectionHealth, publicationNotice } from '#lib/domain/publication/publication-notice.ts';
import { followingKinds, followingStates, goesOnAt } from '#lib/domain/publication/publication-steps.ts';
import { endOf, wayToChange } from '#lib/domain/publication/republishing.ts';
import { capitalised } from '#lib/domain/words.ts';
import type { LedgerReason } from '#lib/ledger/ledger-error.ts';
import { ledgerTitle, rulesOf, storedLedger } from '#lib/ledger/ledgers.ts';
import { readDifferences, readReasons } from '#lib/ledger/stored-reasons.ts';
import { listsAsOf } from '#lib/lists/load-lists.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Connection, ConnectionStatus, Prisma, Publication, PublicationStep } from '#prisma/generated/client.ts';
import type { Afterwards, LifeView, PublicationView, PublishingGate } from './publication-view.ts';
import { codingIn } from './steps/load-books.ts';
import { readLife } from './stored-life.ts';

/**
 * The newest publication of each item that has one, by the item's id. What was cancelled, superseded, voided or deleted
 * is history and left out, and so is a change that was refused: what it was to change is as it was.
 */
export async function loadPublications(
  scope: BusinessScope,
  itemIds: readonly string[],
): Promise<Map<string, PublicationView>> {
  if (itemIds.length === 0) return new Map();
  const found = await db.publication.findMany({
    where: {
      businessId: scope.businessId,
      itemId: { in: [...itemIds] },
      OR: [{ state: { notIn: [...pastStates] } }, { state: 'REJECTED', operation: 'CREATE' }],
    },
    orderBy: [{ itemId: 'asc' }, { requestedAt: 'desc' }],
    distinct: ['itemId'],
    select: { id: true },
  });
  // Most items have none yet, and Prisma asks for each relation of nothing too.
  if (found.length === 0) return new Map();
  const newest = await db.publication.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    include: withAll,
  });
  const now = new Date();
  const view = (publication: (typeof newest)[number]) =>
    actorMay(scope.actor, 'items.publish')
      ? viewOf(publication, now, scope)
      : withoutOrders(viewOf(publication, now, scope));
  return new Map(newest.map((publication) => [publication.itemId, view(publication)]));
}

const withAll = {
  connection: {
    select: {
      ...{ ledger: true, status: true, waitsUntil: true, baseCurrency: true },
      ...{ periodLockOn: true, endOfYearLockOn: true, listsAsOf: true, connectedAt: true },
    },
  },
  run: { select: { pausedAt: true, pausedByName: true } },
  steps: true,
  item: { select: { workspace: true, type: true, publishAs: true, publishTo: true, currency: true } },
  changes: {
    where: { state: 'REJECTED' },
    orderBy: { requestedAt: 'desc' },
    take: 1,
    select: { reasons: true, completedAt: true },
  },
} as const satisfies Prisma.PublicationInclude;

/** For those who publish nothing: what is going on, and none of what the others have to see to. */
function withoutOrders(view: PublicationView): PublicationView {
  const nothing = {
    ...{ canCancel: false, canRetry: false, canLeaveUnpaid: false, afterwards: null },
    ...{ reasons: [], differences: [], missing: [] },
  };
  const { phase } = view.notice;
  const explanation = phase === 'refused' ? itemProgress.REFUSED : view.notice.explanation;
  const inBooks = view.inBooks && { ...view.inBooks, settlements: [], edits: [] };
  return { ...view, ...nothing, inBooks, notice: { ...view.notice, explanation } };
}

const healthOf: Record<ConnectionStatus, ConnectionHealth> = {
  CONNECTED: 'connected',
  NEEDS_RECONNECTING: 'needsReconnecting',
  DISCONNECTED: 'disconnected',
};

function viewOf(
  publication: Prisma.PublicationGetPayload<{ include: typeof withAll }>,
  now: Date,
  { numbers = 'commaPoint' }: Pick<BusinessScope, 'numbers'>,
): PublicationView {
  const told = (reason: LedgerReason) => ({ ...reason, message: inForm(reason.message, numbers) });
  const { state, connection, run, steps } = publication;
  const following = followingStates(steps);
  const ledger = storedLedger(connection);
  const ledgerName = ledgerTitle(ledger);
  const currency = publication.item.currency ?? connection.baseCurrency ?? '';
  const writing = { numbers, digits: rulesOf(ledger).amountDigits, currency };
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
    isAttached: publication.operation === 'ATTACH',
    canCancel: state === 'QUEUED',
    canRetry: state === 'COMPLETE' && failed.some((step) => isOfFollowing(step.kind) && !isForGood(step)),
    canLeaveUnpaid:
      isPublished(state) &&
      (following.PAYMENT === 'late' || following.PAYMENT === 'failed') &&
      steps.some(({ kind, state: step }) => kind === 'PAYMENT' && (step === 'PENDING' || step === 'FAILED')),
    reasons: readReasons(publication.reasons).map(told),
    inBooks: lifeViewOf(publication, rulesOf(ledger), writing),
    afterwards: afterwardsOf(publication, { writing, told }),
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

function afterwardsOf(
  publication: Prisma.PublicationGetPayload<{ include: typeof withAll }>,
  { writing, told }: { writing: Writing; told: (reason: LedgerReason) => LedgerReason },
): Afterwards | null {
  const { state, connection, lifeStatus, correctedSince, correctedByName, changes, item } = publication;
  const isOurs = publication.operation !== 'ATTACH';
  if (!isOurs || state !== 'COMPLETE' || connection.status === 'DISCONNECTED' || isGone(lifeStatus)) return null;
  const life = readLife(publication);
  const published = { kind: publication.kind, publishAs: publication.publishAs, life };
  const kind = publicationKind(item.workspace, item);
  const way = wayToChange(published, { kind, publishAs: item.publishAs });
  return {
    correction: correctedSince && { since: correctedSince.toISOString(), byName: correctedByName ?? '' },
    change: { isAnew: way.way === 'anew', because: way.way === 'anew' ? way.because : null },
    end: endOf(published),
    settlements: (life?.settlements ?? []).map((settlement) => ({
      id: settlement.ledgerId,
      text: settlementText(settlement, writing),
    })),
    refusal: changes.flatMap(({ reasons, completedAt }) =>
      readReasons(reasons)
        .filter((reason) => stands(reason, completedAt, publication))
        .map(told),
    ),
  };
}

/**
 * Whether the cause of a refused change may still be there: a payment that was in the way is gone once one was taken back,
 * a lock once the books were read and have none any more.
 */
function stands(
  { code }: LedgerReason,
  refusedAt: Date | null,
  publication: Prisma.PublicationGetPayload<{ include: typeof withAll }>,
): boolean {
  const { takenBackAt, connection } = publication;
  if (refusedAt === null) return true;
  if (takenBackAt !== null && takenBackAt > refusedAt) return false;
  if (code !== 'periodLocked') return true;
  const readAt = listsAsOf(connection).ORGANISATION;
  const day = codingIn(publication)?.issuedOn;
  if (!readAt || !day || readAt <= refusedAt.toISOString()) return true;
  return [connection.periodLockOn, connection.endOfYearLockOn].some((lock) => lock !== null && toColumn(day) <= lock);
}

function lifeViewOf(publication: Publication, rules: LedgerRules, writing: Writing): LifeView | null {
  const life = readLife(publication);
  if (!life) return null;
  return {
    status: life.status,
    name: nameOf(publication, life.status, rules),
    isGone: isGone(life.status),
    settlements: life.settlements.map((settlement) => settlementText(settlement, writing)),
    edits: life.edits.map((edit) => editText(edit, writing)),
    seenAt: (publication.lifeSeenAt ?? publication.updatedAt).toISOString(),
  };
}

/** Money spent or received is no document that waits for anything. */
function nameOf({ kind }: Publication, status: LifeStatus, rules: LedgerRules): string {
  return isBankTransaction(kind) && !isGone(status)
    ? capitalised(publicationKindNames[kind])
    : lifeStatusName(status, rules.statusNames);
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
