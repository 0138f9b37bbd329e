import { codingOf, type ItemWithRows, withRows } from '#lib/coding/coding-columns.ts';
import { byActor } from '#lib/coding/item-events.ts';
import { readConfirmations } from '#lib/coding/stored-confirmations.ts';
import { liveConnection } from '#lib/connections/business-connection.ts';
import { db } from '#lib/db.ts';
import { todayIn } from '#lib/domain/calendar-date.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import type { Contact } from '#lib/domain/lists.ts';
import { normalText } from '#lib/domain/normal-text.ts';
import { asPublished, strictly } from '#lib/domain/publication/as-published.ts';
import { freeze } from '#lib/domain/publication/frozen-coding.ts';
import { isGone } from '#lib/domain/publication/life.ts';
import {
  isBankTransaction,
  isUndecided,
  type LedgerChange,
  publicationKind,
} from '#lib/domain/publication/publication.ts';
import { endOf, wayToChange } from '#lib/domain/publication/republishing.ts';
import { readiness } from '#lib/domain/readiness/readiness.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { asSent } from '#lib/domain/tax-policy.ts';
import { loadLists, loadOrganisation, loadRules } from '#lib/lists/load-lists.ts';
import { enqueue } from '#lib/queue/enqueue.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma, Publication } from '#prisma/generated/client.ts';
import { recordRequested } from './record.ts';
import { type NewStep, requestedBy, stepsOf } from './request.ts';
import { readLife } from './stored-life.ts';
import { storedThenPublish } from './then-publish.ts';

/**
 * What is wanted of something published: one change, or what whoever asks means by it. `change` brings the document in
 * line with the item, in place where the ledger's rules let that be and else by ending it and publishing it anew; `end`
 * leaves nothing of it that counts. What settles the document is taken back first: that of `settlements` which whoever
 * asks was shown, and never anything else.
 */
export type Wish =
  | LedgerChange
  | { wish: 'end'; settlements: readonly string[] }
  | { wish: 'change'; settlements: readonly string[]; revision: number; isAnew: boolean };

/**
 * Queues a change of what a publication made: into the item's present coding, or its end at the ledger. It is a
 * publication of its own; once it is done, the former is superseded, voided or deleted, and what ended may be published
 * anew. Nothing is queued for what is still under way, so that of any number who ask at once one is heard.
 */
export async function changePublished(
  scope: BusinessScope,
  publicationId: string,
  wish: Wish,
): Promise<Result<{ publicationId: string }>> {
  const connection = await liveConnection(db, scope.businessId);
  const queued = await db.$transaction((transaction) =>
    queueChange(transaction, scope, { publicationId, wish, connectionId: connection?.id ?? null }),
  );
  if (queued.ok && connection) await enqueue('drain-publications', { connectionId: connection.id });
  if (!queued.ok && queued.error.code === 'notSeen' && connection) await lookNow(connection.id);
  return queued;
}

async function queueChange(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  asked: { publicationId: string; wish: Wish; connectionId: string | null },
): Promise<Result<{ publicationId: string }>> {
  const { businessId } = scope;
  const { publicationId, wish, connectionId } = asked;
  // Whoever edits or publishes this item at the same time waits here.
  await transaction.$queryRaw`
    SELECT 1 FROM "Item" WHERE "businessId" = ${businessId}::uuid
       AND "id" = (SELECT "itemId" FROM "Publication" WHERE "id" = ${publicationId}::uuid) FOR UPDATE`;
  const former = await transaction.publication.findFirst({
    where: { id: publicationId, businessId },
  });
  if (!former) return failure('missing', 'There is nothing published to change. Reload the page to see it.');
  if (former.operation === 'ATTACH') return notOurs;
  if (former.connectionId !== connectionId) {
    return failure(
      'notConnected',
      'It was published through a connection that has ended, so it can be changed there only.',
    );
  }
  const item = await transaction.item.findUniqueOrThrow({ where: { id: former.itemId }, include: withRows });
  const others = await transaction.publication.findMany({ where: { itemId: item.id }, select: { state: true } });
  if (former.state !== 'COMPLETE' || others.some(({ state }) => isUndecided(state))) {
    return failure('underWay', 'Something is still under way, so nothing was changed. Try again once that is done.');
  }
  const planned = await plan(transaction, scope, item, former, wish);
  if (!planned.ok) return planned;
  const { operation, isAnew, ...contents } = planned.value;
  const changeId = await recordRequested(
    transaction,
    {
      businessId,
      connectionId: former.connectionId,
      itemId: item.id,
      itemRevision: item.revision,
      operation,
      supersedesId: former.id,
      kind: former.kind,
      publishAs: contents.publishAs,
      coding: contents.coding,
      ...(contents.thenPublish && { thenPublish: contents.thenPublish }),
      ...requestedBy(scope.actor),
    },
    contents.steps,
    scope.origin,
  );
  await transaction.itemEvent.create({
    data: {
      ...byActor(scope, item.id, 'ledgerChangeRequested'),
      revision: item.revision,
      detail: { publicationId: changeId, operation, isAnew },
    },
  });
  return ok({ publicationId: changeId });
}

