import { z } from 'zod';
import { cleanFilters } from '#lib/domain/filter-values.ts';
import {
  archiveSorts,
  firstSort,
  type ItemFilters,
  inboxFilters,
  inboxSorts,
  itemSorts,
  listPlaces,
} from '#lib/domain/inbox-choices.ts';
import { searchSchema } from '#lib/domain/text.ts';

const search = searchSchema(z);
const isDescending = z.boolean().default(true);
/** What makes no sense in it is left out: whoever shows the list says so. */
const where = z
  .record(z.string().max(50), z.unknown())
  .default({})
  .transform((asked): ItemFilters => cleanFilters(asked).filters);

/** Which saved view it is looked at as: what shows it makes of it what it can. */
const view = z.string().max(50).nullable().default(null).catch(null);

/** What of the inbox is asked for. */
export const inboxQuerySchema = z.object({
  search,
  filter: z.enum(inboxFilters).default('all'),
  where,
  view,
  sort: z.enum(inboxSorts).default('added'),
  isDescending,
});
export type InboxQuery = z.infer<typeof inboxQuerySchema>;

/** What of the archive is asked for. */
export const archiveQuerySchema = z.object({
  search,
  where,
  view,
  sort: z.enum(archiveSorts).default('archived'),
  isDescending,
});
export type ArchiveQuery = z.infer<typeof archiveQuerySchema>;

/** What a list is narrowed by, its tabs aside. */
export type Narrowing = Pick<InboxQuery, 'search' | 'where'>;
export const narrowingShape = inboxQuerySchema.pick({ search: true, where: true }).shape;
export const isNarrowed = ({ search, where }: Narrowing) => search !== '' || Object.keys(where).length > 0;

/** A list as somebody was reading it: the inbox as filtered and ordered, or the archive as searched and ordered. */
export const listPlaceSchema = z
  .object({
    from: z.enum(listPlaces).default('inbox'),
    search,
    filter: z.enum(inboxFilters).default('all'),
    where,
    view,
    sort: z.enum(itemSorts).nullable().default(null),
    isDescending,
  })
  .transform((place) => ({ ...place, sort: place.sort ?? firstSort[place.from] }));
export type ListPlace = z.infer<typeof listPlaceSchema>;

export const PAGE_ROWS = 60;
