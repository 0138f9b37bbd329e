import { createHash } from 'node:crypto';
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import { db } from '#lib/db.ts';

/** How many tries that are the same in `key` there may be in a time. */
export type AttemptLimit<A> = { name: string; points: number; minutes: number; key: (attempt: A) => string };

export type AttemptLimits<A> = {
  /**
   * Counts a try before it is made, so that tries at the same time can't slip through together. Gives the seconds to
   * wait when there were too many, else null.
   */
  count: (attempt: A) => Promise<number | null>;
  /** Gives back what `count` took, since the try was right: all of it for the first limit, one try for the others. */
  forget: (attempt: A) => Promise<void>;
};

/** Hashed, since a key may hold what somebody typed, a password in the wrong field too. */
const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

/** Limits on tries of one kind, shared by all processes. `name` keeps them apart from those of other kinds. */
export function attemptLimits<A>(
  name: string,
  limits: readonly [AttemptLimit<A>, ...AttemptLimit<A>[]],
): AttemptLimits<A> {
  const [first, ...others] = limits.map((limit) => ({
    key: limit.key,
    limiter: new RateLimiterPrisma({
      storeClient: db,
      tableName: 'rateLimit',
      keyPrefix: `${name}:${limit.name}`,
      points: limit.points,
      duration: limit.minutes * 60,
      clearExpiredByTimeout: true,
    }),
  }));
  return {
    async count(attempt) {
      const waits = await Promise.all(
        [first, ...others].map((each) =>
          each?.limiter.consume(digest(each.key(attempt))).then(
            () => 0,
            (refused) => {
              if (refused instanceof RateLimiterRes) return Math.ceil(refused.msBeforeNext / 1_000);
              throw refused;
            },
          ),
        ),
      );
      const longest = Math.max(...waits.map((wait) => wait ?? 0));
      return longest > 0 ? longest : null;
    },
    async forget(attempt) {
      await Promise.all([
        first?.limiter.delete(digest(first.key(attempt))),
        ...others.map(({ limiter, key }) => limiter.reward(digest(key(attempt)))),
      ]);
    },
  };
}
