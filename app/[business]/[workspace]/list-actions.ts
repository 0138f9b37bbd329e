'use server';

import { z } from 'zod';
import { action } from '#lib/action.ts';
import { MAX_ROWS } from '#lib/domain/inbox-choices.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { ok } from '#lib/domain/result.ts';
import { itemKeyType } from '#lib/inbox/find-items.ts';
import { archiveQuerySchema, inboxQuerySchema, PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { listArchive } from '#lib/inbox/list-archive.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';
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

export const moreOfArchive = action(
  { name: 'moreOfArchive', permission: 'items.see', input: archivePage },
  async ({ scope, input }) => ok(await listArchive(scope, input.workspace, input.query, input)),
);
