import { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import { sharedLimit } from '#lib/account/account-limits.ts';
import { sharedArchive } from '#lib/inbox/shares/find-share.ts';
import { readShared, sharedLink } from '../read-shared.ts';

/** All documents that a link shows, as they came, in one ZIP file. */
export async function GET(request: Request, { params }: RouteContext<'/shared/[token]/all'>) {
  const asked = await readShared(request, await params, sharedLimit, sharedLink);
  if (asked instanceof Response) return asked;
  const archive = await sharedArchive(asked.token);
  if (!archive) return new Response(null, { status: 404 });
  return new Response(Readable.toWeb(Readable.from(archive.parts)) as ReadableStream<Uint8Array>, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': contentDisposition(archive.fileName),
      'Cache-Control': 'private, no-store',
      'X-Robots-Tag': 'noindex',
    },
  });
}
