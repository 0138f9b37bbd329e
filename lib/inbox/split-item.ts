import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type CodingChange, changeCoding } from '#lib/coding/change-coding.ts';
import { codingOf, entriesOf, withRows } from '#lib/coding/coding-columns.ts';
import { byActor } from '#lib/coding/item-events.ts';
import { visibleItems } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { userIdOf } from '#lib/domain/actor.ts';
import { type Coding, codingFields } from '#lib/domain/coding/coding.ts';
import { codingChangesSchema } from '#lib/domain/coding/coding-schema.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { MAX_SPLIT, type SplitCoding, splitCoding } from '#lib/domain/coding/split-amounts.ts';
import { type Failure, failure, ok, type Result } from '#lib/domain/result.ts';
import { makeItem } from '#lib/intake/make-item.ts';
import { loadReviewContext } from '#lib/lists/review-context.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { deleteHeld } from './delete-items.ts';
import { freeItems, holdItems } from './pages/free-items.ts';
import { shownDocuments, writeDocuments } from './pages/shown-documents.ts';

const amount = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/);
const parts = <Value extends z.ZodType>(value: Value) =>
  z
    .array(value)
    .min(1)
    .max(MAX_SPLIT - 1);

export const splitAmountsInput = z.object({
  itemId: z.uuid(),
  /** As it was seen. */
  revision: z.int().min(1),
  split: z.discriminatedUnion('by', [
    z.object({ by: z.literal('amount'), amounts: parts(amount) }),
    z.object({ by: z.literal('percent'), percents: parts(amount) }),
    z.object({ by: z.literal('lines'), lineIds: parts(z.array(z.uuid()).min(1).max(200)) }),
  ]),
  /** The categories of the new items, in their order; null is the item's own. */
  accountIds: z
    .array(z.uuid().nullable())
    .max(MAX_SPLIT - 1)
    .default([]),
});

export type AmountsSplit = {
  /** The item's own, since it was split. */
  revision: number;
  made: { itemId: string; number: number; revision: number }[];
};

/**
 * Makes several items of one by their amounts: the item keeps what the new ones do not get, and all show its documents. They
 * have together what it had, to the cent. Only while it is free: neither published, on its way, nor in a claim.
 */
export async function splitAmounts(
  scope: BusinessScope,
  input: z.output<typeof splitAmountsInput>,
): Promise<Result<AmountsSplit>> {
  return db
    .$transaction((transaction) => splitHeld(transaction, scope, input), { timeout: 60_000 })
    .catch((error: unknown) => {
      if (error instanceof NotSplit) return { ok: false, error: error.failure } as const;
      throw error;
    });
}

/** Ends the transaction, so that nothing of it is kept. */
class NotSplit extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

const locked = failure(
  'locked',
  'It was not split: what is published, being published, in an expense claim or no longer in the inbox stays as it is.',
);
const stale = failure('changed', 'The item changed since you saw it, and nothing was split. Look at it again.');

async function splitHeld(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  { itemId, revision, split, accountIds }: z.output<typeof splitAmountsInput>,
): Promise<Result<AmountsSplit>> {
  const { actor } = scope;
  await holdItems(transaction, scope, [itemId]);
  const [free] = await freeItems(transaction, scope, [itemId]);
  if (!free) return locked;
  const item = await transaction.item.findUniqueOrThrow({ where: { id: itemId }, include: withRows });
  if (item.revision !== revision) return stale;
  if (item.isBeingRead) {
    return failure('reading', 'Its document is being read, and nothing was split. Try again in a moment.');
  }
  const context = await loadReviewContext(transaction, scope, { ...idsOf(entriesOf(item)), accountIds: undefined });
  const { rules } = context.lists;
  const coding = codingOf(item, rules);
  const parted = splitCoding(coding, split, { digits: rules.amountDigits, newId: randomUUID });
  if (!parted.ok) return parted;
  const { own, others } = parted.value;
  const changed = await changeCoding(transaction, scope, { itemId, revision, changes: own }, context);
  if (!changed.ok) return changed;
  const documents = (await shownDocuments(transaction, [itemId])).of(itemId);
  const first = documents[0] && (await documentOf(transaction, documents[0].documentId));
  const made: AmountsSplit['made'] = [];
  for (const [index, other] of others.entries()) {
    const next = await makeItem(transaction, scope, {
      ...{ workspace: item.workspace, ownerId: item.ownerId, document: first ?? null, isToBeRead: false },
      submitter: { userId: item.submittedByUserId ?? userIdOf(actor), name: item.submittedByName },
    });
    await writeDocuments(transaction, next.id, documents);
    const changes = codedAs(coding, other, {
      accountId: accountIds[index] ?? null,
      reference: referenceOf(coding, item.workspace, index),
    });
    const because = `Split off item ${item.number}`;
    const change: CodingChange = {
      ...{ itemId: next.id, revision: 1, changes },
      sources: Object.fromEntries(codingFields.map((field) => [field, { because }])),
    };
    const coded = await changeCoding(transaction, scope, change, context);
    if (!coded.ok) throw new NotSplit(coded.error);
    await transaction.itemEvent.create({
      data: { ...byActor(scope, next.id, 'splitOff'), detail: { items: [item.number] } },
    });
    made.push({ itemId: next.id, number: next.number, revision: coded.value.revision });
  }
  await transaction.itemEvent.create({
    data: {
      ...byActor(scope, itemId, 'split'),
      revision: changed.value.revision,
      detail: {
        items: made.map(({ number }) => number),
        // What undoing brings back.
        before: changed.value.before as Prisma.InputJsonObject,
        after: changed.value.after as Prisma.InputJsonObject,
      },
    },
  });
  return ok({ revision: changed.value.revision, made });
}

