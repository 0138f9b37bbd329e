import { z } from 'zod';
import { MAX_BULK_ITEMS } from '#lib/domain/coding/bulk-edit.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { archiveQuerySchema, inboxQuerySchema } from '../inbox-query.ts';

/** Items that one file holds. */
export const MAX_EXPORTED = 5_000;
/** The same where their documents come with them. */
export const MAX_WITH_DOCUMENTS = 500;

/** What is to be exported: what is selected, or all that a list shows. */
export const exportChoiceSchema = z.object({
  workspace: z.enum(workspaces),
  of: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('items'), itemIds: z.array(z.uuid()).min(1).max(MAX_BULK_ITEMS) }),
    z.object({ kind: z.literal('inbox'), query: inboxQuerySchema }),
    z.object({ kind: z.literal('archive'), query: archiveQuerySchema }),
  ]),
});
export type ExportChoice = z.infer<typeof exportChoiceSchema>;
