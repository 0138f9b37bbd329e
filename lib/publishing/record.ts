import { storeStatus } from '#lib/coding/store-status.ts';
import { type Db, kept } from '#lib/db.ts';
import { thaw } from '#lib/domain/publication/frozen-coding.ts';
import {
  isPublished,
  isUndecided,
  type LedgerOperation,
  openStates,
  type PublicationState,
} from '#lib/domain/publication/publication.ts';
import {
  endOfChanged,
  isDecisive,
  openStepStates,
  publicationState,
  type StepKind,
  type StepState,
  statesBefore,
} from '#lib/domain/publication/publication-steps.ts';
import { announce } from '#lib/events/announce.ts';
import type { LedgerReason } from '#lib/ledger/ledger-error.ts';
import { rulesOf, storedLedger } from '#lib/ledger/ledgers.ts';
import { readReasons, storedReasons } from '#lib/ledger/stored-reasons.ts';
import { log } from '#lib/log.ts';
import { Prisma, type Publication } from '#prisma/generated/client.ts';
import type { OpenStep } from './open-step.ts';
import { type NewStep, stepsOf } from './request.ts';
import { tellConcerned } from './tell-concerned.ts';
import { readThenPublish } from './then-publish.ts';

/**
 * The only writer of a publication's state, which follows from its steps; what it does most often, record-last-done.ts
 * does in one statement. Each of these records one thing inside the
 * caller's transaction, with its news (`origin` is the open page that asked); what it means for the item is for the kind
 * of step to say.
 */

/** Somebody asked for it: the steps are done in this order. */
export async function recordRequested(
  transaction: Db,
  publication: Omit<Prisma.PublicationUncheckedCreateInput, 'state' | 'steps'>,
  steps: NewStep[],
  origin?: string,
): Promise<string> {
  const { id } = await transaction.publication.create({
    data: {
      ...publication,
      steps: { create: steps.map((step, position) => ({ ...step, position, businessId: publication.businessId })) },
    },
    select: { id: true },
  });
  await follow(transaction, [id], origin);
  return id;
}

/** A request that holds these steps is stored, and may have left: what that means for their publications. */
export async function recordSending(transaction: Db, steps: readonly OpenStep[]): Promise<void> {
  // What follows a document changes nothing of where its publication stands while it is sent.
  const decisive = steps.filter(isDecisive);
  await follow(
    transaction,
    decisive.map(({ publicationId }) => publicationId),
  );
}

/** The ledger has them. Those are left out of which something newer is known already; `effect` is told of the others. */
export async function recordDone(
  transaction: Db,
  done: readonly { step: OpenStep; ledgerId: string | null }[],
  effect: (steps: OpenStep[]) => Promise<void>,
): Promise<void> {
  const told = done.map(({ step: { id }, ledgerId }) => ({ id, ledgerId }));
  const moved = await transaction.$queryRaw<{ id: string }[]>`
    ${kept} WITH held AS MATERIALIZED (
      -- Always the publications first, as whoever cancels does.
      SELECT "id" FROM "Publication" WHERE "id" = ANY(${done.map(({ step }) => step.publicationId)}::uuid[])
      ORDER BY "id" FOR UPDATE
    )
    UPDATE "PublicationStep" AS step
    SET "state" = 'DONE', "ledgerId" = told."ledgerId", "notBefore" = NULL, "error" = NULL, "updatedAt" = now()
    FROM held, jsonb_to_recordset(${JSON.stringify(told)}::jsonb) AS told("id" uuid, "ledgerId" text)
    WHERE step."id" = told."id" AND step."publicationId" = held."id"
      AND step."state"::text = ANY(${statesBefore('DONE')})
    RETURNING step."id"`;
  const ids = new Set(moved.map(({ id }) => id));
  const steps = done.map(({ step }) => step);
  for (const { publicationId, kind } of steps.filter(({ id }) => !ids.has(id))) {
    log.warn({ publicationId, kind, to: 'DONE' }, 'a step had moved on already');
  }
  const left = steps.filter(({ id }) => ids.has(id));
  if (left.length === 0) return;
  await effect(left);
  await follow(
    transaction,
    left.map(({ publicationId }) => publicationId),
  );
}

