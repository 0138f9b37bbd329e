import { env } from '#lib/env.ts';
import { STATE_LIFE_MS } from './begin-connecting.ts';

const PATH = '/api/connections';

/** One cookie per visit, so that two tabs can connect at the same time; only the callback sees it. */
export function attemptCookie(attemptId: string) {
  return {
    name: `connecting-${attemptId}`,
    options: {
      httpOnly: true,
      // The ledger sends the browser back by a link, which `strict` would not send cookies on.
      sameSite: 'lax',
      secure: env().APP_URL.startsWith('https:'),
      path: PATH,
      maxAge: STATE_LIFE_MS / 1_000,
    },
  } as const;
}
