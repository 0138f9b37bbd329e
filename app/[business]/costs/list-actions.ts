'use server';

import { z } from 'zod';
import { action } from '#lib/action.ts';
import { ok } from '#lib/domain/result.ts';
import { cursorSchema, inboxQuerySchema, PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { listArchive } from '#lib/inbox/list-archive.ts';
import { listInbox } from '#lib/inbox/list-inbox.ts';

const page = { after: cursorSchema.nullable(), limit: z.number().int().min(1).max(500).default(PAGE_ROWS) };

export const moreOfInbox = action(
  { name: 'moreOfInbox', permission: 'items.see', input: z.object({ query: inboxQuerySchema, ...page }) },
  async ({ scope, input }) => ok(await listInbox(scope, 'COSTS', input.query, input)),
);

export const moreOfArchive = action(
  { name: 'moreOfArchive', permission: 'items.see', input: z.object({ search: z.string().max(200), ...page }) },
  async ({ scope, input }) => ok(await listArchive(scope, 'COSTS', input.search, input)),
);
