import { z } from 'zod';
import { route } from '#lib/action.ts';
import { pageWords } from '#lib/inbox/page-words.ts';

const params = z.object({ document: z.uuid(), page: z.coerce.number().int().min(1) });

/** The words of a page, from 1, with their places, row by row. */
export const GET = route({ permission: 'items.see', params }, async ({ scope, params }) => {
  const words = await pageWords(scope, { documentId: params.document, page: params.page - 1 });
  if (!words) return new Response(null, { status: 404 });
  return Response.json(words, { headers: { 'Cache-Control': 'private, no-store' } });
});