type Contents = {
  coding: Prisma.InputJsonObject;
  publishAs: Coding['publishAs'];
  steps: NewStep[];
  thenPublish?: Prisma.InputJsonObject;
};
type Plan = Contents & { operation: LedgerChange; isAnew: boolean };

/** What is to be done for a wish, if the item and the document allow it and are as whoever asks was shown. */
async function plan(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  item: ItemWithRows,
  former: Publication,
  wish: Wish,
): Promise<Result<Plan>> {
  if (wish === 'UPDATE') return inPlace(await presentContents(transaction, scope, item, former));
  if (wish === 'VOID' || wish === 'DELETE') {
    // Money that went through a bank account is never void: it is deleted.
    const operation = isBankTransaction(former.kind) ? 'DELETE' : wish;
    return ok({ ...ending(former, []), operation, isAnew: false });
  }
  const life = readLife(former);
  const published = { kind: former.kind, publishAs: former.publishAs, life };
  if (!life && (await isSettledByUs(transaction, former))) return notSeen;
  const ids = (life?.settlements ?? []).map(({ ledgerId }) => ledgerId);
  const isAsShown = ids.length === wish.settlements.length && ids.every((id) => wish.settlements.includes(id));
  if (life && isGone(life.status)) {
    return failure('gone', 'It was voided or deleted in the books already. Bring the item back to the inbox instead.');
  }
  if (wish.wish === 'end') {
    if (!isAsShown) return settledSince;
    return ok({ ...ending(former, ids), operation: endOf(published), isAnew: false });
  }
  if (item.revision !== wish.revision) {
    return failure('changed', 'The item was changed meanwhile, so nothing was sent. Look at it again, then ask again.');
  }
  const kind = publicationKind(item.workspace, item);
  const present = await presentContents(transaction, scope, item, former, { isAnew: wish.isAnew });
  if (!present.ok) return present;
  const { publishAs, coding, contactId } = present.value;
  const way = wayToChange(published, { kind, publishAs });
  if (way.way === 'inPlace' && !wish.isAnew) return inPlace(present);
  if (way.way !== 'anew' || !wish.isAnew || !isAsShown) return settledSince;
  const { kindsKeepingNumbers } = await loadRules(transaction, scope.businessId);
  const isNumberKept = item.reference !== null && normalText(item.reference) === normalText(former.ledgerNumber ?? '');
  if (isNumberKept && kind === former.kind && kindsKeepingNumbers.includes(kind)) return numberKept;
  const thenPublish = storedThenPublish({ kind, publishAs, coding, contactId });
  return ok({ ...ending(former, ids), thenPublish, operation: endOf(published), isAnew: true });
}

function inPlace(present: Result<Contents & { contactId: string }>): Result<Plan> {
  if (!present.ok) return present;
  const { coding, publishAs, steps } = present.value;
  return ok({ coding, publishAs, steps, operation: 'UPDATE', isAnew: false });
}

/** What settles a document is taken back before it ends, so that its end is not refused. */
function ending({ coding, publishAs }: Publication, settlementIds: readonly string[]): Contents {
  const undos = settlementIds.map((subjectId) => ({ kind: 'UNDO', subjectId }) as const);
  return {
    coding: (coding ?? {}) as Prisma.InputJsonObject,
    publishAs,
    steps: [...undos, { kind: 'DOCUMENT' }],
  };
}

/** Payments and allocations that we made, and that nobody has seen in the books yet: what they are there is not known. */
async function isSettledByUs(transaction: Prisma.TransactionClient, { id }: Publication): Promise<boolean> {
  const made = await transaction.publicationStep.count({
    where: { publicationId: id, kind: { in: ['PAYMENT', 'ALLOCATION'] }, state: { not: 'CANCELLED' } },
  });
  return made > 0;
}

