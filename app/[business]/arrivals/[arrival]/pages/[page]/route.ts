import { z } from 'zod';
import { route } from '#lib/action.ts';
import { pictureMimeType } from '#lib/documents/document-kind.ts';
import { pageImage } from '#lib/documents/page-image.ts';
import { waitingDocument } from '#lib/intake/arrivals/decide-split.ts';

const params = z.object({ arrival: z.uuid(), page: z.coerce.number().int().min(1) });
const width = z.coerce.number().int().min(1).max(10_000).catch(200);

/** A page, from 1, of a document that waits to be split, as a picture of about the width `?w=` in pixels. */
export const GET = route({ permission: 'documents.add', params }, async ({ scope, request, params }) => {
  const document = await waitingDocument(scope, params.arrival);
  if (!document || params.page > document.pageCount) return new Response(null, { status: 404 });
  const widthPx = width.parse(new URL(request.url).searchParams.get('w') ?? undefined);
  const image = await pageImage(document, params.page - 1, widthPx, { for: scope.actor.userId });
  if (!image.ok) return image;
  const contentType = pictureMimeType(image.value) ?? 'application/octet-stream';
  const headers = { 'Cache-Control': 'private, max-age=86400, immutable', 'Content-Type': contentType };
  return new Response(new Uint8Array(image.value), { headers });
});
