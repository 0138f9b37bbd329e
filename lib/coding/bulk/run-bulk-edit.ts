import { db } from '#lib/db.ts';
import { intray } from '#lib/domain/actor.ts';
import { bulkChanges, takingBack } from '#lib/domain/coding/bulk-edit.ts';
import type { Coding, CodingField } from '#lib/domain/coding/coding.ts';
import { entriesIn } from '#lib/domain/coding/coding-changes.ts';
import { idsOf } from '#lib/domain/coding/list-entry.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import { may } from '#lib/domain/roles.ts';
import { loadReviewContext, type ReviewContext } from '#lib/lists/review-context.ts';
import { log } from '#lib/log.ts';
import type { PersonScope } from '#lib/scope.ts';
import type { BulkEdit, BulkEditItem, BulkItemState, Prisma } from '#prisma/generated/client.ts';
import { type ChangedCoding, changeCoding } from '../change-coding.ts';
import { codingOf, entriesOf, type ItemWithRows, withRows } from '../coding-columns.ts';
import { lockAlike } from '../review-twins.ts';
import {
  bulkValuesSchema,
  readChanges,
  readOnly,
  readSteps,
  storedAs,
  type UnderWay,
  waiting,
} from './stored-bulk-edit.ts';

/** Items of one transaction: whoever wants one of them meanwhile waits for no more than these. */
const BATCH = 25;

/** What became of one item. */
type Outcome = {
  itemId: string;
  state: BulkItemState;
  revision?: number;
  before?: Partial<Coding>;
  after?: Partial<Coding>;
  code?: string;
  kept?: CodingField[];
};

/**
 * Goes on with an edit of many items, or with taking it back, until it is done, `signal` is given or the time is up. Each
 * batch is one transaction with what became of its items, so that whoever dies is followed by somebody who goes on where
 * it stopped, and two at once take turns. Returns whether it is done.
 */
export async function runBulkEdit(
  bulkEditId: string,
  { signal, untilMs = Number.POSITIVE_INFINITY }: { signal?: AbortSignal; untilMs?: number } = {},
): Promise<boolean> {
  while (await runSome(bulkEditId)) {
    if (signal?.aborted || performance.now() > untilMs) return false;
  }
  return true;
}

/** Returns whether there may be more to do. An item that breaks a batch is found alone, and told; the others go on. */
async function runSome(bulkEditId: string): Promise<boolean> {
  try {
    return await runBatch(bulkEditId, BATCH);
  } catch (error) {
    log.warn({ err: error, bulkEditId }, 'a batch of a bulk edit failed, and its first item is tried alone');
  }
  try {
    return await runBatch(bulkEditId, 1);
  } catch (error) {
    log.error({ err: error, bulkEditId }, 'an item of a bulk edit failed, and is left as it is');
    return runBatch(bulkEditId, 1, (state, { itemId }) => refused(state, itemId, 'unexpected'));
  }
}

