import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { route } from '#lib/action.ts';
import { refusalMessages } from '#lib/documents/document-kind.ts';
import { failure } from '#lib/domain/result.ts';
import { readUpload } from '#lib/intake/read-upload.ts';
import { uploadRoom } from '#lib/intake/upload-room.ts';
import { MAX_LOGO_BYTES, readLogo, setLogo, tooLarge } from '#lib/team/business-logo.ts';

/** The logo, by the id in `?v=`: another picture has another address. */
export const GET = route({ permission: 'items.see' }, async ({ scope, request }) => {
  const logoId = z.uuid().safeParse(new URL(request.url).searchParams.get('v'));
  const logo = logoId.success ? await readLogo(scope, logoId.data) : null;
  if (!logo) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(logo.bytes), {
    // Membership can end, so the picture stays with the browser that was allowed to see it.
    headers: { 'Content-Type': logo.mimeType, 'Cache-Control': 'private, max-age=31536000, immutable' },
  });
});

/** Takes the request's body for the logo. */
export const POST = route({ permission: 'business.manage' }, async ({ scope, request }) => {
  const giveBack = uploadRoom.take(scope.actor.userId, MAX_LOGO_BYTES);
  if (!giveBack) return failure('busy', refusalMessages.busy);
  try {
    const upload = await readUpload(request.body, MAX_LOGO_BYTES);
    if (!upload.ok) return upload.error.code === 'tooLarge' ? tooLarge : upload;
    return await setLogo(scope, upload.value.bytes, await requestOrigin());
  } finally {
    giveBack();
  }
});