async function lookNow(connectionId: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "DocumentWatch" ("connectionId", "askedAt") VALUES (${connectionId}::uuid, now())
    ON CONFLICT ("connectionId") DO UPDATE SET "askedAt" = now()`;
  await enqueue('follow-documents', { connectionId });
}

const notOurs = failure(
  'notOurs',
  'It was entered in the books by somebody else, so nothing of it is changed from here. Bring the item back to the inbox instead.',
);

const notSeen = failure(
  'notSeen',
  'How its payments stand in the books is being looked up, and nothing was changed yet. Try again in a moment.',
);

const numberKept = failure(
  'numberKept',
  'The books keep the number of what has ended, so the new document needs another. Change the document reference first; nothing was changed there.',
);

const settledSince = failure(
  'changed',
  'Something became of it in the books meanwhile, so nothing was sent. Reload the page, look at it, then ask again.',
);

/** The item's coding as it is now, if it is ready, and what has to be done for it. */
async function presentContents(
  transaction: Prisma.TransactionClient,
  { businessId, numbers = 'commaPoint' }: BusinessScope,
  item: ItemWithRows,
  former: Publication,
  { isAnew = false } = {},
): Promise<Result<Contents & { contactId: string }>> {
  if (!isAnew && publicationKind(item.workspace, item) !== former.kind) {
    return failure(
      'otherKind',
      'Its type is another now, which cannot be changed in place: void it, then publish it anew.',
    );
  }
  const organisation = await loadOrganisation(transaction, businessId);
  if (!organisation) return failure('notConnected', 'Nothing was changed, since no accounting software is connected.');
  // What is approved there is approved.
  const { approvals: _, ...lists } = await loadLists(transaction, businessId, {
    contactIds: item.contactId ? [item.contactId] : [],
    productIds: item.lines.flatMap(({ productId }) => productId ?? []),
    paymentMethodIds: item.payments.flatMap(({ paymentMethodId }) => paymentMethodId ?? []),
  });
  const coding = codingOf(item, lists.rules);
  const today = todayIn(organisation.timeZone, new Date());
  const circumstances = { workspace: item.workspace, lists, organisation, today, numbers };
  // That it is in the books is settled: items alike are no question any more.
  const known = { twins: [], confirmations: readConfirmations(item.confirmations) };
  const published = asPublished(coding, circumstances).coding;
  const problems = [
    ...readiness(coding, circumstances, known),
    ...readiness(published, { ...circumstances, lists: strictly(lists) }, known),
  ];
  if (problems.length > 0) {
    return failure('notReady', 'Something is missing or wrong, so nothing was changed.', { detail: { problems } });
  }
  const contact: Contact | undefined = lists.contacts.get(coding.contactId ?? '');
  const made = await madeFor(transaction, former);
  const documents = await transaction.itemDocument.findMany({
    where: { itemId: item.id },
    orderBy: { position: 'asc' },
    select: { documentId: true },
  });
  const documentIds = documents.map(({ documentId }) => documentId).filter((id) => !made.has(id));
  const sent = asSent(published, lists);
  const payments = sent.payments.filter(({ id }) => !made.has(id));
  return ok({
    coding: freeze({ ...sent, currency: published.currency ?? organisation.baseCurrency }),
    publishAs: published.publishAs,
    // What the document has already follows it: the link back, the payments, what it is set against, the files.
    steps: stepsOf({
      ...{ contact, kind: former.kind, documentIds },
      coding: { payments, creditFor: made.has('ALLOCATION') ? null : sent.creditFor },
      rules: { kindsWithoutLink: [] },
    }),
    contactId: coding.contactId ?? '',
  });
}

/** The payments and files that the document has at the ledger, by this publication or those that it stands for. */
async function madeFor(transaction: Prisma.TransactionClient, { itemId, ledgerId }: Publication): Promise<Set<string>> {
  const made = await transaction.publicationStep.findMany({
    where: {
      kind: { in: ['ATTACHMENT', 'PAYMENT', 'ALLOCATION'] },
      state: 'DONE',
      publication: { itemId, ledgerId },
    },
    select: { subjectId: true, kind: true },
  });
  return new Set(made.map(({ subjectId, kind }) => subjectId ?? kind));
}
