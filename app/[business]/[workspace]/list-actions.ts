'use server';

import { z } from 'zod';
import { action } from '#lib/action.ts';
import { inboxFilters, listPlaces, MAX_ROWS } from '#lib/domain/inbox-choices.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { ok } from '#lib/domain/result.ts';
import { itemKeyType } from '#lib/inbox/find-items.ts';
import { archiveQuerySchema, inboxQuerySchema, narrowingShape, PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { listArchive } from '#lib/inbox/list-archive.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
import { listTotals } from '#lib/inbox/list-totals.ts';
import { pagedSchema } from '#lib/keyset.ts';

const workspace = z.enum(workspaces);
const limit = z.number().int().min(1).max(MAX_ROWS).default(PAGE_ROWS);
const inboxPage = pagedSchema(z.object({ workspace, query: inboxQuerySchema, limit }), ({ query }) =>
  itemKeyType(query.sort),
);
const archivePage = pagedSchema(z.object({ workspace, query: archiveQuerySchema, limit }), ({ query }) =>
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
