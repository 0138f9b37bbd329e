import { z } from 'zod';
import { db } from '#lib/db.ts';
import { actorMay, userIdOf } from '#lib/domain/actor.ts';
import { MAX_COUNTED, statusOfFilter } from '#lib/domain/inbox-choices.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { LaidOutList, ListLayout } from '#lib/domain/list-layout.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { fail, failure, ok, type Result } from '#lib/domain/result.ts';
import { comparable, textSchema } from '#lib/domain/text.ts';
import type { BusinessScope } from '#lib/scope.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { countMatches } from './find-items.ts';
import { type ListPlace, listPlaceSchema } from './inbox-query.ts';
import { layoutSchema } from './list-layouts.ts';

/** Views that a person has in a workspace, and of others' so many are shown. */
export const MAX_VIEWS = 50;

/** Views that a person has among the tabs of a workspace: more would not stand beside the others. */
export const MAX_PINNED = 3;

/** Of so many views the items are counted. */
const COUNTED_VIEWS = 20;

export const viewName = textSchema(z, { longest: 60, missing: 'Enter a name.' }).transform((name) =>
  name.replace(/\s+/g, ' '),
);

/** A view as those see it who may open it. */
export type SavedView = {
  id: string;
  name: string;
  place: ListPlace;
  /** Null for the columns that each person has. */
  layout: ListLayout | null;
  isShared: boolean;
  isMine: boolean;
  byName: string;
  /** The workspace opens with it, for the person who asks. */
  isFirst: boolean;
  /** It stands among the tabs, for the person who asks. */
  isPinned: boolean;
  /** It is of the inbox: where a workspace opened with another list, nothing would lead to the inbox any more. */
  mayBeFirst: boolean;
};

/** The list that a view is of. */
export const listOf = ({ from, filter }: Pick<ListPlace, 'from' | 'filter'>): LaidOutList =>
  from === 'archive' ? 'archive' : filter === 'refused' ? 'failed' : 'inbox';

/** One's own views of a workspace, and those that are shared with the business, each by name. */
export async function savedViews(scope: BusinessScope, workspace: Workspace): Promise<SavedView[]> {
  const found = await db.savedView.findMany({
    where: { ...visible(scope), workspace },
    include: forPerson(scope),
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 2 * MAX_VIEWS,
  });
  return found.map((view) => viewOf(scope, view));
}

/** A view by its id; null when it is not there, deleted, or another's alone. */
export async function savedView(scope: BusinessScope, workspace: Workspace, viewId: string): Promise<SavedView | null> {
  const view = await db.savedView.findFirst({
    where: { ...visible(scope), workspace, id: viewId },
    include: forPerson(scope),
  });
  return view && viewOf(scope, view);
}

/** The view that the workspace opens with for the person; null for most. */
export async function firstView(scope: BusinessScope, workspace: Workspace): Promise<SavedView | null> {
  const userId = userIdOf(scope.actor);
  const first =
    userId &&
    (await db.firstView.findUnique({
      where: { userId_businessId_workspace: { userId, businessId: scope.businessId, workspace } },
      select: { viewId: true },
    }));
  const view = first ? await savedView(scope, workspace, first.viewId) : null;
  return view?.isFirst ? view : null;
}

/** The views that stand among the tabs for the person, in the order in which they were put there. */
export async function pinnedViews(scope: BusinessScope, workspace: Workspace): Promise<{ id: string; name: string }[]> {
  const found = await db.pinnedView.findMany({
    where: { ...ofPerson(scope).where, view: { ...visible(scope), workspace } },
    orderBy: [{ pinnedAt: 'asc' }, { viewId: 'asc' }],
    take: MAX_PINNED,
    select: { view: { select: { id: true, name: true } } },
  });
  return found.map(({ view }) => view);
}

