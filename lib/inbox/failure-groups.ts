import { visibleRows } from '#lib/coding/visible-items.ts';
import { db } from '#lib/db.ts';
import { calendarDate, formatDate } from '#lib/domain/calendar-date.ts';
import { inForm } from '#lib/domain/number-form.ts';
import { type Workspace, workspaces } from '#lib/domain/paths.ts';
import { type FailureCause, readCause } from '#lib/domain/readiness/failure-cause.ts';
import { failureNames, failureTitle } from '#lib/domain/readiness/failure-words.ts';
import { type GroupRemedy, groupRemedies } from '#lib/domain/readiness/group-remedies.ts';
import { readRefusal } from '#lib/ledger/stored-reasons.ts';
import { loadLists } from '#lib/lists/load-lists.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import type { FilterEntry } from './filter-entries.ts';

/** Items of a workspace that failed for one cause. */
export type FailureGroup = {
  /** As an address asks for them. */
  key: string;
  count: number;
  /** Why, in words that hold for all of them. */
  title: string;
  remedies: GroupRemedy[];
};

/** Nobody reads further: what comes after the largest is found by filters. */
export const MAX_GROUPS = 50;

/**
 * Why items in the inbox failed, the causes of most items first. Each is counted under the one that has to be put right
 * first, so that the counts add up; what comes after shows once that is gone.
 */
export async function failureGroups(
  scope: BusinessScope,
  workspace: Workspace,
): Promise<{ groups: FailureGroup[]; isMore: boolean }> {
  const sql = failureCountsSql(scope, workspace, await visibleRows(db, scope));
  const counted = await db.$queryRaw<{ key: string; count: number; itemId: string }[]>(sql);
  const groups = await inWords(scope, workspace, counted.slice(0, MAX_GROUPS));
  return { groups, isMore: counted.length > MAX_GROUPS };
}

/** The statement alone, so that its plan can be tested: only what failed is read, and of that an index. */
export function failureCountsSql({ businessId }: BusinessScope, workspace: Workspace, visible: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT i."failureCause" AS "key", count(*)::int AS "count", min(i."id"::text) AS "itemId"
      FROM "Item" AS i
     WHERE i."businessId" = ${businessId}::uuid AND i."workspace" = ${workspace}::"Workspace"
       AND i."place" = 'INBOX' AND i."deletedAt" IS NULL AND i."failureCause" IS NOT NULL AND ${visible}
     GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MAX_GROUPS + 1}`;
}

async function inWords(
  scope: BusinessScope,
  workspace: Workspace,
  counted: readonly { key: string; count: number; itemId?: string }[],
): Promise<FailureGroup[]> {
  const causes = counted.flatMap(({ key, ...rest }) => {
    const cause = readCause(key);
    return cause ? [{ key, cause, ...rest }] : [];
  });
  const about = causes.map(({ cause }) => cause.about);
  const [lists, said] = await Promise.all([
    loadLists(db, scope.businessId, {
      contactIds: about.flatMap(({ contactId }) => contactId ?? []),
      accountIds: about.flatMap(({ accountId }) => accountId ?? []),
      paymentMethodIds: about.flatMap(({ paymentMethodId }) => paymentMethodId ?? []),
    }),
    saidOf(
      scope,
      causes.flatMap(({ itemId }) => itemId ?? []),
    ),
  ]);
  return causes.map(({ key, cause, count, itemId }) => ({
    key,
    count,
    title: failureTitle(
      cause,
      failureNames(cause, lists, (day) => formatDate(calendarDate(day))),
      workspace,
      said.get(itemId ?? '')?.(cause) ?? null,
    ),
    remedies: groupRemedies(cause),
  }));
}

/** What one item of each group is told. */
async function saidOf({ businessId, numbers = 'commaPoint' }: BusinessScope, itemIds: readonly string[]) {
  const items = await db.item.findMany({
    where: { businessId, id: { in: [...itemIds] } },
    select: { id: true, refusal: true },
  });
  return new Map(
    items.map(({ id, refusal }) => [
      id,
      ({ code }: FailureCause) => {
        const reasons = readRefusal(refusal);
        const reason = reasons.find((each) => each.code === code) ?? reasons[0];
        return reason ? inForm(reason.message, numbers) : null;
      },
    ]),
  );
}

/** The causes that there are, to filter by. */
export async function causesToFilterBy(scope: BusinessScope): Promise<FilterEntry[]> {
  const all = await Promise.all(workspaces.map((workspace) => failureGroups(scope, workspace)));
  const byKey = new Map(all.flatMap(({ groups }) => groups).map(({ key, title }) => [key, title]));
  return [...byKey].map(([id, label]) => ({ id, label }));
}

/** Those of these keys that say something, also where nothing fails for it any more. */
export async function namedCauses(scope: BusinessScope, keys: readonly string[]): Promise<FilterEntry[]> {
  const visible = await visibleRows(db, scope);
  const samples = await db.$queryRaw<{ key: string; itemId: string }[]>`
    SELECT DISTINCT ON (i."failureCause") i."failureCause" AS "key", i."id" AS "itemId" FROM "Item" AS i
     WHERE i."businessId" = ${scope.businessId}::uuid AND i."failureCause" = ANY(${[...keys]})
       AND i."place" = 'INBOX' AND i."deletedAt" IS NULL AND ${visible}`;
  const sampleOf = new Map(samples.map(({ key, itemId }) => [key, itemId]));
  const counted = keys.map((key) => ({ key, count: 0, ...(sampleOf.has(key) && { itemId: sampleOf.get(key) ?? '' }) }));
  return (await inWords(scope, 'COSTS', counted)).map(({ key, title }) => ({ id: key, label: title }));
}