/** It was refused or given up. A publication whose contact or document failed has nothing left to do. */
export async function recordFailed(
  transaction: Db,
  step: OpenStep,
  reasons: LedgerReason[],
  effect: () => Promise<void>,
): Promise<boolean> {
  const error = storedReasons(reasons);
  const isGivenUp = isFinal(await lock(transaction, step.publicationId));
  if (!(await move(transaction, step, 'FAILED', { error, notBefore: null }))) return false;
  // Cancelled while this was on its way: the item is free, may be queued anew, and is not to hear of it.
  if (isGivenUp) return true;
  if (isDecisive(step)) await cancelPending(transaction, step.publicationId);
  await effect();
  await follow(transaction, [step.publicationId]);
  return true;
}

/** It was sent, and nothing tells what became of it. */
export async function recordUncertain(
  transaction: Db,
  step: OpenStep,
  until: Date,
  effect: () => Promise<void>,
): Promise<void> {
  if (!(await move(transaction, step, 'UNCERTAIN', { notBefore: until }))) return;
  await effect();
  await follow(transaction, [step.publicationId]);
}

/** Nothing of it is in the ledger, and it is to be sent: at `notBefore`, or as soon as its turn comes. */
export async function recordPending(
  transaction: Db,
  step: OpenStep,
  { spendsAttempt, notBefore = null }: { spendsAttempt: boolean; notBefore?: Date | null },
): Promise<void> {
  const data = { notBefore, ...(spendsAttempt && { attempts: { increment: 1 } }) };
  if (await move(transaction, step, 'PENDING', data)) await follow(transaction, [step.publicationId]);
}

/** Takes back what is still queued and meets the condition; null when it is not, or does not. */
export async function recordCancelled(
  transaction: Db,
  where: Prisma.PublicationWhereInput,
  origin?: string,
): Promise<Publication | null> {
  // A drain that holds the row stores its request before it lets go: then the state is no longer QUEUED here.
  const [cancelled] = await transaction.publication.updateManyAndReturn({
    where: { ...where, state: 'QUEUED' },
    data: { leaseId: null, leaseUntil: null },
  });
  if (!cancelled) return null;
  await cancelPending(transaction, cancelled.id);
  await follow(transaction, [cancelled.id], origin);
  return cancelled;
}

/**
 * Its document was voided or deleted in the books by somebody else or, of one that was there already, the item was taken
 * off it again: the item is free to be published anew.
 */
export async function recordGone(
  transaction: Db,
  publicationId: string,
  state: 'VOIDED' | 'DELETED' | 'CANCELLED',
  origin?: string,
): Promise<void> {
  await cancelPending(transaction, publicationId);
  const { businessId, itemId } = await transaction.publication.update({
    where: { id: publicationId },
    // Whoever was about to send something for it no longer may.
    data: { state, completedAt: new Date(), lookAt: null, leaseId: null, leaseUntil: null },
    select: { businessId: true, itemId: true },
  });
  await storeStatus(transaction, businessId, [itemId]);
  await announce(transaction, { businessId, topic: 'items', id: itemId, origin });
}

/** Steps that failed, or wait to be tried again, are to be tried at once and as if for the first time. */
export async function recordRetried(
  transaction: Db,
  publicationId: string,
  where: Prisma.PublicationStepWhereInput,
  origin?: string,
): Promise<void> {
  const anew = { attempts: 0, notBefore: null };
  // Whoever records at this moment that its last step is done has to learn that it was not.
  await transaction.publication.update({ where: { id: publicationId }, data: { updatedAt: new Date() } });
  await transaction.publicationStep.updateMany({
    where: { ...where, publicationId, state: { in: [...openStepStates] } },
    data: anew,
  });
  await transaction.publicationStep.updateMany({
    where: { ...where, publicationId, state: 'FAILED' },
    data: { ...anew, state: 'PENDING', error: Prisma.DbNull },
  });
  await follow(transaction, [publicationId], origin);
}

