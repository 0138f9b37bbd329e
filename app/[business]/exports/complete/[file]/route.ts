import { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import { z } from 'zod';
import { requestOrigin } from '#lib/access.ts';
import { route } from '#lib/action.ts';
import { businessFile } from '#lib/business-file/list-business-files.ts';

/** A complete export of the business, from the storage. */
export const GET = route(
  { permission: 'business.manage', params: z.object({ file: z.uuid() }) },
  async ({ scope, params }) => {
    const file = await businessFile(scope, params.file, await requestOrigin());
    if (!file) return new Response(null, { status: 404 });
    return new Response(Readable.toWeb(Readable.from(file.parts)) as ReadableStream<Uint8Array>, {
      headers: {
        'Content-Type': file.mimeType,
        'Content-Length': String(file.byteSize),
        'Content-Disposition': contentDisposition(file.fileName),
        'Cache-Control': 'no-store',
      },
    });
  },
);
