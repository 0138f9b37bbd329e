import { userIdOf } from '#lib/domain/actor.ts';
import { type Coding, type CodingField, specOf } from '#lib/domain/coding/coding.ts';
import {
  changedFields,
  entriesIn,
  mergeChanges,
  pick,
  unknownEntry,
  withConsequences,
} from '#lib/domain/coding/coding-changes.ts';
import { withDueDate } from '#lib/domain/coding/due-days.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { decides, lockedFields, storedProvenance, withoutLocked } from '#lib/domain/coding/provenance.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { isPublished, isUndecided, type PublicationState, pastStates } from '#lib/domain/publication/publication.ts';
import { parseReadChecks } from '#lib/domain/readiness/read-checks-schema.ts';
import { withState } from '#lib/domain/readiness/refusal-cause.ts';
import { failure, ok, type Result } from '#lib/domain/result.ts';
import { asksRules } from '#lib/domain/rules/rule-match.ts';
import { announce } from '#lib/events/announce.ts';
import { writeNotices } from '#lib/events/write-notices.ts';
import { readRefusal, storedRefusal } from '#lib/ledger/stored-reasons.ts';
import { loadReviewContext, type ReviewContext } from '#lib/lists/review-context.ts';
import type { BusinessScope } from '#lib/scope.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import { openClaim, outdateBills } from './claimed-items.ts';
import { codingOf, columnsOf, entriesOf, withRows } from './coding-columns.ts';
import { conflictFailure } from './edit-conflict.ts';
import { authorOf } from './item-events.ts';
import { loadProvenance, loadUndone, nextProvenance, type SourcesOf } from './item-provenance.ts';
import { learnSupplier } from './learn-supplier.ts';
import { loadInBooks } from './load-in-books.ts';
import { likenessOf, loadTwins } from './load-twins.ts';
import { noteCorrectedRules } from './note-corrected-rules.ts';
import { activeOwner } from './owners.ts';
import { recordChanges } from './record-changes.ts';
import { lockAlike, reviewTwins, tellsTwins } from './review-twins.ts';
import { statusColumns } from './store-status.ts';
import { readConfirmations } from './stored-confirmations.ts';
import { visibleItems } from './visible-items.ts';
import { withDailyRate } from './with-daily-rate.ts';
import { rowsFields, writeRows } from './write-rows.ts';

export type CodingChange = {
  itemId: string;
  /** The revision that the change is made on. */
  revision: number;
  changes: Partial<Coding>;
  /** The changed fields as they were seen. Without it, any change since `revision` is a conflict. */
  was?: Partial<Coding>;
  /** The revision of the actor's own that this takes back: sources and locks are then those of before it. */
  undoes?: number;
  /** What there is to say of where the values come from, beside who sets them. */
  sources?: SourcesOf;
  /**
   * The same values by the names of other books, or back: their sources and locks stay, what a person decided changes with
   * the rest, and the caller answers for the entries. What those are called that the lists do not have, for the history.
   */
  renamed?: ReadonlyMap<string, string>;
  /** The edit of many items that this is part of: lib/coding/bulk. */
  bulkEditId?: string;
};

export type ChangedCoding = {
  revision: number;
  /** Somebody else changed other fields meanwhile; both changes hold. */
  isMerged: boolean;
  /** Every field that changed, also those that followed from the change: applying `before` again undoes it. */
  before: Partial<Coding>;
  after: Partial<Coding>;
  /** The fields in which values stayed, since a person had decided them and the actor is none. */
  kept: CodingField[];
  /** What the coding was checked against, for whoever shows it next. */
  context: ReviewContext;
};

/**
 * The only way in which the coding of an item is changed, whoever does it: its fields with what follows from them, the
 * revision, the history and the news, in the caller's transaction, which holds the item from here on. Changes of
 * different fields by two are merged; of the same field the later is refused with `conflict` and both values. An item
 * whose publication is under way or done is refused with `locked`, unless only what is ours of it changes; an entry of
 * other books with `entryUnknown`, an owner or a flag that is archived or of another business with `ownerUnknown` or
 * `flagUnknown`.
 *
 * Each value keeps its source. What a person or a key sets is locked, also when they empty it: rules, refreshes and the
 * reading of documents leave it alone and learn what was kept. What follows from a change is not locked.
 *
 * Whoever changes several loads what they are checked against once: all that the items and the changes name.
 */