/** Steps that meet the condition, and none of which is on its way, are left as they are for good. */
export async function recordGivenUp(
  transaction: Db,
  publicationId: string,
  where: Prisma.PublicationStepWhereInput,
  origin?: string,
): Promise<void> {
  await transaction.publicationStep.updateMany({
    where: { ...where, publicationId },
    data: { state: 'CANCELLED', notBefore: null },
  });
  await follow(transaction, [publicationId], origin);
}

/** False, and nothing changed, when something newer is known already: a late answer never undoes it. */
async function move(
  transaction: Db,
  step: OpenStep,
  to: StepState,
  data: Prisma.PublicationStepUpdateManyMutationInput,
): Promise<boolean> {
  await lock(transaction, step.publicationId);
  const { count } = await transaction.publicationStep.updateMany({
    where: { id: step.id, state: { in: statesBefore(to) } },
    data: { ...data, state: to },
  });
  if (count === 0) log.warn({ publicationId: step.publicationId, kind: step.kind, to }, 'a step had moved on already');
  return count > 0;
}

/** Always the publication first, as whoever cancels does. */
async function lock(transaction: Db, publicationId: string): Promise<PublicationState> {
  const [publication] = await transaction.$queryRaw<{ state: PublicationState }[]>`
    SELECT "state"::text FROM "Publication" WHERE "id" = ${publicationId}::uuid FOR UPDATE`;
  if (!publication) throw new Error(`Publication ${publicationId} is gone`);
  return publication.state;
}

/** Cancelled or refused: the item is free, and no late answer to one of the steps changes that. */
function isFinal(state: PublicationState): boolean {
  return state === 'CANCELLED' || state === 'REJECTED';
}

async function cancelPending(transaction: Db, publicationId: string): Promise<void> {
  await transaction.publicationStep.updateMany({
    where: { publicationId, state: 'PENDING' },
    data: { state: 'CANCELLED', notBefore: null },
  });
}

type Followed = {
  id: string;
  businessId: string;
  itemId: string;
  state: PublicationState;
  operation: LedgerOperation;
  supersedesId: string | null;
  requestedByKind: Publication['requestedByKind'];
  requestedById: string | null;
  /** Once it has ended what it ends, something is published anew. */
  isAnew: boolean;
  steps: { kind: StepKind; state: StepState; error: unknown }[];
};

/**
 * Brings publications' states in line with their steps, and once one has changed another, ends that one. Everything that
 * is recorded ends here: what else follows from a publication's state belongs here too.
 */
async function follow(transaction: Db, publicationIds: readonly string[], origin?: string): Promise<void> {
  if (publicationIds.length === 0) return;
  const publications = await transaction.$queryRaw<Followed[]>`
    ${kept} SELECT "id", "businessId", "itemId", "state"::text AS "state", "operation"::text AS "operation", "supersedesId",
           "requestedByKind"::text AS "requestedByKind", "requestedById", "thenPublish" IS NOT NULL AS "isAnew",
           (SELECT jsonb_agg(jsonb_build_object('kind', "kind", 'state', "state", 'error', "error"))
              FROM "PublicationStep" WHERE "publicationId" = publication."id") AS "steps"
    FROM "Publication" AS publication WHERE "id" = ANY(${[...publicationIds]}::uuid[])`;
  await endChanged(transaction, publications);
  const changed = publications.flatMap((publication) => {
    const state = stateOf(publication);
    return state === publication.state ? [] : [{ ...publication, state, was: publication.state }];
  });
  for (const [state, those] of Map.groupBy(changed, (publication) => publication.state)) {
    const isOver = !(openStates as readonly string[]).includes(state);
    await transaction.publication.updateMany({
      where: { id: { in: those.map(({ id }) => id) } },
      data: { state, completedAt: isOver ? new Date() : null },
    });
  }
  for (const publication of changed) {
    if (publication.state === 'REJECTED') await tellOfRefusal(transaction, publication);
    const hasEnded = publication.state === 'VOIDED' || publication.state === 'DELETED';
    if (hasEnded && publication.isAnew) await queueAnew(transaction, publication.id);
  }
  // One just queued has its state from the beginning, and its item another status.
  const others = publications.filter(({ id, state }) => state === 'QUEUED' && !changed.some((each) => each.id === id));
  const moved = changed.filter(({ was, state }) => !isSameToItem(was, state));
  for (const [businessId, those] of Map.groupBy([...moved, ...others], (publication) => publication.businessId)) {
    await storeStatus(
      transaction,
      businessId,
      those.map(({ itemId }) => itemId),
    );
  }
  const news = publications.map(({ businessId, itemId: id }) => ({ businessId, topic: 'items' as const, id, origin }));
  await announce(transaction, ...news);
}

