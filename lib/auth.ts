import type { NextAuthOptions } from 'next-auth';
import { getServerSession } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { cache } from 'react';
import { env } from './env.ts';
import { signIn } from './team/sign-in.ts';

declare module 'next-auth' {
  interface Session {
    userId: string;
  }
}

const SESSION_SECONDS = 30 * 24 * 60 * 60;

/**
 * Sessions are signed and encrypted cookies that hold the user's id. They say who someone is and nothing about what
 * they may do: that is read from the database at each request (access.ts).
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
        async authorize(credentials, request) {
          const result = await signIn({
            email: credentials?.email ?? '',
            password: credentials?.password ?? '',
            // The one that lib/operations/true-client-address.ts has left there.
            address: request.headers?.['x-forwarded-for'] ?? 'unknown',
          });
          // next-auth carries an error to the page as text only; sign-in-problem.ts reads it there.
          if (!result.ok) throw new Error([result.error.code, result.error.waitSeconds].filter(Boolean).join(':'));
          return result.value;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token }) => ({ sub: token.sub }),
      session: ({ session, token }) => ({ expires: session.expires, userId: token.sub ?? '' }),
    },
  };
}

/** Whom the request's session cookie names, or null. The user may have been deleted since: see `currentUser`. */
export const currentUserId = cache(async (): Promise<string | null> => {
  const session = await getServerSession(authOptions());
  return session?.userId || null;
});
