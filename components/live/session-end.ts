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