/** Returns whether there may be more to do. `inPlace` decides what became of the items in place of changing them. */
function runBatch(
  bulkEditId: string,
  size: number,
  inPlace?: (state: BulkEdit['state'], row: BulkEditItem) => Outcome,
): Promise<boolean> {
  return db.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "BulkEdit" WHERE "id" = ${bulkEditId}::uuid FOR UPDATE`;
    const edit = await transaction.bulkEdit.findUnique({ where: { id: bulkEditId } });
    if (edit?.state !== 'APPLYING' && edit?.state !== 'UNDOING') return false;
    const rows = await transaction.bulkEditItem.findMany({
      where: { bulkEditId, state: waiting[edit.state] },
      orderBy: { itemId: 'asc' },
      take: size,
    });
    const isDone = rows.length < size;
    const outcomes = inPlace ? rows.map((row) => inPlace(edit.state, row)) : await outcomesOf(transaction, edit, rows);
    await writeOutcomes(transaction, bulkEditId, outcomes);
    await transaction.bulkEdit.update({
      where: { id: bulkEditId },
      data: { movedAt: new Date(), ...(isDone && { state: edit.state === 'APPLYING' ? 'DONE' : 'UNDONE' }) },
    });
    return !isDone;
  });
}

async function outcomesOf(
  transaction: Prisma.TransactionClient,
  edit: BulkEdit,
  rows: readonly BulkEditItem[],
): Promise<Outcome[]> {
  if (rows.length === 0) return [];
  const scope = await scopeOf(transaction, edit);
  if (!scope) return rows.map(({ itemId }) => refused(edit.state, itemId, 'permission'));
  const ids = rows.map(({ itemId }) => itemId);
  // All in one order, and before anything else is held: two edits of the same items never wait for each other.
  await transaction.$queryRaw`
    SELECT 1 FROM "Item" WHERE "businessId" = ${edit.businessId}::uuid AND "id" = ANY(${ids}::uuid[])
     ORDER BY "id" FOR UPDATE`;
  const items = await transaction.item.findMany({
    where: { businessId: edit.businessId, id: { in: ids } },
    omit: { provenance: true },
    include: withRows,
  });
  const named = [
    ...(rows.some(({ steps }) => steps === null) ? [bulkValuesSchema.parse(edit.values)] : []),
    ...rows.flatMap(({ before }) => (before ? [readChanges(before)] : [])),
    ...rows.flatMap(({ steps }) => (steps === null ? [] : readSteps(steps).map(({ changes }) => changes))),
  ];
  const context = await loadReviewContext(transaction, scope, {
    ...idsOf([...entriesOf(...items), ...named.flatMap(entriesIn)]),
    accountIds: undefined,
  });
  const contacts = [...items, ...named].map(({ contactId }) => contactId ?? null);
  await lockAlike(transaction, contacts);
  const itemOf = new Map(items.map((item) => [item.id, item]));
  const outcomes: Outcome[] = [];
  for (const row of rows) {
    const item = itemOf.get(row.itemId);
    const work = { transaction, scope, edit, row, context };
    if (!item) outcomes.push(refused(edit.state, row.itemId, 'missing'));
    else outcomes.push(edit.state === 'APPLYING' ? await apply(work, item) : await takeBack(work, item));
  }
  return outcomes;
}

type Work = {
  transaction: Prisma.TransactionClient;
  scope: PersonScope;
  edit: BulkEdit;
  row: BulkEditItem;
  context: ReviewContext;
};

async function apply({ transaction, scope, edit, row, context }: Work, item: Stored): Promise<Outcome> {
  const { itemId, revision } = row;
  if (row.steps !== null) return applySteps({ transaction, scope, edit, row, context }, item);
  const values = bulkValuesSchema.parse(edit.values);
  const only = edit.only === null ? {} : readOnly(edit.only);
  const changes = bulkChanges(codingOf(item, context.lists.rules), values, context.lists, only);
  const changed = changes.ok
    ? await changeCoding(
        transaction,
        scope,
        {
          ...{ itemId, revision, changes: changes.value, was: readChanges(row.was), bulkEditId: edit.id },
          sources: saying(changes.value, `Bulk edit of ${countOf(edit)}`),
        },
        context,
      )
    : changes;
  if (!changed.ok) return refused('APPLYING', itemId, changed.error.code);
  const { before, after } = changed.value;
  if (Object.keys(after).length === 0) return { itemId, state: 'SAME' };
  return { itemId, state: 'CHANGED', revision: changed.value.revision, before, after };
}

/** The steps of rules, as they were seen: an item that somebody changed since is left alone. */
async function applySteps({ transaction, scope, edit, row, context }: Work, item: Stored): Promise<Outcome> {
  const { itemId } = row;
  if (item.revision !== row.revision) return refused('APPLYING', itemId, 'conflict');
  const { businessId } = scope;
  let made: Pick<ChangedCoding, 'revision' | 'before' | 'after'> = { revision: item.revision, before: {}, after: {} };
  for (const { rule, changes, because } of readSteps(row.steps)) {
    const sources = Object.fromEntries(Object.entries(because).map(([field, text]) => [field, { because: text }]));
    const changed = await changeCoding(
      transaction,
      { businessId, actor: { kind: 'rule', ruleId: rule.id, name: rule.name } },
      { itemId, revision: made.revision, changes, sources, bulkEditId: edit.id },
      context,
    );
    if (!changed.ok && made.revision === item.revision) return refused('APPLYING', itemId, changed.error.code);
    if (!changed.ok) break;
    const { revision, before, after } = changed.value;
    made = { revision, before: { ...before, ...made.before }, after: { ...made.after, ...after } };
  }
  return made.revision === item.revision ? { itemId, state: 'SAME' } : { itemId, state: 'CHANGED', ...made };
}

async function takeBack({ transaction, scope, edit, row, context }: Work, item: Stored): Promise<Outcome> {
  const { itemId } = row;
  const made = { before: readChanges(row.before), after: readChanges(row.after) };
  const { changes, kept } = takingBack(codingOf(item, context.lists.rules), made, context.lists);
  const undone: Result<ChangedCoding | null> =
    Object.keys(changes).length === 0
      ? failure('conflict', 'All of it was changed meanwhile.')
      : await changeCoding(
          transaction,
          // What rules had set is nobody's decision, and neither is that it is gone again.
          row.steps === null ? scope : { businessId: scope.businessId, actor: intray },
          {
            ...{ itemId, revision: item.revision, changes, undoes: row.revision, bulkEditId: edit.id },
            sources: saying(
              changes,
              row.steps === null
                ? `Bulk edit of ${countOf(edit)} taken back`
                : `Rules on ${countOf(edit)} taken back by ${isolated(scope.actor.name)}`,
            ),
          },
          context,
        );
  if (!undone.ok) return { itemId, state: 'KEPT', code: undone.error.code, kept: codingFieldsOf(made.after) };
  return kept.length > 0 ? { itemId, state: 'KEPT', code: 'conflict', kept } : { itemId, state: 'UNDONE' };
}

type Stored = Omit<ItemWithRows, 'provenance'>;

/** What could not be done leaves the item as it is. */
const refused = (state: BulkEdit['state'], itemId: string, code: string): Outcome => ({
  itemId,
  state: state === ('APPLYING' satisfies UnderWay) ? 'REFUSED' : 'KEPT',
  code,
});

const codingFieldsOf = (changes: Partial<Coding>) => Object.keys(changes) as CodingField[];

const saying = (changes: Partial<Coding>, because: string) =>
  Object.fromEntries(codingFieldsOf(changes).map((field) => [field, { because }]));

const countOf = ({ total }: BulkEdit) => (total === 1 ? 'one item' : `${writeCount(total, 'kept')} items`);

/** The person in the role that they have now; null when they may not edit any more. */
async function scopeOf(transaction: Prisma.TransactionClient, edit: BulkEdit): Promise<PersonScope | null> {
  const { businessId, byUserId: userId } = edit;
  const member = await transaction.membership.findUnique({
    where: { businessId_userId: { businessId, userId } },
    select: { role: true, user: { select: { name: true } } },
  });
  if (!member || !may(member.role, 'items.edit')) return null;
  return { businessId, actor: { kind: 'person', userId, name: member.user.name, role: member.role } };
}

async function writeOutcomes(
  transaction: Prisma.TransactionClient,
  bulkEditId: string,
  outcomes: readonly Outcome[],
): Promise<void> {
  const rows = outcomes.map(({ before, after, ...outcome }) => ({
    ...outcome,
    ...(before && { before: storedAs(before) }),
    ...(after && { after: storedAs(after) }),
  }));
  await transaction.$executeRaw`
    UPDATE "BulkEditItem" AS b
       SET "state" = n."state"::"BulkItemState", "revision" = coalesce(n."revision", b."revision"),
           "before" = coalesce(n."before", b."before"), "after" = coalesce(n."after", b."after"),
           "code" = n."code", "kept" = coalesce(n."kept", '{}')
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           AS n("itemId" uuid, "state" text, "revision" int, "before" jsonb, "after" jsonb, "code" text, "kept" text[])
     WHERE b."bulkEditId" = ${bulkEditId}::uuid AND b."itemId" = n."itemId"`;
}
