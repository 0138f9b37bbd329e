import type { BrowserSession, User } from '../identity/records.ts';
import type { Sandbox } from '../sandbox.ts';
import { type Answer, page, redirect } from '../server/answer.ts';
import { formOf, type Request } from '../server/request.ts';
import { encoded } from './address.ts';
import { html } from './html.ts';
import { bare } from './layout.ts';

const COOKIE = 'xero-sandbox';

export interface SignedIn {
  user: User;
  session: BrowserSession;
}

/** Who is signed in to the sandbox's website in this browser. */
export function signedIn(sandbox: Sandbox, request: Request): SignedIn | undefined {
  const session = sandbox.sessions.get(request.cookies[COOKIE]);
  const user = session && sandbox.users.get(session.userId);
  return session && user ? { session, user } : undefined;
}

/** GET /identity/user/login */
export function showSignIn(sandbox: Sandbox, request: Request): Answer {
  return signInPage(sandbox, request.query.get('return') ?? '/');
}

/** The sign-in page, which goes on to `returnTo` afterwards. */
export function signInPage(sandbox: Sandbox, returnTo: string, problem?: string, email = ''): Answer {
  const users = sandbox.users.all().sort((a, b) => a.email.localeCompare(b.email));
  return page(
    bare(
      'Sign in',
      html`
        <h1>Log in</h1>
        ${problem && html`<p class="problem" role="alert">${problem}</p>`}
        <form method="post" action="/identity/user/login" class="stack">
          <input type="hidden" name="return" value="${returnTo}">
          <label>Email address <input type="email" name="email" value="${email}" autocomplete="username" required></label>
          <label>Password <input type="password" name="password" autocomplete="current-password" required></label>
          <button class="primary">Log in</button>
        </form>
        <h2>Demo people</h2>
        <p class="quiet">Pick one, or type the address with its password.</p>
        <ul class="people">
          ${users.map(
            (user) => html`
              <li>
                <form method="post" action="/identity/user/login">
                  <input type="hidden" name="return" value="${returnTo}">
                  <input type="hidden" name="email" value="${user.email}">
                  <input type="hidden" name="password" value="${user.password}">
                  <button><strong>${user.givenName} ${user.familyName}</strong> <span>${user.email}</span>
                    <span class="quiet">${rolesOf(sandbox, user)} · password <code>${user.password}</code></span></button>
                </form>
              </li>`,
          )}
        </ul>`,
    ),
    problem ? 422 : 200,
  );
}

/** POST /identity/user/login */
export function signIn(sandbox: Sandbox, request: Request): Answer {
  const form = formOf(request);
  const email = form.get('email') ?? '';
  const returnTo = safeReturn(form.get('return'));
  const user = sandbox.users.find('email', email.trim().toLowerCase())[0];
  if (!user || user.password !== form.get('password')) {
    return signInPage(sandbox, returnTo, 'The email or password is not right.', email);
  }
  const session = sandbox.store.transact(() =>
    sandbox.sessions.put({ id: crypto.randomUUID(), userId: user.id, signedInAt: Date.now() }),
  );
  return redirect(returnTo, { 'set-cookie': `${COOKIE}=${session.id}; Path=/; HttpOnly; SameSite=Lax` });
}

/** POST /identity/user/logout */
export function signOut(sandbox: Sandbox, request: Request): Answer {
  const id = request.cookies[COOKIE];
  if (id) sandbox.store.transact(() => sandbox.sessions.delete(id));
  return redirect(safeReturn(formOf(request).get('return')), {
    'set-cookie': `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`,
  });
}

/** Only addresses of this site, so that a crafted link leads nowhere else. */
function safeReturn(address: string | null): string {
  return address && /^\/(?![/\\])/.test(address) ? encoded(address) : '/';
}

function rolesOf(sandbox: Sandbox, user: User): string {
  const roles = new Set(
    sandbox.organisations
      .all()
      .flatMap((organisation) => organisation.members.filter((member) => member.userId === user.id))
      .map((member) => ROLE_WORDS[member.role]),
  );
  return [...roles].join(', ') || 'No organisation';
}

export const ROLE_WORDS = {
  READONLY: 'Read only',
  INVOICEONLY: 'Invoice only',
  STANDARD: 'Standard',
  FINANCIALADVISER: 'Adviser',
} as const;
