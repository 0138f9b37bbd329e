import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { holdsToken } from '#lib/domain/paths.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { wrongHost, wrongHostPage } from '#lib/operations/wrong-host.ts';
import { contentSecurityPolicy, originalDocumentPolicy, securityHeaders } from '#lib/security-headers.ts';

/** Runs before every page, action and route handler: tells them the address asked for, and guards the answer. */
export function proxy(request: NextRequest): NextResponse {
  const host = isForPeople(request) ? wrongHost(request.headers, env().APP_URL) : null;
  if (host !== null) return sentAway(host);
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy({ nonce, isDevelopment: env().NODE_ENV === 'development' });
  const headers = new Headers(request.headers);
  headers.set('x-business', businessAskedFor(request));
  headers.set('x-path', pathAskedFor(request));
  headers.set('x-nonce', nonce);
  // Next.js reads the nonce for its own scripts from here.
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  const isOriginal = /^\/[^/]+\/documents\/[^/]+\/original$/.test(request.nextUrl.pathname);
  response.headers.set('Content-Security-Policy', isOriginal ? originalDocumentPolicy : policy);
  const ours = securityHeaders(env().APP_URL, { isAddressSecret: holdsToken(request.nextUrl) });
  for (const [name, value] of Object.entries(ours)) response.headers.set(name, value);
  return response;
}

/** Pages and their forms. Monitors and programs may come by any name. */
function isForPeople({ nextUrl, headers }: NextRequest): boolean {
  if (nextUrl.pathname.startsWith('/api/') || headers.has('x-action-forwarded')) return false;
  return headers.has('next-action') || (headers.get('accept') ?? '').includes('text/html');
}

function sentAway(host: string): NextResponse {
  const { APP_URL } = env();
  log.warn({ host, appUrl: APP_URL }, 'asked by a host that is not that of APP_URL: is it set right, and passed on?');
  return new NextResponse(wrongHostPage(host, APP_URL), {
    status: 421,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...securityHeaders(APP_URL) },
  });
}

/**
 * The business whose page an action was posted to: the address's first segment, whatever the client sent. Next.js
 * sends an action on to itself when another page's bundle holds it, at the bare path `/[business]/…`; then the first
 * pass's answer holds. (Claiming that falsely gains nothing: it is like posting to the other business's page, and
 * membership is checked either way.)
 */
function businessAskedFor(request: NextRequest): string {
  if (request.headers.has('x-action-forwarded')) return request.headers.get('x-business') ?? '';
  return request.nextUrl.pathname.split('/')[1] ?? '';
}

/** Where to return to after signing in. */
function pathAskedFor(request: NextRequest): string {
  const url = request.nextUrl.clone();
  url.searchParams.delete('_rsc');
  return url.pathname + url.search;
}

export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico|icon.svg|apple-touch-icon.png).*)'] };
