import { z } from 'zod';
import { itemPages } from '#lib/coding/stored-pages.ts';

/** An item as whoever has a link to it sees it: as it was when it was sent, and nothing else of it. */
export const sharedItem = z.object({
  /** With its contact, its reference and its date: what it is called. */
  title: z.string(),
  /** Each a fact by its name, in words. */
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  documents: z.array(
    z.object({
      ...{ id: z.uuid(), fileName: z.string(), byteSize: z.int(), pageCount: z.int() },
      /** Those that are shown; links that are older show all. */
      pages: itemPages.default(null),
    }),
  ),
});
export type SharedItem = z.infer<typeof sharedItem>;

export const sharedItems = z.array(sharedItem);

export const MAX_SHARED = 100;

/** `1 item`, `12 items`. */
export const itemsText = (count: number) => (count === 1 ? '1 item' : `${count} items`);
