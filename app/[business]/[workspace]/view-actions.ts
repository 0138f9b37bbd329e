'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/action.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { failure, ok } from '#lib/domain/result.ts';
import { listPlaceSchema } from '#lib/inbox/inbox-query.ts';
import { layoutSchema } from '#lib/inbox/list-layouts.ts';
import {
  changeView,
  listOf,
  openFirst,
  pinView,
  putViewAway,
  savedViews,
  saveView,
  viewCounts,
  viewName,
} from '#lib/inbox/saved-views.ts';

const workspace = z.enum(workspaces);
const permission = 'items.see';
const viewId = z.uuid();

/** The views of a workspace, with how many items the first of them show. */
export const viewsOfWorkspace = action(
  { name: 'viewsOfWorkspace', permission, input: z.object({ workspace }) },
  async ({ scope, input }) => {
    const views = await savedViews(scope, input.workspace);
    return ok({ views, counts: await viewCounts(scope, input.workspace, views) });
  },
);

/** The list as it is looked at, under a name. */
export const saveAsView = action(
  {
    name: 'saveAsView',
    permission,
    input: z.object({ workspace, name: viewName, isShared: z.boolean(), place: listPlaceSchema, layout: z.unknown() }),
  },
  ({ scope, input: { layout, ...input } }) => {
    const parsed = layoutSchema(listOf(input.place)).safeParse(layout);
    if (!parsed.success) return failure('invalid', 'These columns cannot be shown. Nothing was saved.');
    return saveView(scope, input.workspace, { ...input, layout: parsed.data });
  },
);

export const changeOwnView = action(
  {
    name: 'changeOwnView',
    permission,
    input: z.object({
      workspace,
      viewId,
      name: viewName.optional(),
      isShared: z.boolean().optional(),
      place: listPlaceSchema.optional(),
      layout: z.unknown().optional(),
    }),
  },
  async ({ scope, input: { workspace, viewId, place, layout, name, isShared } }) => {
    const parsed = place && layoutSchema(listOf(place)).safeParse(layout);
    if (parsed && !parsed.success) return failure('invalid', 'These columns cannot be shown. Nothing was saved.');
    const changed = await changeView(scope, workspace, viewId, {
      ...(name !== undefined && { name }),
      ...(isShared !== undefined && { isShared }),
      ...(place && parsed && { place, layout: parsed.data }),
    });
    refresh();
    return changed;
  },
);

export const deleteView = action(
  { name: 'deleteView', permission, input: z.object({ workspace, viewId, isDeleted: z.boolean() }) },
  async ({ scope, input: { workspace, ...input } }) => {
    const put = await putViewAway(scope, workspace, input);
    refresh();
    return put;
  },
);

export const pinViewAsTab = action(
  { name: 'pinViewAsTab', permission, input: z.object({ workspace, viewId, isPinned: z.boolean() }) },
  async ({ scope, input: { workspace, ...input } }) => {
    const pinned = await pinView(scope, workspace, input);
    refresh();
    return pinned;
  },
);

export const openViewFirst = action(
  { name: 'openViewFirst', permission, input: z.object({ workspace, viewId: viewId.nullable() }) },
  ({ scope, input }) => openFirst(scope, input.workspace, input.viewId),
);
