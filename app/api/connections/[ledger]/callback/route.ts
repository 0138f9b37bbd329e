import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { NextResponse } from 'next/server';
import { currentIdentity } from '#lib/access.ts';
import { businessesOf } from '#lib/authorise.ts';
import { attemptCookie } from '#lib/connecting/attempt-cookie.ts';
import { openReturn, returnCookie, sealReturn } from '#lib/connecting/return-cookie.ts';
import { type ConsentOutcome, returnFromLedger } from '#lib/connecting/return-from-ledger.ts';
import { connectionPaths, signInPath } from '#lib/domain/paths.ts';
import { env } from '#lib/env.ts';
import { isLedgerName, type LedgerName } from '#lib/ledger/ledgers.ts';
import { log } from '#lib/log.ts';

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
  const identity = await currentIdentity();
  const asked = new URL(request.url).searchParams;
  if (!identity) return signInFirst(ledger, asked);
  const jar = await cookies();
  const kept = returnCookie(ledger);
  const outcome = await returnFromLedger({
    identity,
    ledger,
    query: asked.size > 0 ? asked : openReturn(ledger, jar.get(kept.name)?.value),
    browserSecret: (attemptId) => jar.get(attemptCookie(attemptId).name)?.value ?? null,
  });
  // A redirect at once, so that the code does not stay in the browser's address bar.
  const response = leadTo(await pathOf(outcome, ledger, identity.userId));
  response.cookies.set(kept.name, '', { ...kept.options, maxAge: 0 });
  if ('attemptId' in outcome && outcome.attemptId) {
    const { name, options } = attemptCookie(outcome.attemptId);
    response.cookies.set(name, '', { ...options, maxAge: 0 });
  }
  return response;
}

const leadTo = (path: string) => NextResponse.redirect(`${env().APP_URL}${path}`, 303);

/** Back here once signed in, with what the ledger sent in a sealed cookie and not in the address. */
function signInFirst(ledger: LedgerName, query: URLSearchParams): NextResponse {
  log.warn({ ledger }, 'came back from the ledger signed out');
  const response = leadTo(signInPath(`/api/connections/${ledger}/callback`));
  const sealed = sealReturn(ledger, query);
  const { name, options } = returnCookie(ledger);
  if (sealed) response.cookies.set(name, sealed, options);
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
