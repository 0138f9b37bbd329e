import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { NextResponse } from 'next/server';
import { businessesOf, requireUser } from '#lib/access.ts';
import { attemptCookie } from '#lib/connecting/attempt-cookie.ts';
import { type Arrival, returnFromLedger } from '#lib/connecting/return-from-ledger.ts';
import { connectionPaths } from '#lib/domain/paths.ts';
import { env } from '#lib/env.ts';
import type { LedgerName } from '#lib/ledger/ledger.ts';
import { isLedgerName } from '#lib/ledger/ledgers.ts';

/**
 * Where the ledger sends people back to, whether they allowed access or not. The business is the one that the state
 * was made for; membership and role are checked for it before anything is done.
 */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/connections/[ledger]/callback'>,
): Promise<Response> {
  const { ledger } = await params;
  if (!isLedgerName(ledger)) notFound();
  const user = await requireUser();
  const jar = await cookies();
  const arrival = await returnFromLedger({
    userId: user.id,
    ledger,
    query: new URL(request.url).searchParams,
    browserSecret: (attemptId) => jar.get(attemptCookie(attemptId).name)?.value ?? null,
  });
  // A redirect at once, so that the code does not stay in the browser's address bar.
  const response = NextResponse.redirect(`${env().APP_URL}${await pathOf(arrival, ledger, user.id)}`, 303);
  if ('attemptId' in arrival && arrival.attemptId) {
    const { name, options } = attemptCookie(arrival.attemptId);
    response.cookies.set(name, '', { ...options, maxAge: 0 });
  }
  return response;
}

async function pathOf(arrival: Arrival, ledger: LedgerName, userId: string): Promise<string> {
  const slug = arrival.slug ?? (await businessesOf(userId))[0]?.slug;
  if (!slug) return '/';
  const paths = connectionPaths(slug);
  switch (arrival.step) {
    case 'choose':
      return paths.organisation(ledger, arrival.attemptId);
    case 'problem':
      return paths.problem(ledger, arrival.problem);
    case 'forbidden':
      return paths.root;
  }
}