/** How many items each of the first views shows; null for more than are counted. */
export async function viewCounts(
  scope: BusinessScope,
  workspace: Workspace,
  views: readonly SavedView[],
): Promise<Record<string, number | null>> {
  const counts: Record<string, number | null> = {};
  for (const { id, place } of views.slice(0, COUNTED_VIEWS)) {
    const { search, where, filter, from } = place;
    const list = from === 'archive' ? 'ARCHIVE' : 'INBOX';
    const found = await countMatches(scope, { search, where, workspace, place: list });
    const status = from === 'archive' ? null : statusOfFilter[filter];
    const counted = found?.filter((each) => status === null || each.status === status);
    const sum = counted?.reduce((all, { count }) => all + count, 0) ?? null;
    counts[id] = sum !== null && sum > MAX_COUNTED ? null : sum;
  }
  return counts;
}

type Changes = { name: string; isShared: boolean; place: ListPlace; layout: ListLayout | null };

/** Keeps a view under a name that the person has no other of. Who may edit items may share it with the business. */
export async function saveView(
  scope: BusinessScope,
  workspace: Workspace,
  { place, layout, ...view }: Changes,
): Promise<Result<{ viewId: string }>> {
  const userId = userIdOf(scope.actor);
  if (userId === null) return viewMissing;
  const refusal = await refusalOf(scope, workspace, { ...view, id: null });
  if (refusal) return refusal;
  const { businessId, actor } = scope;
  const byName = 'name' in actor ? actor.name : '';
  const made = await db.savedView.create({
    data: { businessId, workspace, userId, byName, ...view, place, layout: layout ?? Prisma.DbNull },
  });
  return ok({ viewId: made.id });
}

/** Changes one's own view, which all who share it then have. */
export async function changeView(
  scope: BusinessScope,
  workspace: Workspace,
  viewId: string,
  { name, isShared, place, layout }: Partial<Changes>,
): Promise<Result<null>> {
  const own = await ownView(scope, workspace, viewId);
  if (!own) return viewMissing;
  const refusal = await refusalOf(scope, workspace, {
    id: viewId,
    name: name ?? own.name,
    isShared: isShared ?? own.isShared,
  });
  if (refusal) return refusal;
  await db.savedView.update({
    where: { id: viewId },
    data: {
      ...(name !== undefined && { name }),
      ...(isShared !== undefined && { isShared }),
      ...(place !== undefined && { place }),
      ...(layout !== undefined && { layout: layout ?? Prisma.DbNull }),
    },
  });
  return ok(null);
}

/** Deletes one's own view, or takes that back. */
export async function putViewAway(
  scope: BusinessScope,
  workspace: Workspace,
  { viewId, isDeleted }: { viewId: string; isDeleted: boolean },
): Promise<Result<null>> {
  const own = await ownView(scope, workspace, viewId, true);
  if (!own) return viewMissing;
  await db.savedView.update({ where: { id: viewId }, data: { deletedAt: isDeleted ? new Date() : null } });
  return ok(null);
}

/** The workspace opens with the view, for the person alone; with null as it is at first. */
export async function openFirst(
  scope: BusinessScope,
  workspace: Workspace,
  viewId: string | null,
): Promise<Result<null>> {
  const userId = userIdOf(scope.actor);
  if (userId === null) return viewMissing;
  const key = { userId, businessId: scope.businessId, workspace };
  if (viewId === null) {
    await db.firstView.deleteMany({ where: key });
    return ok(null);
  }
  const view = await savedView(scope, workspace, viewId);
  if (!view) return viewMissing;
  if (!view.mayBeFirst) {
    return failure('notOfInbox', 'Only a view of the inbox can be opened first. Nothing was changed.');
  }
  await db.firstView.upsert({
    where: { userId_businessId_workspace: key },
    create: { ...key, viewId },
    update: { viewId },
  });
  return ok(null);
}

