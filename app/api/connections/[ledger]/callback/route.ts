import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { NextResponse } from 'next/server';
import { requireUser } from '#lib/access.ts';
import { businessesOf } from '#lib/authorise.ts';
import { attemptCookie } from '#lib/connecting/attempt-cookie.ts';
import { type ConsentOutcome, returnFromLedger } from '#lib/connecting/return-from-ledger.ts';
import { connectionPaths } from '#lib/domain/paths.ts';
import { env } from '#lib/env.ts';
import { isLedgerName, type LedgerName } from '#lib/ledger/ledgers.ts';

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
  const outcome = await returnFromLedger({
    userId: user.id,
    ledger,
    query: new URL(request.url).searchParams,
    browserSecret: (attemptId) => jar.get(attemptCookie(attemptId).name)?.value ?? null,
  });
  // A redirect at once, so that the code does not stay in the browser's address bar.
  const response = NextResponse.redirect(`${env().APP_URL}${await pathOf(outcome, ledger, user.id)}`, 303);
  if ('attemptId' in outcome && outcome.attemptId) {
    const { name, options } = attemptCookie(outcome.attemptId);
    response.cookies.set(name, '', { ...options, maxAge: 0 });
  }
  return response;
}

async function pathOf(outcome: ConsentOutcome, ledger: LedgerName, userId: string): Promise<string> {
  const slug = outcome.slug ?? (await businessesOf(userId))[0]?.slug;
  if (!slug) return '/';
  const paths = connectionPaths(slug);
  switch (outcome.step) {
    case 'choose':
      return paths.organisation(ledger, outcome.attemptId);
    case 'problem':
      return paths.problem(ledger, outcome.problem);
    case 'forbidden':
      return paths.root;
  }
}