export async function changeCoding(
  transaction: Prisma.TransactionClient,
  scope: BusinessScope,
  change: CodingChange,
  loaded?: ReviewContext,
): Promise<Result<ChangedCoding>> {
  const { businessId } = scope;
  const item = await lockItem(transaction, scope, change.itemId);
  if (!item) return failure('missing', 'This item was deleted meanwhile, so your change was not saved.');
  const live = await transaction.publication.findMany({
    where: { itemId: item.id, state: { notIn: [...pastStates] } },
    select: { state: true, correctedSince: true },
  });
  // What is published is open to whoever corrects it, until the correction is sent.
  const locking = live.find(({ state }) => isUndecided(state)) ?? live.find(({ correctedSince }) => !correctedSince);
  // What is no part of what the books have changes whatever is published.
  const isOurs = Object.keys(change.changes).every((field) => specOf(field as CodingField).isOurs);
  if (locking && !isOurs) return lockedFailure(locking.state);

  const context =
    loaded ?? (await loadReviewContext(transaction, scope, idsOf([...entriesOf(item), ...entriesIn(change.changes)])));
  const coding = codingOf(item, context.lists.rules);
  if (item.claimId && !isOurs) {
    const locked = await openClaim(transaction, businessId, item.claimId);
    const currencies = [coding.currency, change.changes.currency ?? coding.currency];
    if (currencies.some((currency) => locked.has(currency ?? context.baseCurrency))) return claimLocked;
  }
  const { renamed } = change;
  const unknown = renamed ? null : unknownEntry(change.changes, context.lists);
  if (unknown) return unknown.list === 'owners' ? ownerUnknown : unknown.list === 'flags' ? flagUnknown : entryUnknown;

  const provenance = await loadProvenance(transaction, item, change.changes);
  const { changes: allowed, kept } = renamed
    ? { changes: change.changes, kept: [] }
    : withoutLocked(coding, change.changes, provenance, scope.actor);
  const isStale = item.revision !== change.revision;
  const merged = isStale ? mergeChanges(coding, allowed, change.was ?? {}) : { changes: allowed, conflicts: [] };
  if (merged.conflicts.length > 0) {
    return conflictFailure(transaction, item, merged.conflicts, { coding, change, context });
  }

  const locked = lockedFields(provenance.fields, scope.actor);
  const isDueSet = coding.dueOn !== null && provenance.fields.dueOn?.by !== 'calculated';
  const followed = withDueDate(
    coding,
    withConsequences(coding, merged.changes, context.lists, locked, item.workspace),
    context.lists,
    isDueSet || locked.has('dueOn'),
  );
  const { changes, derived } = await withDailyRate(transaction, coding, followed, {
    context,
    provenance: provenance.fields,
  });
  const fields = changedFields(coding, changes);
  if (fields.length === 0) {
    return ok({ revision: item.revision, isMerged: false, before: {}, after: {}, kept, context });
  }

  const after = pick(changes, fields);
  const revision = item.revision + 1;
  const refusal = withState(readRefusal(item.refusal), coding, context.lists);
  const { id, workspace } = item;
  const isAlikeMoved = tellsTwins(fields);
  if (isAlikeMoved) await lockAlike(transaction, [coding.contactId, after.contactId ?? null]);
  const states = { before: isAlikeMoved ? coding : null, after: { ...coding, ...after } };
  const likenesses = Object.entries(states).flatMap(
    ([key, state]) => (state && likenessOf({ id, workspace, coding: state }, context.baseCurrency, key)) ?? [],
  );
  const twins = await loadTwins(transaction, businessId, likenesses, context.baseCurrency);
  const inBooks = await loadInBooks(transaction, [{ id, workspace, coding: states.after }], context);
  const { sources = {}, undoes } = change;
  const undone = undoes ? await loadUndone(transaction, scope, item.id, undoes, after) : new Map();
  const made = { coding, after: { ...coding, ...after }, fields, derived, sources };
  const { next, former } = renamed
    ? { next: provenance, former: new Map() }
    : nextProvenance(scope, provenance, { ...made, undone, shown: { lists: context.lists, numbers: 'kept' } });
  await transaction.item.update({
    where: { id: item.id },
    data: {
      ...columnsOf(after),
      ...(!renamed && { provenance: storedProvenance(next.fields) }),
      revision,
      // What is taken back, or only called otherwise, is as it was judged before.
      ...(scope.actor.kind !== 'rule' && !renamed && !undoes && asksRules(fields) && { rulesDueAt: new Date() }),
      ...(refusal.length > 0 && { refusal: storedRefusal(refusal) }),
      // Nothing of ours is asked for before publishing.
      ...(!isOurs &&
        statusColumns(
          {
            workspace,
            coding: states.after,
            refusal,
            confirmations: readConfirmations(item.confirmations),
            readChecks: parseReadChecks(item.readChecks),
            twins: twins.get('after') ?? [],
            inBooks: inBooks.get(id) ?? [],
            publication: item.claimId ? 'inClaim' : 'none',
            isBeingRead: item.isBeingRead,
          },
          context,
        )),
    },
  });
  for (const field of rowsFields) {
    const rows = after[field];
    if (rows) await writeRows(transaction, { businessId, itemId: item.id }, field, coding[field], rows, next.rows);
  }
  if (item.claimId && !isOurs) await outdateBills(transaction, businessId, item.claimId);
  if (isAlikeMoved) {
    const alike = [...twins.values()].flat().map((twin) => twin.id);
    await reviewTwins(transaction, businessId, [...new Set(alike)]);
  }
  await recordChanges(transaction, scope, {
    itemId: item.id,
    revision,
    ...made,
    former,
    lists: renamed ? { ...context.lists, renamed } : context.lists,
    ...(change.bulkEditId && { bulkEditId: change.bulkEditId }),
  });
  if (decides(scope.actor) && !undoes) await noteCorrectedRules(transaction, businessId, former);
  if (after.ownerId) {
    const owner = await activeOwner(transaction, businessId, after.ownerId);
    await writeNotices(transaction, [owner?.userId], {
      ...{ businessId, kind: 'itemsGiven', itemId: item.id, byUserId: userIdOf(scope.actor) },
      text: `given to you by ${isolated(authorOf(scope.actor).actorName)}.`,
    });
  }
  if (after.contactId && decides(scope.actor)) {
    await learnSupplier(transaction, scope, { itemId: item.id, contactId: after.contactId, workspace });
  }
  await announce(transaction, { businessId, topic: 'items', id: item.id, revision, origin: scope.origin });
  return ok({ revision, isMerged: isStale, before: pick(coding, fields), after, kept, context });
}

