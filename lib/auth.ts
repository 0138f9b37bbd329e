import { randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import type { NextAuthOptions } from 'next-auth';
import { getServerSession } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { cache } from 'react';
import { z } from 'zod';
import { keepTimeZone } from './account/profile.ts';
import { beginSession, type LiveSession, liveSession, type SignedIn, signOutOf } from './account/sessions.ts';
import { type SignInProblem, signIn } from './account/sign-in.ts';
import { fail, ok, type Result } from './domain/result.ts';
import { env } from './env.ts';
import type { RequestOrigin } from './events/record-audit.ts';
import { log } from './log.ts';
import { newToken } from './token.ts';

declare module 'next-auth' {
  interface Session {
    sessionId?: string;
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    sessionId?: string;
  }
}

/** Browsers keep no cookie for longer. Whether its session still lives is said by the row that it names. */
const COOKIE_SECONDS = 400 * 24 * 60 * 60;

const isSecure = () => env().APP_URL.startsWith('https:');
const cookieName = (name: string) => (isSecure() ? `__Host-${name}` : name);
const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() }) as const;

/**
 * A session is a row; its cookie, signed and encrypted, names it. Whether it still lives, and what the person may do, is
 * read from the database at each request (`currentSession`, access.ts).
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: COOKIE_SECONDS },
    jwt: { maxAge: COOKIE_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    useSecureCookies: isSecure(),
    cookies: { sessionToken: { name: cookieName('intray-session'), options: cookieOptions() } },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {}, timeZone: {} },
        // The address that lib/operations/true-client-address.ts has left there.
        authorize: (typed, { headers }) => {
          const from = { address: headers?.['x-forwarded-for'] ?? 'unknown', device: headers?.['user-agent'] ?? '' };
          return answerForCookie(() => signIn({ email: typed?.email, password: typed?.password, ...from }), {
            from,
            timeZone: typed?.timeZone,
          });
        },
      }),
    ],
    callbacks: {
      // The id that `authorize` gave is the session's.
      jwt: ({ token, user }) => ({ sessionId: user?.id ?? token.sessionId }),
      // Our own pages know where to go next; the address that a request names is not looked at.
      redirect: ({ baseUrl }) => baseUrl,
      session: ({ session: { expires }, token }) => ({ expires, sessionId: token.sessionId }),
    },
    events: {
      signOut: async ({ token }) => {
        const id = sessionIdOf(token.sessionId);
        if (id) await signOutOf(id);
      },
    },
  };
}

/** A cookie from before sessions were rows names none. */
const sessionIdOf = (named: unknown): string | null => z.uuid().safeParse(named).data ?? null;

/**
 * Asks `check` who comes, and begins their session; its id is what next-auth puts into the cookie. next-auth puts an
 * error's text into the address of the page that tells it: nothing but our own codes may get there.
 */
async function answerForCookie(
  check: () => Promise<Result<SignedIn, SignInProblem>>,
  asker: Asker,
): Promise<{ id: string }> {
  const begun = await check()
    .then((answer) => (answer.ok ? begin(answer.value, asker) : answer))
    .catch((error: unknown) => {
      const reference = randomBytes(4).toString('hex');
      log.error({ err: error, reference }, 'sign-in failed');
      throw new Error(`unexpected:${reference}`);
    });
  // sign-in-problem.ts reads it there.
  if (!begun.ok) throw new Error([begun.error.code, begun.error.waitSeconds].filter(Boolean).join(':'));
  return begun.value;
}

/** Where a sign-in comes from; the time zone is what the browser says. */
type Asker = { from: RequestOrigin; timeZone: unknown };

async function begin(signedIn: SignedIn, { from, timeZone }: Asker): Promise<Result<{ id: string }, SignInProblem>> {
  const session = await beginSession(signedIn, from, await deviceToken());
  if (!session) return fail({ code: 'credentialsWrong' });
  await keepTimeZone(signedIn.userId, timeZone);
  return ok({ id: session.id });
}

/** The cookie by which this browser is known again, given to it now if it has none. */
async function deviceToken(): Promise<string> {
  const jar = await cookies();
  const name = cookieName('intray-device');
  const known = z.string().min(40).max(60).safeParse(jar.get(name)?.value).data;
  const token = known ?? newToken();
  jar.set(name, token, { ...cookieOptions(), maxAge: COOKIE_SECONDS });
  return token;
}

/** The session that the request's cookie names, with its person; null when there is none or it has ended. */
export const currentSession = cache(async (): Promise<LiveSession | null> => {
  const id = sessionIdOf((await getServerSession(authOptions()))?.sessionId);
  return id ? liveSession(id) : null;
});
