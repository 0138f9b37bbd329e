import { z } from 'zod';
import { route } from '#lib/action.ts';
import { refusalMessages } from '#lib/documents/document-kind.ts';
import { failure } from '#lib/domain/result.ts';
import { ARRIVAL_PART_BYTES } from '#lib/intake/arrivals/arrival-parts.ts';
import { keepArchivePart } from '#lib/intake/arrivals/receive-archive.ts';
import { readUpload } from '#lib/intake/read-upload.ts';
import { uploadRoom } from '#lib/intake/upload-room.ts';

const params = z.object({ arrival: z.uuid(), part: z.coerce.number().int().min(0).max(1_000) });

/** Takes a part of a ZIP file, sent as the request's body. Answers with how many bytes have come; or with the item, where it was an office file. */
export const POST = route({ permission: 'documents.add', params }, async ({ scope, request, params }) => {
  const giveBack = uploadRoom.take(scope.actor.userId, ARRIVAL_PART_BYTES);
  if (!giveBack) return failure('busy', refusalMessages.busy);
  try {
    const upload = await readUpload(request.body, ARRIVAL_PART_BYTES);
    if (!upload.ok) return upload;
    const { arrival: arrivalId, part: number } = params;
    return await keepArchivePart(scope, { arrivalId, number, bytes: upload.value.bytes });
  } finally {
    giveBack();
  }
});
