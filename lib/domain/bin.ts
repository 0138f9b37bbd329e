/** How long what is deleted can be brought back. */
export const BIN_DAYS = 30;

const DAY_MS = 24 * 60 * 60_000;

/** What was deleted before this goes for good. */
export const binEndsAt = (now: Date): Date => new Date(now.getTime() - BIN_DAYS * DAY_MS);

/** Whole days that something deleted then is still there, from 0. */
export function daysLeft(deletedAt: Date, now: Date): number {
  return Math.max(0, Math.ceil((deletedAt.getTime() + BIN_DAYS * DAY_MS - now.getTime()) / DAY_MS));
}
