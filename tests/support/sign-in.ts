import type { APIRequestContext } from '@playwright/test';
import { demoPassword } from '#lib/team/demo.ts';

export const demoEmails = {
  ADMIN: 'admin@intray.example',
  BOOKKEEPER: 'bookkeeper@intray.example',
  SUBMITTER: 'submitter@intray.example',
} as const;

/** Signs in as the sign-in page does; the context (or a page's `page.request`) keeps the session. */
export async function signInAs(request: APIRequestContext, role: keyof typeof demoEmails): Promise<void> {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  const answer = await request.post('/api/auth/callback/credentials', {
    form: { csrfToken, email: demoEmails[role], password: demoPassword, json: 'true' },
  });
  if (!answer.ok()) throw new Error(`Could not sign in as ${role}: ${answer.status()} ${await answer.text()}`);
}
