import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { route } from '#lib/action.ts';
import { MAX_CSV_BYTES } from '#lib/domain/csv.ts';
import { failure } from '#lib/domain/result.ts';
import { exportRules, importRules, previewRules } from '#lib/rules/csv/import-rules.ts';
import { readAtMost } from '../../../lists/files/[list]/read-at-most.ts';

/** The rules as a CSV file. */
export const GET = route({ permission: 'rules.edit', params: z.object({}) }, async ({ scope }) => {
  const file = await exportRules(scope);
  return new Response(file.text, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${file.fileName}"`,
      'Cache-Control': 'no-store',
    },
  });
});

const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);

/** What the file that is the request's body would change of the rules; with `?import=`, a preview's fingerprint, it does. */
export const POST = route({ permission: 'rules.edit', params: z.object({}) }, async ({ scope, request }) => {
  const wanted = fingerprint.nullable().safeParse(new URL(request.url).searchParams.get('import'));
  if (!wanted.success) return failure('inputInvalid', 'Nothing was imported: the address names no preview.');
  const bytes = await readAtMost(request.body, MAX_CSV_BYTES);
  if (!bytes) {
    return failure('fileTooLarge', `The file is larger than ${MAX_CSV_BYTES / 1024 / 1024} MB. Nothing was imported.`);
  }
  return wanted.data === null
    ? previewRules(scope, bytes)
    : importRules(scope, bytes, wanted.data, await requestOrigin());
});
