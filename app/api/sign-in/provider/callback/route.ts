import { NextResponse } from 'next/server';
import { requestOrigin } from '#lib/access.ts';
import { type ProviderOutcome, returnFromProvider } from '#lib/account/provider/sign-in-by-provider.ts';
import { beginInBrowser, currentSession, keepStep, stepToken } from '#lib/auth.ts';
import { ownPath } from '#lib/domain/own-path.ts';
import { providerLinkingPath, signInStepPath } from '#lib/domain/paths.ts';
import { env } from '#lib/env.ts';

/** Where the provider sends people back to, signed in there or not. The state and this browser's cookie say which visit it is. */
export async function GET(request: Request): Promise<Response> {
  const outcome = await returnFromProvider(
    await stepToken('provider'),
    new URL(request.url).searchParams,
    await requestOrigin(),
    await currentSession(),
  );
  // A redirect at once, so that the code does not stay in the browser's address bar.
  return NextResponse.redirect(`${env().APP_URL}${await pathOf(outcome)}`, 303);
}

async function pathOf(outcome: ProviderOutcome): Promise<string> {
  if (outcome.step === 'problem') return signInStepPath({ problem: outcome.problem });
  if (outcome.step === 'linking') return providerLinkingPath(outcome.outcome);
  const callbackUrl = ownPath(outcome.returnTo);
  if (outcome.step === 'confirm') {
    await keepStep('providerLink', outcome.token);
    return signInStepPath({ step: 'link', callbackUrl });
  }
  const begun = await beginInBrowser(outcome.signedIn, await requestOrigin());
  if (begun.ok) return callbackUrl;
  return begun.error.code === 'secondFactorNeeded'
    ? signInStepPath({ step: 'code', callbackUrl })
    : signInStepPath({ problem: 'providerUnknown' });
}
