import type { LedgerError } from '../ledger-error.ts';
import type { CallUsage } from '../ledger-session.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A 429 for too many calls at once tells no time; the others end within this. */
const CONCURRENT_MS = 2_000;

type RateLimited = Extract<LedgerError, { kind: 'rateLimited' }>;

/** Which limit a 429 is about and when it ends, from X-Rate-Limit-Problem and Retry-After (seconds). */
export function rateLimitOf(headers: Record<string, string>, now: Date): RateLimited {
  const limit = limitOf(headers);
  const retryAfterMs = Number(headers['retry-after'] ?? Number.NaN) * 1_000;
  const fallbackMs = { minute: MINUTE_MS, appMinute: MINUTE_MS, day: HOUR_MS, concurrent: CONCURRENT_MS }[limit];
  const until = new Date(now.getTime() + (Number.isFinite(retryAfterMs) ? retryAfterMs : fallbackMs));
  return { kind: 'rateLimited', retry: 'later', until, limit, message: messages[limit] };
}

const messages = {
  minute: 'Xero takes no more calls for this organisation in this minute.',
  appMinute: 'Xero takes no more calls from Intray in this minute.',
  day: 'Xero takes no more calls for this organisation today.',
  concurrent: 'Xero takes no more calls for this organisation at the same time.',
};

function limitOf(headers: Record<string, string>): keyof typeof messages {
  const problem = (headers['x-rate-limit-problem'] ?? '').toLowerCase();
  if (problem.includes('app')) return 'appMinute';
  if (problem.includes('day')) return 'day';
  if (problem.includes('concurrent')) return 'concurrent';
  if (problem.includes('minute')) return 'minute';
  if (headers['x-daylimit-remaining'] === '0') return 'day';
  return headers['x-minlimit-remaining'] === '0' ? 'minute' : 'concurrent';
}

/** What Xero's headers say is left, on any answer. */
export function usageOf(headers: Record<string, string>): CallUsage {
  return {
    minuteLeft: count(headers['x-minlimit-remaining']),
    dayLeft: count(headers['x-daylimit-remaining']),
    appMinuteLeft: count(headers['x-appminlimit-remaining']),
  };
}

function count(text: string | undefined): number | null {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isNaN(value) ? null : value;
}
