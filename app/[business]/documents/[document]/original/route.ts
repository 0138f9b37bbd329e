import { create as contentDisposition } from 'content-disposition';
import { z } from 'zod';
import { route } from '#lib/action.ts';
import { servedType } from '#lib/documents/document-kind.ts';
import { findDocument } from '#lib/intake/find-document.ts';
import { storage } from '#lib/storage/open-storage.ts';

/** The original, byte for byte as it came; `?download` saves it instead of showing it. */
export const GET = route(
  { permission: 'items.see', params: z.object({ document: z.uuid() }) },
  async ({ scope, request, params }) => {
    const document = await findDocument(scope, params.document);
    if (!document) return new Response(null, { status: 404 });
    const isDownload = new URL(request.url).searchParams.has('download');
    const etag = `"${document.sha256}"`;
    const headers = {
      'Content-Type': servedType(document.mimeType),
      'Content-Disposition': contentDisposition(document.fileName, { type: isDownload ? 'attachment' : 'inline' }),
      'Cache-Control': 'private, max-age=31536000, immutable',
      ETag: etag,
    };
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
    return new Response(new Uint8Array(await storage().get(document.storageKey)), { headers });
  },
);
