import { randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import type { NextAuthOptions } from 'next-auth';
import { getServerSession } from 'next-auth';
import { encode } from 'next-auth/jwt';
import CredentialsProvider from 'next-auth/providers/credentials';
import { cache } from 'react';
import { z } from 'zod';
import { nextAuthLog } from './account/next-auth-log.ts';
import { signInWithPasskey } from './account/passkeys/use-passkey.ts';
import { passwordsAreUsed } from './account/passwords-used.ts';
import { type StepKind, stepCookie } from './account/pending-step.ts';
import { keepTimeZone } from './account/profile.ts';
import { confirmLink } from './account/provider/sign-in-by-provider.ts';
import { beginSession, type LiveSession, liveSession, type SignedIn, signOutOf } from './account/sessions.ts';
import { signIn } from './account/sign-in.ts';
import { secondStepFor, takeSecondStep } from './account/two-factor/second-step.ts';
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
    logger: nextAuthLog,
    session: { strategy: 'jwt', maxAge: COOKIE_SECONDS },
    jwt: { maxAge: COOKIE_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    useSecureCookies: isSecure(),
    cookies: { sessionToken: { name: cookieName('intray-session'), options: cookieOptions() } },
    providers: [
      wayIn('credentials', async ({ email, password }, from) =>
        passwordsAreUsed() ? signIn({ email, password, ...from }) : fail({ code: 'passwordsOff' }),
      ),
      wayIn('provider-link', async ({ password, answer }, from) => {
        const passkey = answer === undefined ? undefined : { token: await stepToken('passkey'), answer };
        return confirmLink({ token: await stepToken('providerLink'), password, passkey }, from);
      }),
      wayIn('second-factor', async ({ code }, from) =>
        takeSecondStep({ token: await stepToken('secondFactor'), code }, from),
      ),
      wayIn('passkey', async ({ answer }, from) => signInWithPasskey(await stepToken('passkey'), answer, from)),
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

type Problem = { code: string; waitSeconds?: number | undefined };

/** A way to sign in: a form posted to `api/auth/callback/[id]`, and who that shows to be there. */
function wayIn(
  id: string,
  check: (typed: Record<string, unknown>, from: RequestOrigin) => Promise<Result<SignedIn, Problem>>,
) {
  return CredentialsProvider({
    id,
    credentials: {},
    authorize: (credentials, { headers }) => {
      const typed: Record<string, unknown> = credentials ?? {};
      // The address that lib/operations/true-client-address.ts has left there.
      const from = { address: headers?.['x-forwarded-for'] ?? 'unknown', device: headers?.['user-agent'] ?? '' };
      return answerForCookie(() => check(typed, from), { from, timeZone: typed.timeZone });
    },
  });
}

/** The token of the step that this browser has begun. */
export async function stepToken(kind: StepKind): Promise<string | undefined> {
  return (await cookies()).get(stepCookie(kind).name)?.value;
}

/** Hands the token of a step to this browser. */
export async function keepStep(kind: StepKind, token: string): Promise<void> {
  const { name, options } = stepCookie(kind);
  (await cookies()).set(name, token, options);
}

/** A cookie from before sessions were rows names none. */
const sessionIdOf = (named: unknown): string | null => z.uuid().safeParse(named).data ?? null;

/**
 * Asks `check` who comes, and begins their session, or the step that is still missing; the session's id is what
 * next-auth puts into the cookie. It puts an error's text into the address of the page that tells it: nothing but our
 * own codes may get there.
 */
async function answerForCookie(check: () => Promise<Result<SignedIn, Problem>>, asker: Asker): Promise<{ id: string }> {
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

async function begin(signedIn: SignedIn, { from, timeZone }: Asker): Promise<Result<{ id: string }, Problem>> {
  const missing = await secondStepFor(signedIn);
  if (missing) {
    await keepStep('secondFactor', missing);
    return fail({ code: 'secondFactorNeeded' });
  }
  const session = await beginSession(signedIn, from, await deviceToken());
  if (!session) return fail({ code: 'credentialsWrong' });
  await keepTimeZone(signedIn.userId, timeZone);
  return ok({ id: session.id });
}

/** The same where the browser has come by a link and not by next-auth: gives it the cookie that next-auth would. */
export async function beginInBrowser(signedIn: SignedIn, from: RequestOrigin): Promise<Result<null, Problem>> {
  const begun = await begin(signedIn, { from, timeZone: undefined });
  if (!begun.ok) return begun;
  const token = { sessionId: begun.value.id };
  const cookie = await encode({ token, secret: env().NEXTAUTH_SECRET, maxAge: COOKIE_SECONDS });
  (await cookies()).set(cookieName('intray-session'), cookie, { ...cookieOptions(), maxAge: COOKIE_SECONDS });
  return ok(null);
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
