import { z } from 'zod';
import { inboxFilters, inboxSorts } from '#lib/domain/inbox.ts';

/** What of the inbox is asked for. */
export const inboxQuerySchema = z.object({
  search: z.string().max(200).default(''),
  filter: z.enum(inboxFilters).default('all'),
  sort: z.enum(inboxSorts).default('added'),
  isDescending: z.boolean().default(true),
});
export type InboxQuery = z.infer<typeof inboxQuerySchema>;

/** Where a page of a list ended: the last row's sort value and id. */
export const cursorSchema = z.object({ value: z.string(), id: z.uuid() });
export type Cursor = z.infer<typeof cursorSchema>;

export const PAGE_ROWS = 60;
