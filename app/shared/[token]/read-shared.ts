import { z } from 'zod';
import type { sharedLimit } from '#lib/account/account-limits.ts';
import { linkToken } from '#lib/token.ts';

/** What is asked for of a link: all of it, or a page of one of its documents. */
export const sharedLink = z.object({ token: linkToken });
export const sharedPage = sharedLink.extend({
  document: z.uuid(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** What is asked for, or the answer to one that asks too often or for nothing. */
export async function readShared<S extends z.ZodType>(
  request: Request,
  params: unknown,
  limit: typeof sharedLimit,
  schema: S,
): Promise<z.output<S> | Response> {
  const wait = await limit.count({ address: request.headers.get('x-forwarded-for') ?? 'unknown' });
  if (wait !== null) return new Response(null, { status: 429, headers: { 'Retry-After': String(wait) } });
  const read = schema.safeParse(params);
  return read.success ? read.data : new Response(null, { status: 404 });
}