/** The item, if the actor may know of it; whoever changes or publishes it at the same time waits for the commit. */
async function lockItem(transaction: Prisma.TransactionClient, scope: BusinessScope, itemId: string) {
  await transaction.$queryRaw`
    SELECT 1 FROM "Item" WHERE "id" = ${itemId}::uuid AND "businessId" = ${scope.businessId}::uuid FOR UPDATE`;
  return transaction.item.findFirst({ where: { ...visibleItems(scope), id: itemId }, include: withRows });
}

function lockedFailure(state: PublicationState): Result<never> {
  return isPublished(state)
    ? failure('locked', 'This item is published, so it can no longer be changed here. Nothing was saved.')
    : failure(
        'locked',
        'This item is being published as you saw it. Cancel publishing to change it. Nothing was saved.',
      );
}

const claimLocked = failure(
  'locked',
  'The expense claim that this item is in is published, or on its way, so it can no longer be changed here. Nothing was saved: correct or unpublish the claim first.',
);

export const ownerUnknown = failure(
  'ownerUnknown',
  'This owner is archived or no longer there. Nothing was saved: reload the page and choose again.',
);

export const flagUnknown = failure(
  'flagUnknown',
  'This flag is archived or no longer there. Nothing was saved: reload the page and choose again.',
);

const entryUnknown = failure(
  'entryUnknown',
  'This entry is not in the connected books any more. Nothing was saved: reload the page and choose again.',
);
