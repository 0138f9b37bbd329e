'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { action } from '#lib/action.ts';
import { inboxFilters, listPlaces, MAX_ROWS } from '#lib/domain/inbox-choices.ts';
import { extraColumns, laidOutLists } from '#lib/domain/list-layout.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { failure, ok } from '#lib/domain/result.ts';
import { itemKeyType } from '#lib/inbox/find-items.ts';
import { archiveQuerySchema, inboxQuerySchema, narrowingShape, PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { listArchive } from '#lib/inbox/list-archive.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { keepLayout, layoutSchema } from '#lib/inbox/list-layouts.ts';
import { listTotals } from '#lib/inbox/list-totals.ts';
import { pagedSchema } from '#lib/keyset.ts';

const workspace = z.enum(workspaces);
const limit = z.number().int().min(1).max(MAX_ROWS).default(PAGE_ROWS);
const extra = z.array(z.enum(extraColumns)).max(extraColumns.length).default([]);
const inboxPage = pagedSchema(z.object({ workspace, query: inboxQuerySchema, limit, extra }), ({ query }) =>
  itemKeyType(query.sort),
);
const archivePage = pagedSchema(z.object({ workspace, query: archiveQuerySchema, limit, extra }), ({ query }) =>
  itemKeyType(query.sort),
);

export const moreOfInbox = action(
  { name: 'moreOfInbox', permission: 'items.see', input: inboxPage },
  async ({ scope, input }) => ok(await listInbox(scope, input.workspace, input.query, input)),
);

/** What all that a list shows comes to, for whoever asks. */
export const totalsOfList = action(
  {
    name: 'totalsOfList',
    permission: 'items.see',
    input: z.object({ workspace, from: z.enum(listPlaces), filter: z.enum(inboxFilters), ...narrowingShape }),
  },
  async ({ scope, input }) => ok(await listTotals(scope, input.workspace, input)),
);

export const moreOfArchive = action(
  { name: 'moreOfArchive', permission: 'items.see', input: archivePage },
  async ({ scope, input }) => ok(await listArchive(scope, input.workspace, input.query, input)),
);

const layoutPlace = z.object({ workspace, list: z.enum(laidOutLists), viewId: z.uuid().nullable().default(null) });

/** How the person looks at a list; null goes back to how it is at first. The page shows it at once, so nothing is drawn. */
export const saveLayout = action(
  {
    name: 'saveLayout',
    permission: 'items.see',
    input: layoutPlace.and(z.object({ layout: z.unknown(), shows: z.boolean() })),
  },
  async ({ scope, input: { layout, shows, ...place } }) => {
    const parsed = layout === null ? null : layoutSchema(place.list).safeParse(layout);
    if (parsed && !parsed.success) return failure('invalid', 'These columns cannot be shown. Nothing was changed.');
    await keepLayout(scope, place, parsed?.data ?? null);
    // Columns that are new have cells that the page does not have yet.
    if (shows) refresh();
    return ok(null);
  },
);
