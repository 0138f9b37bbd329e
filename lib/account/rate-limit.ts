import { createHash } from 'node:crypto';
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import { db } from '#lib/db.ts';
import type { Failure } from '#lib/domain/result.ts';
import { waitText } from '#lib/domain/wait-text.ts';

type Limit<Attempt> = { name: string; points: number; minutes: number; key: (attempt: Attempt) => string };

/** Hashed, since a field may hold anything, a password typed by mistake too. */
const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

/**
 * What may be tried at a door: so many `points` in so many minutes for each key, by each of the limits. The narrowest
 * stands first: what it refuses does not count by the others, so that one machine cannot use up what many have together.
 */
export function rateLimit<Attempt>(door: string, limits: readonly Limit<Attempt>[]) {
  const counted = limits.map(({ name, points, minutes, key }) => ({
    key: (attempt: Attempt) => digest(key(attempt)),
    limiter: new RateLimiterPrisma({
      storeClient: db,
      tableName: 'rateLimit',
      keyPrefix: `${door}:${name}`,
      points,
      duration: minutes * 60,
      clearExpiredByTimeout: true,
    }),
  }));
  return {
    /**
     * Counts a try before it is made, so that tries at the same time can't slip through together.
     * Gives the seconds to wait when there were too many, else null.
     */
    async count(attempt: Attempt): Promise<number | null> {
      for (const { limiter, key } of counted) {
        const wait = await limiter.consume(key(attempt)).then(
          () => null,
          (refused) => {
            if (refused instanceof RateLimiterRes) return Math.ceil(refused.msBeforeNext / 1_000);
            throw refused;
          },
        );
        if (wait !== null) return wait;
      }
      return null;
    },
    /** Gives back what `count` took, since the try was right: all of the first limit, and one of each other. */
    async forget(attempt: Attempt): Promise<void> {
      const [first, ...others] = counted;
      await Promise.all([
        first?.limiter.delete(first.key(attempt)),
        ...others.map(({ limiter, key }) => limiter.reward(key(attempt))),
      ]);
    },
  };
}

/** What is said of a door that was tried too often. */
export function tooManyTries(seconds: number): Failure {
  return {
    code: 'tooManyTries',
    message: `Too many tries. Nothing was changed. Try again in ${waitText(seconds)}.`,
  };
}