/** Puts a view among the tabs of the workspace, for the person alone, or takes it away from there. */
export async function pinView(
  scope: BusinessScope,
  workspace: Workspace,
  { viewId, isPinned }: { viewId: string; isPinned: boolean },
): Promise<Result<null>> {
  const userId = userIdOf(scope.actor);
  const view = await savedView(scope, workspace, viewId);
  if (userId === null || !view) return viewMissing;
  const { businessId } = scope;
  if (!isPinned) {
    await db.pinnedView.deleteMany({ where: { userId, viewId } });
    return ok(null);
  }
  if (!view.isPinned && (await pinnedViews(scope, workspace)).length >= MAX_PINNED) {
    return failure('tooMany', `There is room for ${MAX_PINNED} views as tabs. Take one away first.`);
  }
  await db.pinnedView.upsert({
    where: { userId_viewId: { userId, viewId } },
    create: { userId, businessId, viewId },
    update: {},
  });
  return ok(null);
}

const viewMissing = failure('missing', 'This view is no longer there, or is somebody else’s. Nothing was changed.');

async function refusalOf(
  scope: BusinessScope,
  workspace: Workspace,
  { id, name, isShared }: { id: string | null; name: string; isShared: boolean },
): Promise<Result<never> | null> {
  if (isShared && !actorMay(scope.actor, 'items.edit')) {
    return failure('forbidden', 'Only who may edit items shares a view. Nothing was saved.');
  }
  const { businessId } = scope;
  const mine = await db.savedView.findMany({
    where: { businessId, workspace, userId: userIdOf(scope.actor) ?? '', deletedAt: null },
    select: { id: true, name: true },
    take: MAX_VIEWS + 1,
  });
  const others = mine.filter((view) => view.id !== id);
  if (others.length >= MAX_VIEWS) {
    return failure('tooMany', `There are at most ${MAX_VIEWS} views of one’s own. Delete one first.`);
  }
  const same = others.find((view) => comparable(view.name) === comparable(name));
  if (!same) return null;
  return fail({
    code: 'viewTaken',
    message: 'Nothing was saved: look at the marked fields.',
    fields: { name: `You have a view called ${isolated(same.name)} already.` },
  });
}

const visible = ({ businessId, actor }: BusinessScope) => ({
  businessId,
  deletedAt: null,
  OR: [{ isShared: true }, { userId: { in: [userIdOf(actor) ?? ''].filter(Boolean) } }],
});

const ofPerson = ({ actor }: BusinessScope) => ({
  where: { userId: { in: [userIdOf(actor) ?? ''].filter(Boolean) } },
  select: { userId: true },
});

const forPerson = (scope: BusinessScope) => ({ firstOf: ofPerson(scope), pinnedBy: ofPerson(scope) });

async function ownView({ businessId, actor }: BusinessScope, workspace: Workspace, viewId: string, deletedToo = false) {
  const userId = userIdOf(actor);
  if (userId === null) return null;
  return db.savedView.findFirst({
    where: { id: viewId, businessId, workspace, userId, ...(!deletedToo && { deletedAt: null }) },
  });
}

type Stored = Prisma.SavedViewGetPayload<{
  include: { firstOf: { select: { userId: true } }; pinnedBy: { select: { userId: true } } };
}>;

/** Rows outlive the code that wrote them: what can't be read of one is as it is at first. */
function viewOf({ actor }: BusinessScope, { place: stored, layout, ...view }: Stored): SavedView {
  const place = listPlaceSchema.safeParse(stored).data ?? listPlaceSchema.parse({});
  const mayBeFirst = listOf(place) === 'inbox';
  return {
    id: view.id,
    name: view.name,
    place,
    layout: (layout && layoutSchema(listOf(place)).safeParse(layout).data) || null,
    isShared: view.isShared,
    isMine: view.userId === userIdOf(actor),
    byName: view.byName,
    isFirst: mayBeFirst && view.firstOf.length > 0,
    isPinned: view.pinnedBy.length > 0,
    mayBeFirst,
  };
}
