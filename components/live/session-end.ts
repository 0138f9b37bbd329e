/**
 * Why the server tells this page nothing more: nobody is signed in, whoever is has no place in the business, or their
 * role does not reach so far.
 */
export type SessionEnd = 'signedOut' | 'notMember' | 'forbidden';

const ends: Record<number, SessionEnd> = { 401: 'signedOut', 404: 'notMember', 403: 'forbidden' };

/** Asks for the events as the page does, since a browser does not say why it was refused. Null while one may have them. */
export async function sessionEnd(path: string): Promise<SessionEnd | null> {
  const asked = new AbortController();
  try {
    const { status } = await fetch(path, { signal: asked.signal, cache: 'no-store', redirect: 'manual' });
    return ends[status] ?? null;
  } catch {
    return null;
  } finally {
    asked.abort();
  }
}
