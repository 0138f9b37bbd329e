import { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import { sharedLimit } from '#lib/account/account-limits.ts';
import { sharedArchive, sharedFile } from '#lib/inbox/shares/find-share.ts';
import { readShared, sharedLink } from '../read-shared.ts';

/** The file that a link is of, or all documents that it shows, as they came, in one ZIP file. */
export async function GET(request: Request, { params }: RouteContext<'/shared/[token]/all'>) {
  const asked = await readShared(request, await params, sharedLimit, sharedLink);
  if (asked instanceof Response) return asked;
  const file = await sharedFile(asked.token);
  const found = file ?? (await sharedArchive(asked.token));
  if (!found) return new Response(null, { status: 404 });
  return new Response(Readable.toWeb(Readable.from(found.parts)) as ReadableStream<Uint8Array>, {
    headers: {
      'Content-Type': file?.mimeType ?? 'application/zip',
      'Content-Disposition': contentDisposition(found.fileName),
      'Cache-Control': 'private, no-store',
      'X-Robots-Tag': 'noindex',
    },
  });
}
