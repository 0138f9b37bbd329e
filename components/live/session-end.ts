/**
 * Why the server tells this page nothing more: nobody is signed in, whoever is has no place in the business, it is closed,
 * they have not shown the second factor that it asks for, or their role does not reach so far.
 */
export type SessionEnd = 'signedOut' | 'notMember' | 'closed' | 'oneFactor' | 'forbidden';

/** By the code of our own refusal (lib/authorise.ts): a proxy's 404 says nothing about anybody. */
const ends: Record<string, SessionEnd> = {
  signedOut: 'signedOut',
  businessUnknown: 'notMember',
  businessClosed: 'closed',
  secondFactorRequired: 'oneFactor',
  roleInsufficient: 'forbidden',
};

/** The same for pages in no business: the session has ended, or not. */
export async function ownSessionEnd(path = '/api/auth/session'): Promise<'signedOut' | null> {
  try {
    const answer = await fetch(path, { cache: 'no-store', redirect: 'manual' });
    if (!answer.ok) return null;
    const session: unknown = await answer.json();
    // A session that has ended is answered as none, by nothing in it.
    return session !== null && typeof session === 'object' && Object.keys(session).length === 0 ? 'signedOut' : null;
  } catch {
    return null;
  }
}

/** Asks for the events as the page does, since a browser does not say why it was refused. Null while one may have them. */
export async function sessionEnd(path: string): Promise<SessionEnd | null> {
  const asked = new AbortController();
  try {
    const answer = await fetch(path, { signal: asked.signal, cache: 'no-store', redirect: 'manual' });
    if (answer.ok) return null;
    const { error } = (await answer.json()) as { error?: { code?: string } };
    return ends[error?.code ?? ''] ?? null;
  } catch {
    return null;
  } finally {
    asked.abort();
  }
}
