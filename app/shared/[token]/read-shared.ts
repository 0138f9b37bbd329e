import { z } from 'zod';
import type { sharedLimit } from '#lib/account/account-limits.ts';
import { linkToken } from '#lib/token.ts';

const sharedParams = z.object({
  token: linkToken,
  document: z.uuid(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** What is asked for, or the answer to one that asks too often or for nothing. */
export async function readShared(
  request: Request,
  params: unknown,
  limit: typeof sharedLimit,
): Promise<z.output<typeof sharedParams> | Response> {
  const wait = await limit.count({ address: request.headers.get('x-forwarded-for') ?? 'unknown' });
  if (wait !== null) return new Response(null, { status: 429, headers: { 'Retry-After': String(wait) } });
  const read = sharedParams.safeParse(params);
  return read.success ? read.data : new Response(null, { status: 404 });
}
