import { z } from 'zod';
import { inboxFilters, inboxSorts, listPlaces } from '#lib/domain/inbox-choices.ts';

/** What of the inbox is asked for. */
export const inboxQuerySchema = z.object({
  search: z.string().max(200).default(''),
  filter: z.enum(inboxFilters).default('all'),
  sort: z.enum(inboxSorts).default('added'),
  isDescending: z.boolean().default(true),
});
export type InboxQuery = z.infer<typeof inboxQuerySchema>;

/** A list as somebody was reading it: the inbox as filtered and ordered, or the archive as searched. */
export const listPlaceSchema = inboxQuerySchema.extend({ from: z.enum(listPlaces).default('inbox') });
export type ListPlace = z.infer<typeof listPlaceSchema>;

/** Where a page of a list ended: the last row's sort value and id. */
export const cursorSchema = z.object({ value: z.string(), id: z.uuid() });
export type Cursor = z.infer<typeof cursorSchema>;

export const PAGE_ROWS = 60;
