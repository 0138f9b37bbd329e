import type { App, User } from '../../identity/records.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { Organisation } from '../organisations/record.ts';
import type { ApiCall } from './context.ts';

/** Stands for the website where an app is asked for. */
const WEBSITE: App = { id: '', secret: '', name: 'the website', redirectUris: [], tier: 'core', callsPerMinute: 0 };

/** A call that no app makes: of a person on the website, or of the seeds. It obeys the same rules. */
export function internalCall(
  sandbox: Sandbox,
  organisation: Organisation,
  user: User,
  now = sandbox.clock.now(),
): ApiCall {
  return {
    sandbox,
    app: WEBSITE,
    user,
    role: organisation.members.find((member) => member.userId === user.id)?.role ?? 'READONLY',
    organisation,
    books: sandbox.books(organisation.id),
    request: {
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {},
      cookies: {},
      body: Buffer.alloc(0),
      receivedAt: Date.now(),
    },
    params: {},
    now,
  };
}
