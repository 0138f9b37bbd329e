import { z } from 'zod';
import { route } from '#lib/action.ts';
import { pictureMimeType } from '#lib/documents/document-kind.ts';
import { DRAWING_VERSION, pageImage } from '#lib/documents/page-image.ts';
import { findDocument } from '#lib/intake/find-document.ts';

const params = z.object({ document: z.uuid(), page: z.coerce.number().int().min(1) });
const width = z.coerce.number().int().min(1).max(10_000).catch(1200);

/** A page, from 1, as a picture of about the width `?w=` in pixels. */
export const GET = route({ permission: 'items.see', params }, async ({ scope, request, params }) => {
  const document = await findDocument(scope, params.document);
  if (!document || params.page > document.pageCount) return new Response(null, { status: 404 });
  const widthPx = width.parse(new URL(request.url).searchParams.get('w') ?? undefined);
  const etag = `"${document.sha256}-${DRAWING_VERSION}-${params.page}-${widthPx}"`;
  // Membership can end, so the picture stays with the browser that was allowed to see it.
  const headers = { 'Cache-Control': 'private, max-age=31536000, immutable', ETag: etag };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const image = await pageImage(document, params.page - 1, widthPx, { for: scope.actor.userId });
  if (!image.ok) return image;
  const contentType = pictureMimeType(image.value) ?? 'application/octet-stream';
  return new Response(new Uint8Array(image.value), { headers: { ...headers, 'Content-Type': contentType } });
});
