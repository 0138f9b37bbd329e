import { z } from 'zod';
import { loadListSearchParams } from '#components/lists/load-list-params.ts';
import { route } from '#lib/action.ts';
import { MAX_CSV_BYTES } from '#lib/domain/csv.ts';
import { fileLists, importLists } from '#lib/domain/list-files.ts';
import { failure } from '#lib/domain/result.ts';
import { exportList } from '#lib/lists/csv/export-list.ts';
import { importList, previewImport } from '#lib/lists/csv/import-list.ts';
import { listQueryOfAddress } from '../../list-query-of-address.ts';
import { readAtMost } from './read-at-most.ts';

/** What is seen of a list, by the same address as its page, as a CSV file. */
export const GET = route(
  { permission: 'lists.see', params: z.object({ list: z.enum(fileLists) }) },
  async ({ scope, request, params }) => {
    const query = listQueryOfAddress(loadListSearchParams(request), '');
    const file = await exportList(scope, params.list, query);
    if (!file.ok) return file;
    return new Response(file.value.text, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${file.value.fileName}"`,
        'Cache-Control': 'no-store',
      },
    });
  },
);

const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);

/** What the file that is the request's body would change of a list; with `?import=`, a preview's fingerprint, it does. */
export const POST = route(
  { permission: 'lists.edit', params: z.object({ list: z.enum(importLists) }) },
  async ({ scope, request, params }) => {
    const wanted = fingerprint.nullable().safeParse(new URL(request.url).searchParams.get('import'));
    if (!wanted.success) return failure('inputInvalid', 'Nothing was imported: the address names no preview.');
    const bytes = await readAtMost(request.body, MAX_CSV_BYTES);
    if (!bytes)
      return failure(
        'fileTooLarge',
        `The file is larger than ${MAX_CSV_BYTES / 1024 / 1024} MB. Nothing was imported.`,
      );
    return wanted.data === null
      ? previewImport(scope, params.list, bytes)
      : importList(scope, params.list, bytes, wanted.data);
  },
);
