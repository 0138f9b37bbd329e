import { createHash } from 'node:crypto';
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import { db } from '#lib/db.ts';

const minutes = (count: number) => count * 60;

type Attempt = { email: string; address: string };

function limiter(name: string, points: number, duration: number) {
  return new RateLimiterPrisma({
    storeClient: db,
    tableName: 'rateLimit',
    keyPrefix: `sign-in:${name}`,
    points,
    duration,
    clearExpiredByTimeout: true,
  });
}

/**
 * What one guesser, one machine, and many machines together may try. The last limit also holds where the address
 * can't be trusted; it is wide, since it keeps the owner out as well.
 */
const limits = [
  { limiter: limiter('pair', 5, minutes(15)), key: ({ email, address }: Attempt) => `${email} ${address}` },
  { limiter: limiter('address', 50, minutes(15)), key: ({ address }: Attempt) => address },
  { limiter: limiter('email', 100, minutes(60)), key: ({ email }: Attempt) => email },
];

/** Hashed, since the e-mail field may hold anything, a password typed by mistake too. */
const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

/**
 * Counts a try before it is made, so that tries at the same time can't slip through together.
 * Gives the seconds to wait when there were too many, else null.
 */
export async function countAttempt(attempt: Attempt): Promise<number | null> {
  const waits = await Promise.all(
    limits.map(({ limiter, key }) =>
      limiter.consume(digest(key(attempt))).then(
        () => 0,
        (refused) => {
          if (refused instanceof RateLimiterRes) return Math.ceil(refused.msBeforeNext / 1_000);
          throw refused;
        },
      ),
    ),
  );
  const longest = Math.max(...waits);
  return longest > 0 ? longest : null;
}

/** Gives back what `countAttempt` took, since the password was right. */
export async function forgetAttempt(attempt: Attempt): Promise<void> {
  const [pair, ...others] = limits;
  await Promise.all([
    pair?.limiter.delete(digest(pair.key(attempt))),
    ...others.map(({ limiter, key }) => limiter.reward(digest(key(attempt)))),
  ]);
}
