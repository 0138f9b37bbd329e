import { sharedLimit } from '#lib/account/account-limits.ts';
import { FIRST_WIDTH_PX, pictureMimeType } from '#lib/documents/document-kind.ts';
import { pageImage } from '#lib/documents/page-image.ts';
import { turnedImage } from '#lib/documents/shown-file.ts';
import { sharedDocument } from '#lib/inbox/shares/find-share.ts';
import { readShared, sharedPage } from '../../read-shared.ts';

/** A page, from 1, of a document that a link shows, as a picture drawn here. */
export async function GET(request: Request, { params }: RouteContext<'/shared/[token]/[document]/[page]'>) {
  const asked = await readShared(request, await params, sharedLimit, sharedPage);
  if (asked instanceof Response) return asked;
  const document = await sharedDocument(asked.token, asked.document);
  const shown = document?.pages.find(({ page }) => page === asked.page);
  if (!document || !shown) return new Response(null, { status: 404 });
  const image = await pageImage(document, shown.page - 1, FIRST_WIDTH_PX, { for: document.businessId });
  if (!image.ok) return new Response(null, { status: image.error.code === 'busy' ? 503 : 422 });
  const picture = await turnedImage(image.value, shown.turn);
  return new Response(new Uint8Array(picture), {
    headers: {
      'Content-Type': pictureMimeType(picture) ?? 'application/octet-stream',
      'Cache-Control': 'private, max-age=600',
      'X-Robots-Tag': 'noindex',
    },
  });
}
