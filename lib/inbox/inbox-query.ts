import { z } from 'zod';
import {
  archiveSorts,
  booksFilters,
  firstSort,
  inboxFilters,
  inboxSorts,
  itemSorts,
  listPlaces,
} from '#lib/domain/inbox-choices.ts';
import { searchSchema } from '#lib/domain/text.ts';

const search = searchSchema(z);
const isDescending = z.boolean().default(true);
/** An address may say anything: what is no owner shows all. */
const owner = z
  .union([z.enum(['me', 'nobody']), z.uuid()])
  .nullable()
  .default(null)
  .catch(null);

/** Those with a flag, whichever or by its id. */
const flag = z
  .union([z.literal('any'), z.uuid()])
  .nullable()
  .default(null)
  .catch(null);
/** Only what the person has not read. */
const unread = z.boolean().default(false);

/** What became of them in the books. */
const books = z.enum(booksFilters).nullable().default(null);

/** What of the inbox is asked for. */
export const inboxQuerySchema = z.object({
  search,
  filter: z.enum(inboxFilters).default('all'),
  owner,
  flag,
  unread,
  sort: z.enum(inboxSorts).default('added'),
  isDescending,
});
export type InboxQuery = z.infer<typeof inboxQuerySchema>;

/** What of the archive is asked for. */
export const archiveQuerySchema = z.object({
  search,
  owner,
  books,
  sort: z.enum(archiveSorts).default('archived'),
  isDescending,
});
export type ArchiveQuery = z.infer<typeof archiveQuerySchema>;

/** A list as somebody was reading it: the inbox as filtered and ordered, or the archive as searched and ordered. */
export const listPlaceSchema = z
  .object({
    from: z.enum(listPlaces).default('inbox'),
    search,
    filter: z.enum(inboxFilters).default('all'),
    owner,
    flag,
    unread,
    books,
    sort: z.enum(itemSorts).nullable().default(null),
    isDescending,
  })
  .transform((place) => ({ ...place, sort: place.sort ?? firstSort[place.from] }));
export type ListPlace = z.infer<typeof listPlaceSchema>;

export const PAGE_ROWS = 60;
