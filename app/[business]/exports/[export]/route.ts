import { Readable } from 'node:stream';
import { create as contentDisposition } from 'content-disposition';
import { z } from 'zod';
import { route } from '#lib/action.ts';
import { exportFile } from '#lib/inbox/export/list-exports.ts';

/** The file of an export, from the storage. */
export const GET = route(
  { permission: 'items.edit', params: z.object({ export: z.uuid() }) },
  async ({ scope, params }) => {
    const file = await exportFile(scope, params.export);
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
