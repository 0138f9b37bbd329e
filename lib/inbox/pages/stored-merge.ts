import { z } from 'zod';
import { itemPages } from '#lib/coding/stored-pages.ts';

/** `Item.mergedOver` of the database. */
export const mergedOver = z.array(z.object({ documentId: z.uuid(), pages: itemPages }));
