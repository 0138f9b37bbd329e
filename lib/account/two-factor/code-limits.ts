import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import { db } from '#lib/db.ts';
import { tokenHash } from '#lib/token.ts';

const minutes = (count: number) => count * 60;

type Attempt = { userId: string; address: string };

function limiter(name: string, points: number, duration: number) {
  return new RateLimiterPrisma({
    storeClient: db,
    tableName: 'rateLimit',
    keyPrefix: `code:${name}`,
    points,
    duration,
    clearExpiredByTimeout: true,
  });
}

/**
 * Three of a million codes are right at any time, and whoever may try them knows the password. So all machines together
 * have far fewer tries than at a password: a guesser would need years.
 */
const limits = [
  { limiter: limiter('pair', 5, minutes(15)), key: ({ userId, address }: Attempt) => `${userId} ${address}` },
  { limiter: limiter('person', 20, minutes(24 * 60)), key: ({ userId }: Attempt) => userId },
];

/** Counts a try before it is made. Gives the seconds to wait when there were too many, else null. */
export async function countCode(attempt: Attempt): Promise<number | null> {
  const waits = await Promise.all(
    limits.map(({ limiter, key }) =>
      limiter.consume(tokenHash(key(attempt))).then(
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

/** Gives back what `countCode` took, since the code was right. */
export async function forgetCode(attempt: Attempt): Promise<void> {
  await Promise.all(limits.map(({ limiter, key }) => limiter.delete(tokenHash(key(attempt)))));
}
