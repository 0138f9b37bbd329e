import { z } from 'zod';
import { MAX_EXPORTED } from '#lib/domain/export/export-state.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { archiveQuerySchema, inboxQuerySchema } from '../inbox-query.ts';
import { exportFormSchema } from './export-form-schema.ts';

/** What is to be exported: what is selected, or all that a list shows. One more than a file holds, to say so. */
export const exportChoiceSchema = z.object({
  workspace: z.enum(workspaces),
  of: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('items'),
      itemIds: z
        .array(z.uuid())
        .min(1)
        .max(MAX_EXPORTED + 1),
    }),
    z.object({ kind: z.literal('inbox'), query: inboxQuerySchema }),
    z.object({ kind: z.literal('archive'), query: archiveQuerySchema }),
  ]),
});
export type ExportChoice = z.infer<typeof exportChoiceSchema>;

export const startExportSchema = exportChoiceSchema.extend({ form: exportFormSchema, archive: z.boolean() });
export type ExportStart = z.infer<typeof startExportSchema>;
