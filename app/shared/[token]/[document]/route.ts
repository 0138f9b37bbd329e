import { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import { sharedLimit } from '#lib/account/account-limits.ts';
import { servedType } from '#lib/documents/document-kind.ts';
import { fileOf, sharedDocument } from '#lib/inbox/shares/find-share.ts';
import { storage } from '#lib/storage/open-storage.ts';
import { readShared, sharedPage } from '../read-shared.ts';

/** A document that a link shows, as it came, or those pages of it that are shown: saved, never shown as a page of ours. */
export async function GET(request: Request, { params }: RouteContext<'/shared/[token]/[document]'>) {
  const asked = await readShared(request, await params, sharedLimit, sharedPage);
  if (asked instanceof Response) return asked;
  const document = await sharedDocument(asked.token, asked.document);
  if (!document) return new Response(null, { status: 404 });
  if (document.areAll) {
    const parts = Readable.from(storage().parts(document.storageKey));
    return new Response(Readable.toWeb(parts) as ReadableStream<Uint8Array>, { headers: headersOf(document) });
  }
  const file = await fileOf(document, document.pages);
  return new Response(new Uint8Array(file.bytes), { headers: headersOf(file) });
}

const headersOf = ({ fileName, mimeType }: { fileName: string; mimeType: string }) => ({
  'Content-Type': servedType(mimeType),
  'Content-Disposition': contentDisposition(fileName),
  'Cache-Control': 'private, no-store',
  'X-Robots-Tag': 'noindex',
});
