import { z } from 'zod';
import { type ItemPages, turns } from '#lib/domain/documents/item-pages.ts';
import { Prisma } from '#prisma/generated/client.ts';

/** Which pages of a document are shown, in their order, and how they are turned. */
export const itemPages = z
  .array(z.object({ page: z.int().min(1), turn: z.literal(turns) }))
  .min(1)
  .nullable();

/** `ItemDocument.pages` of the database. Throws for what we have not written. */
export const parseItemPages = (stored: unknown): ItemPages => itemPages.parse(stored ?? null);

/** What is written there. */
export const storedPages = (pages: ItemPages) =>
  pages === null ? Prisma.DbNull : pages.map(({ page, turn }) => ({ page, turn }));
