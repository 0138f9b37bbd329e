import { route } from '#lib/action.ts';
import { addDocument } from '#lib/intake/add-document.ts';
import { readUpload } from '#lib/intake/read-upload.ts';

/** Adds one file, sent as the request's body, under the name in `?name=`. Answers with the item made for it. */
export const POST = route({ permission: 'documents.add' }, async ({ scope, request }) => {
  const fileName = new URL(request.url).searchParams.get('name') ?? '';
  const upload = await readUpload(request.body);
  return upload.ok ? addDocument(scope, { fileName, upload: upload.value }) : upload;
});
