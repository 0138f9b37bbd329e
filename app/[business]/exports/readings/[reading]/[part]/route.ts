import { z } from 'zod';
import { route } from '#lib/action.ts';
import { keepPart } from '#lib/business-file/reading/list-readings.ts';
import { refusalMessages } from '#lib/documents/document-kind.ts';
import { PART_BYTES } from '#lib/domain/business-file/business-file.ts';
import { failure } from '#lib/domain/result.ts';
import { readUpload } from '#lib/intake/read-upload.ts';
import { uploadRoom } from '#lib/intake/upload-room.ts';

const params = z.object({ reading: z.uuid(), part: z.coerce.number().int().min(0).max(1_000_000) });

/** Takes a part of a file that is read back in, sent as the request's body. Answers with how many bytes have come. */
export const POST = route({ permission: 'business.manage', params }, async ({ scope, request, params }) => {
  const giveBack = uploadRoom.take(scope.actor.userId, PART_BYTES);
  if (!giveBack) return failure('busy', refusalMessages.busy);
  try {
    const upload = await readUpload(request.body, PART_BYTES);
    if (!upload.ok) return upload;
    return await keepPart(scope, { readingId: params.reading, number: params.part, bytes: upload.value.bytes });
  } finally {
    giveBack();
  }
});
