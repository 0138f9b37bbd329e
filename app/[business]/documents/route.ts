import { z } from 'zod';
import { route } from '#lib/action.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { failure } from '#lib/domain/result.ts';
import { addDocument } from '#lib/intake/add-document.ts';
import { readUpload } from '#lib/intake/read-upload.ts';

const query = z.object({ name: z.string().default(''), workspace: z.enum(workspaces) });

/** Adds one file, sent as the request's body, under the name in `?name=`, to the `?workspace=`. Answers with the item made for it. */
export const POST = route({ permission: 'documents.add' }, async ({ scope, request }) => {
  const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) return failure('inputInvalid', 'Nothing was added: the address names no workspace.');
  const upload = await readUpload(request.body);
  return upload.ok
    ? addDocument(scope, { workspace: asked.data.workspace, fileName: asked.data.name, upload: upload.value })
    : upload;
});
