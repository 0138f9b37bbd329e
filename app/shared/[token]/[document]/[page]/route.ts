import { sharedLimit } from '#lib/account/account-limits.ts';
import { FIRST_WIDTH_PX, pictureMimeType } from '#lib/documents/document-kind.ts';
import { pageImage } from '#lib/documents/page-image.ts';
import { sharedDocument } from '#lib/inbox/shares/find-share.ts';
import { readShared, sharedPage } from '../../read-shared.ts';

/** A page, from 1, of a document that a link shows, as a picture drawn here. */
export async function GET(request: Request, { params }: RouteContext<'/shared/[token]/[document]/[page]'>) {
  const asked = await readShared(request, await params, sharedLimit, sharedPage);
  if (asked instanceof Response) return asked;
  const document = await sharedDocument(asked.token, asked.document);
  if (!document || asked.page > document.pageCount) return new Response(null, { status: 404 });
  const image = await pageImage(document, asked.page - 1, FIRST_WIDTH_PX, { for: document.businessId });
  if (!image.ok) return new Response(null, { status: image.error.code === 'busy' ? 503 : 422 });
  return new Response(new Uint8Array(image.value), {
    headers: {
      'Content-Type': pictureMimeType(image.value) ?? 'application/octet-stream',
      'Cache-Control': 'private, max-age=600',
      'X-Robots-Tag': 'noindex',
    },
  });
}