/** On its way to the books, or there, as far as its item shows it. */
function isSameToItem(one: PublicationState, other: PublicationState): boolean {
  return (isUndecided(one) && isUndecided(other)) || (isPublished(one) && isPublished(other));
}

/** What another publication has ended stays so. */
function stateOf({ state, operation, steps }: Followed): PublicationState {
  const isEnded = isFinal(state) || Object.values(endOfChanged).includes(state);
  return isEnded ? state : publicationState(operation, steps);
}

/** Before their own: of an item, one publication at a time stands for a document. */
async function endChanged(transaction: Db, publications: readonly Followed[]): Promise<void> {
  for (const { operation, supersedesId, steps } of publications) {
    if (operation === 'CREATE' || operation === 'ATTACH' || supersedesId === null) continue;
    if (!steps.some(({ kind, state }) => kind === 'DOCUMENT' && state === 'DONE')) continue;
    await transaction.publication.updateMany({
      where: { id: supersedesId, state: { in: ['POSTED', 'COMPLETE'] } },
      data: { state: endOfChanged[operation] },
    });
  }
}

async function tellOfRefusal(transaction: Db, publication: Followed): Promise<void> {
  const reasons = publication.steps.flatMap(({ error }) => readReasons(error));
  const text = reasons.map(({ message }) => message).join(' ') || 'It was refused.';
  await tellConcerned(transaction, publication, { kind: 'publicationRefused', text });
}

/** What was ended in order to be published anew is queued at once, in the transaction that learned of its end. */
async function queueAnew(transaction: Db, endedId: string): Promise<void> {
  const ended = await transaction.publication.findUniqueOrThrow({
    where: { id: endedId },
    include: { connection: { select: { ledger: true } } },
  });
  const { connection, businessId, connectionId, itemId, requestedByKind, requestedById, requestedByName } = ended;
  const wanted = readThenPublish(ended);
  if (!wanted) return;
  const { revision } = await transaction.item.findUniqueOrThrow({
    where: { id: itemId },
    select: { revision: true },
  });
  const contact = await transaction.contact.findFirst({
    where: { id: wanted.contactId, businessId },
    select: { id: true, ledgerId: true },
  });
  const documents = await transaction.itemDocument.findMany({
    where: { itemId },
    orderBy: { position: 'asc' },
    select: { documentId: true },
  });
  await recordRequested(
    transaction,
    {
      ...{ businessId, connectionId, itemId, requestedByKind, requestedById, requestedByName },
      itemRevision: revision,
      kind: wanted.kind,
      publishAs: wanted.publishAs,
      coding: wanted.coding,
    },
    stepsOf({
      contact: contact ?? undefined,
      kind: wanted.kind,
      coding: thaw(wanted.coding),
      rules: rulesOf(storedLedger(connection)),
      documentIds: documents.map(({ documentId }) => documentId),
    }),
  );
}
