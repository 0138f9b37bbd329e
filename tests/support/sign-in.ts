import { type APIRequestContext, request } from '@playwright/test';
import { demoPassword } from '#lib/team/demo.ts';

export const demoEmails = {
  ADMIN: 'admin@intray.example',
  BOOKKEEPER: 'bookkeeper@intray.example',
  SUBMITTER: 'submitter@intray.example',
} as const;

export type DemoRole = keyof typeof demoEmails;

/** Signs in as the sign-in page does; the context (or a page's `page.request`) keeps the session. */
export async function signInAs(request: APIRequestContext, role: DemoRole): Promise<void> {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  const answer = await request.post('/api/auth/callback/credentials', {
    form: { csrfToken, email: demoEmails[role], password: demoPassword, json: 'true' },
  });
  if (!answer.ok()) throw new Error(`Could not sign in as ${role}: ${answer.status()} ${await answer.text()}`);
}

type Session = Awaited<ReturnType<APIRequestContext['storageState']>>;
const sessions = new Map<DemoRole, Promise<Session>>();

/** The session of a demo person, for browsers to begin with: each signs in once, since no session ends another. */
export function sessionOf(role: DemoRole): Promise<Session> {
  const session = sessions.get(role) ?? signedIn(role);
  sessions.set(role, session);
  return session;
}

async function signedIn(role: DemoRole): Promise<Session> {
  const context = await request.newContext({ baseURL: process.env.INTRAY_E2E_URL });
  await signInAs(context, role);
  const session = await context.storageState();
  await context.dispose();
  return session;
}
