import { randomBytes } from 'node:crypto';
import type { NextAuthOptions } from 'next-auth';
import { getServerSession } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { cache } from 'react';
import { endSessions, isSessionLive, type SessionClaim } from './account/sessions.ts';
import { type SignedIn, signIn } from './account/sign-in.ts';
import { env } from './env.ts';
import { log } from './log.ts';

declare module 'next-auth' {
  interface Session extends SessionClaim {}
  interface User {
    sessionVersion: number;
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    version?: number;
  }
}

const SESSION_SECONDS = 30 * 24 * 60 * 60;

/**
 * Sessions are signed and encrypted cookies that hold the user's id and the version of the user's sessions. Whether
 * they still hold, and what the user may do, is read from the database at each request (`currentUserId`, access.ts).
 */
export function authOptions(): NextAuthOptions {
  const isSecure = env().APP_URL.startsWith('https:');
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    useSecureCookies: isSecure,
    cookies: {
      sessionToken: {
        name: isSecure ? '__Host-intray-session' : 'intray-session',
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure },
      },
    },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        // The address that lib/operations/true-client-address.ts has left there.
        authorize: (typed, request) => authorizeAttempt(typed, request.headers?.['x-forwarded-for'] ?? 'unknown'),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ sub: token.sub, version: user?.sessionVersion ?? token.version }),
      // Our own pages know where to go next; the address that a request names is not looked at.
      redirect: ({ baseUrl }) => baseUrl,
      session: ({ session, token }) => ({ expires: session.expires, ...claimOf(token) }),
    },
    events: { signOut: ({ token }) => endSessions(claimOf(token)) },
  };
}

/** A cookie from before sessions had versions names one that nobody has. */
const claimOf = ({ sub, version }: { sub?: string; version?: number }): SessionClaim => ({
  userId: sub ?? '',
  version: version ?? 0,
});

/** next-auth puts an error's text into the address of the page that tells it: nothing but our own codes may get there. */
async function authorizeAttempt(
  typed: { email?: unknown; password?: unknown } | undefined,
  address: string,
): Promise<SignedIn> {
  const result = await signIn({ email: typed?.email, password: typed?.password, address }).catch((error: unknown) => {
    const reference = randomBytes(4).toString('hex');
    log.error({ err: error, reference }, 'sign-in failed');
    throw new Error(`unexpected:${reference}`);
  });
  // sign-in-problem.ts reads it there.
  if (!result.ok) throw new Error([result.error.code, result.error.waitSeconds].filter(Boolean).join(':'));
  return result.value;
}

/** Whom the request's session cookie names, or null when there is none or it has ended. */
export const currentUserId = cache(async (): Promise<string | null> => {
  const session = await getServerSession(authOptions());
  return session?.userId && (await isSessionLive(session)) ? session.userId : null;
});
