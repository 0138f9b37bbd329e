import { z } from 'zod';
import { route } from '#lib/action.ts';
import { MAX_DOCUMENT_BYTES, refusalMessages } from '#lib/documents/document-kind.ts';
import { splitWays } from '#lib/domain/intake/split-groups.ts';
import { workspaces } from '#lib/domain/paths.ts';
import { failure } from '#lib/domain/result.ts';
import { addDocument, noteUnread } from '#lib/intake/add-document.ts';
import { holdForSplit } from '#lib/intake/arrivals/hold-for-split.ts';
import { readUpload } from '#lib/intake/read-upload.ts';
import { uploadRoom } from '#lib/intake/upload-room.ts';

const query = z.object({
  name: z.string().default(''),
  workspace: z.enum(workspaces),
  owner: z.union([z.uuid(), z.literal('nobody')]).optional(),
  how: z.enum(splitWays).default('file'),
});

/** As the sender tells it, which the server holds it to; the largest there may be when it does not. */
const announcedBytes = z.coerce.number().int().min(0).max(MAX_DOCUMENT_BYTES).catch(MAX_DOCUMENT_BYTES);

/**
 * Adds one file, sent as the request's body, under the name in `?name=`, to the `?workspace=`. The item is for
 * the `?owner=`, an owner's id or `nobody`; without it, the sender's own. Answers with the item; or, where `?how=` says that
 * each page or each document in it is to be one, with what waits to be looked at.
 */
export const POST = route({ permission: 'documents.add' }, async ({ scope, request }) => {
  const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success)
    return failure('inputInvalid', 'Nothing was added: the address names no workspace or owner that there is.');
  const bytes = announcedBytes.parse(request.headers.get('content-length') ?? undefined);
  const giveBack = uploadRoom.take(scope.actor.userId, bytes);
  if (!giveBack) return failure('busy', refusalMessages.busy);
  try {
    const upload = await readUpload(request.body);
    const { workspace, name: fileName, owner } = asked.data;
    if (!upload.ok) {
      await noteUnread(scope, { workspace, fileName }, upload.error);
      return upload;
    }
    const { how } = asked.data;
    if (how !== 'file') {
      return await holdForSplit(scope, { workspace, fileName, upload: upload.value, owner: owner ?? null }, how);
    }
    const ownerId = owner === 'nobody' ? null : owner;
    return await addDocument(scope, { workspace, fileName, upload: upload.value, ownerId });
  } finally {
    giveBack();
  }
});
