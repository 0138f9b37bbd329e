import { withRows } from '#lib/coding/coding-columns.ts';
import { byActor } from '#lib/coding/item-events.ts';
import { liveConnection } from '#lib/connections/business-connection.ts';
import { type Db, db } from '#lib/db.ts';
import type { Lists, Organisation } from '#lib/domain/lists.ts';
import { freeze } from '#lib/domain/publication/frozen-coding.ts';
import { isBankTransaction, isPublished, pastStates } from '#lib/domain/publication/publication.ts';
import type { Problem } from '#lib/domain/readiness/problem.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { loadOrganisation } from '#lib/lists/load-lists.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { listsFor, prepare } from './prepare.ts';
import { recordRequested } from './record.ts';
import { requestedBy } from './request.ts';
import { beginRun } from './runs/steer-run.ts';

/** An item as it was on the screen of whoever pressed the button. */
export type ItemRevision = { itemId: string; revision: number };

export type PublishOutcome = { itemId: string } & (
  | { outcome: 'queued'; publicationId: string }
  /** Something is missing or wrong; nothing was queued. */
  | { outcome: 'notReady'; problems: Problem[] }
  /** It was changed since it was shown. */
  | { outcome: 'changed'; revision: number }
  /** It is on its way already, or in the ledger. */
  | { outcome: 'underWay' | 'published' }
  /** Put aside by hand, since it was dealt with elsewhere: it is brought back first. */
  | { outcome: 'archived' }
  /** The books may have it already; nothing was queued, since whoever asked wants to be asked first. */
  | { outcome: 'inBooks'; revision: number }
  /** `claim` says that it is to go no more; nothing was queued. */
  | { outcome: 'stopped' }
  /** Deleted, or never of this business. */
  | { outcome: 'missing' }
);

/** Items that may be published at once. */
export const MAX_ITEMS = 500;
/** As many as go into one request. */
const WAKE_EVERY = 50;

/**
 * Queues items for publishing, at the coding that was seen. Each is all or nothing: those not ready come back with
 * their problems, the rest are queued. While the connection needs reconnecting they are queued too and go out by
 * themselves afterwards; without a connection nothing is queued. `asks` leaves out what the books may have already;
 * `because` says of each, for its history, why it is published where no person asked for it. `claim` is asked last, in the
 * transaction that queues an item: what it writes and that it goes are one, and where it says no the item stays.
 */
export async function publishItems(
  scope: BusinessScope,
  items: readonly ItemRevision[],
  {
    asks = false,
    because,
    claim,
  }: {
    asks?: boolean;
    because?: ReadonlyMap<string, string>;
    claim?: (db: Db, itemId: string) => Promise<boolean>;
  } = {},
): Promise<Result<PublishOutcome[]>> {
  if (items.length > MAX_ITEMS) {
    return failure('tooMany', `Publish at most ${MAX_ITEMS} items at once. Nothing was published: select fewer.`);
  }
  const connection = await liveConnection(db, scope.businessId);
  const organisation = await loadOrganisation(db, scope.businessId);
  if (!connection || !organisation) {
    return failure(
      'notConnected',
      'Nothing was published, since no accounting software is connected. An admin connects it under Business settings, Connections.',
    );
  }
  const rows = await db.item.findMany({
    where: { businessId: scope.businessId, id: { in: items.map(({ itemId }) => itemId) } },
    select: {
      contactId: true,
      payments: { select: { paymentMethodId: true } },
      lines: { select: { productId: true } },
    },
  });
  const books = { connectionId: connection.id, organisation, lists: await listsFor(db, scope.businessId, rows) };
  const outcomes: PublishOutcome[] = [];
  const asked = [...new Map(items.map((item) => [item.itemId, item])).values()];
  const runId = asked.length > 1 ? await beginRun(scope, connection.id) : null;
  const wake = () => enqueue('drain-publications', { connectionId: connection.id });
  for (const item of asked) {
    outcomes.push(
      await db.$transaction((transaction) =>
        queue(transaction, scope, item, { ...books, runId, asks, claim, because: because?.get(item.itemId) }),
      ),
    );
    // The first leave while the others are still looked at.
    if (outcomes.length % WAKE_EVERY === 0) await wake();
  }
  if (outcomes.some(({ outcome }) => outcome === 'queued')) await wake();
  return ok(outcomes);
}

async function queue(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  { itemId, revision }: ItemRevision,
  books: {
    connectionId: string;
    organisation: Organisation;
    lists: Lists;
    runId: string | null;
    asks: boolean;
    because: string | undefined;
    claim: ((db: Db, itemId: string) => Promise<boolean>) | undefined;
  },
): Promise<PublishOutcome> {
  const { businessId } = scope;
  // Whoever edits or publishes this item at the same time waits here.
  await transaction.$queryRaw`
    SELECT 1 FROM "Item" WHERE "id" = ${itemId}::uuid AND "businessId" = ${businessId}::uuid FOR UPDATE`;
  const item = await transaction.item.findFirst({
    where: { id: itemId, businessId, deletedAt: null },
    include: withRows,
  });
  if (!item) return { itemId, outcome: 'missing' };
  const live = await transaction.publication.findFirst({
    where: { itemId, state: { notIn: [...pastStates] } },
    select: { state: true },
  });
  if (live) return { itemId, outcome: isPublished(live.state) ? 'published' : 'underWay' };
  // What was archived by hand keeps its revision, so a page that still shows it in the inbox would publish it.
  if (item.place === 'ARCHIVE') return { itemId, outcome: 'archived' };
  if (item.revision !== revision) return { itemId, outcome: 'changed', revision: item.revision };

  const prepared = await prepare(transaction, scope, item, books);
  if (!prepared.ok) return { itemId, outcome: 'notReady', problems: prepared.error };
  const { kind, publishAs, coding, changes, steps, mayBeInBooks } = prepared.value;
  if (books.asks && mayBeInBooks) return { itemId, outcome: 'inBooks', revision };
  if (books.claim && !(await books.claim(transaction, itemId))) return { itemId, outcome: 'stopped' };
  const publicationId = await recordRequested(
    transaction,
    {
      businessId,
      connectionId: books.connectionId,
      runId: books.runId,
      itemId,
      itemRevision: revision,
      kind,
      publishAs,
      coding: freeze(coding),
      ...requestedBy(scope.actor),
    },
    steps,
    scope.origin,
  );
  await transaction.itemEvent.create({
    data: {
      ...byActor(scope, itemId, 'publishRequested'),
      revision,
      detail: {
        publicationId,
        ...(isBankTransaction(kind) ? { kind } : { publishAs }),
        asPublished: changes,
        ...(books.because && { because: books.because }),
      },
    },
  });
  return { itemId, outcome: 'queued', publicationId };
}
