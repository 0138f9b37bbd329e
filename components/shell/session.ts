import { forgetTyping } from '#components/ui/kept-typing.ts';
import { tellSessionChanged } from '#components/ui/sessions-of-browser.ts';

/*
 * How a browser begins and ends its session: the requests that next-auth's own browser library would make (its REST API:
 * a token against forged requests, then a form), without the rest of it, which weighs more than a page of ours.
 */

/** What next-auth says went wrong, for `signInProblem`; null when the session has begun. */
export async function signIn(typed: { email: string; password: string }): Promise<string | null> {
  return comeIn('credentials', typed);
}

/** Its second step, with a code of the phone or a recovery code. */
export async function signInWithCode(code: string): Promise<string | null> {
  return comeIn('second-factor', { code });
}

/** With what a passkey's device has answered. */
export async function signInWithPasskey(answer: object): Promise<string | null> {
  return comeIn('passkey', { answer: JSON.stringify(answer) });
}

/** With the password that links an account here to the one at the provider. */
export async function signInLinking(password: string): Promise<string | null> {
  return comeIn('provider-link', { password });
}

/** The same with what a passkey's device has answered. */
export async function signInLinkingByPasskey(answer: object): Promise<string | null> {
  return comeIn('provider-link', { answer: JSON.stringify(answer) });
}

async function comeIn(way: string, typed: Record<string, string>): Promise<string | null> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  try {
    const { isOk, url } = await post(`callback/${way}`, { ...typed, timeZone });
    const failed = new URL(url).searchParams.get('error') ?? (isOk ? null : 'unavailable');
    if (failed === null) tellSessionChanged();
    return failed;
  } catch {
    return 'unavailable';
  }
}

/** Ends the session and leads to the sign-in by a whole load, so that nothing seen stays in the tab's memory. */
export async function signOut(): Promise<void> {
  await signOutTo('/sign-in');
}

/** The same, leading elsewhere. */
export async function signOutTo(path: string): Promise<void> {
  await post('signout', {});
  forgetTyping();
  tellSessionChanged();
  window.location.assign(path);
}

/** The address that next-auth answers with tells how it went. */
async function post(path: string, fields: Record<string, string>): Promise<{ isOk: boolean; url: string }> {
  const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string };
  const body = new URLSearchParams({ ...fields, csrfToken, callbackUrl: window.location.href, json: 'true' });
  const answer = await fetch(`/api/auth/${path}`, { method: 'POST', body });
  return { isOk: answer.ok, url: ((await answer.json()) as { url: string }).url };
}
