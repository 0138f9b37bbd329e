import NextAuth from 'next-auth';
import { authOptions, currentSession } from '#lib/auth.ts';

type Context = { params: Promise<{ nextauth: string[] }> };

const handler: (request: Request, context: Context) => Promise<Response> = NextAuth(authOptions());

/**
 * next-auth itself believes every cookie that we signed; one whose session has ended is answered as none. Forms only,
 * as our pages send them: what JSON can hold beside texts next-auth takes for texts.
 */
async function guarded(request: Request, context: Context): Promise<Response> {
  if (request.method === 'POST' && request.headers.get('content-type')?.includes('json')) {
    return Response.json({ error: 'Send a form.' }, { status: 415 });
  }
  const [asked] = (await context.params).nextauth;
  // There anybody could write into our log.
  if (asked === '_log') return new Response(null, { status: 404 });
  if (asked === 'session' && !(await currentSession())) {
    return Response.json({}, { headers: { 'Cache-Control': 'private, no-store' } });
  }
  return handler(request, context);
}

export { guarded as GET, guarded as POST };