/** A new item's coding: the item's, with its own part of the amounts. */
function codedAs(
  coding: Coding,
  part: SplitCoding['others'][number],
  { accountId, reference }: { accountId: string | null; reference: string | null },
): Partial<Coding> {
  const { lines } = part;
  return {
    ...coding,
    ...part,
    reference,
    ...(accountId !== null && { accountId }),
    ...(accountId !== null && lines && { lines: lines.map((line) => ({ ...line, accountId })) }),
  };
}

/** Of two sales no number is the same; a supplier's bill keeps its number. */
function referenceOf({ reference }: Coding, workspace: string, index: number): string | null {
  return reference !== null && workspace === 'SALES' ? `${reference}-${index + 2}` : reference;
}

const documentOf = (transaction: Prisma.TransactionClient, id: string) =>
  transaction.document.findUniqueOrThrow({ where: { id }, select: { id: true, fileName: true } });

export const undoSplitInput = z.object({
  itemId: z.uuid(),
  revision: z.int().min(1),
  made: z
    .array(z.object({ itemId: z.uuid(), revision: z.int().min(1) }))
    .min(1)
    .max(MAX_SPLIT),
});

const keptSplit = z.object({ before: codingChangesSchema, after: codingChangesSchema });

/**
 * Takes a split back: the item has its amounts again, and the new ones go into the bin. Refused where a person has changed
 * one of them since, or one is on its way to the books.
 */
export async function undoSplit(
  scope: BusinessScope,
  { itemId, revision, made }: z.output<typeof undoSplitInput>,
): Promise<Result<null>> {
  const { businessId } = scope;
  const ids = made.map((each) => each.itemId);
  return db.$transaction(async (transaction) => {
    await holdItems(transaction, scope, [itemId, ...ids]);
    const event = await transaction.itemEvent.findFirst({
      where: { businessId, itemId, kind: 'split', revision, item: visibleItems(scope) },
      select: { detail: true },
    });
    const kept = keptSplit.safeParse(event?.detail);
    const free = await freeItems(transaction, scope, [itemId, ...ids]);
    const splitOff = await transaction.itemEvent.count({
      where: { businessId, itemId: { in: ids }, kind: 'splitOff' },
    });
    if (!kept.success || splitOff !== ids.length || free.length !== ids.length + 1) return notUndone;
    const touched = await transaction.itemEvent.count({
      where: {
        actorKind: { in: ['PERSON', 'API_KEY'] },
        OR: made.map((each) => ({ itemId: each.itemId, kind: 'changed', revision: { gt: each.revision } })),
      },
    });
    if (touched > 0) return notUndone;
    const { before, after } = kept.data;
    const back = await changeCoding(transaction, scope, {
      itemId,
      revision,
      changes: before,
      was: after,
      undoes: revision,
    });
    if (!back.ok) return back.error.code === 'conflict' ? notUndone : back;
    await deleteHeld(transaction, scope, ids);
    return ok(null);
  });
}

const notUndone = failure(
  'changed',
  'One of these items was changed or published since, so all of them stay as they are. Delete a new one and put its amount back by hand.',
);
