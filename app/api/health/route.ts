import { health } from '#lib/operations/health.ts';
import { stopping } from '#lib/operations/stop-web.ts';

export const dynamic = 'force-dynamic';

/** For load balancers and monitors: 200 when people can work, else 503, and which part fails, or that this server stops. */
export async function GET(): Promise<Response> {
  const { isWell, parts } = await health(new Date());
  const status = stopping.aborted ? 'stopping' : isWell ? 'ok' : 'failing';
  return Response.json(
    { status, ...parts },
    { status: status === 'ok' ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}
