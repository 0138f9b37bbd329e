import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '#lib/env.ts';
import { metrics } from '#lib/operations/metrics.ts';

export const dynamic = 'force-dynamic';

/** For Prometheus, with METRICS_TOKEN as bearer token. Without that setting there is no such page. */
export async function GET(request: Request): Promise<Response> {
  const token = env().METRICS_TOKEN;
  if (!token) return new Response('Not found', { status: 404 });
  if (!isSame(request.headers.get('authorization') ?? '', `Bearer ${token}`)) {
    return new Response('Unauthorized', { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } });
  }
  const { contentType, text } = await metrics(new Date());
  return new Response(text, { headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' } });
}

/** Compares in a time that tells nothing about either text. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
