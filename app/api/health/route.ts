import { health } from '#lib/operations/health.ts';

export const dynamic = 'force-dynamic';

/** For load balancers and monitors: 200 when people can work, else 503, and which part fails. */
export async function GET(): Promise<Response> {
  const { isWell, parts } = await health(new Date());
  return Response.json(
    { status: isWell ? 'ok' : 'failing', ...parts },
    { status: isWell ? 200 : 503, headers: { 'Cache-Control': 'no-store' } },
  );
}
