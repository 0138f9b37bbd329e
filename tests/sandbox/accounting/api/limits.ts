import type { Clock } from '../../clock.ts';
import { TIERS, type Tier } from '../../identity/tiers.ts';
import { type Answer, empty } from '../../server/answer.ts';
import type { Limits } from '../organisations/record.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
export const CALLS_PER_APP_AND_MINUTE = 10_000;

/** Xero's limits for one app in one organisation. */
export function limitsOf(tier: Tier, overrides: Partial<Limits> | undefined): Limits {
  return { minute: 60, minuteMs: MINUTE_MS, day: TIERS[tier].callsPerDay, concurrent: 5, ...overrides };
}

export type Entry = { refusal: Answer } | { headers: Record<string, string>; release: () => void };

interface Usage {
  minute: RollingWindow;
  day: { startedAt: number; count: number };
  inFlight: number;
}

/**
 * Counts calls per app and organisation, and per app. The minute is a rolling one, the stricter of the two readings
 * of Xero's rule; the day starts at midnight UTC. In memory: a restart starts afresh.
 */
export class CallLimits {
  readonly #clock: Clock;
  readonly #usage = new Map<string, Usage>();
  readonly #apps = new Map<string, RollingWindow>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  clear(): void {
    this.#usage.clear();
    this.#apps.clear();
  }

  /** Counts a call in, or refuses it. Call `release` when it has been answered. */
  enter(appId: string, tenantId: string, limits: Limits, callsPerMinute: number): Entry {
    const now = this.#clock.now();
    const usage = this.#usageOf(appId, tenantId, now);
    const app = this.#app(appId);
    const remaining = () => ({
      'x-daylimit-remaining': String(Math.max(0, limits.day - usage.day.count)),
      'x-minlimit-remaining': String(Math.max(0, limits.minute - usage.minute.count(now, limits.minuteMs))),
      'x-appminlimit-remaining': String(Math.max(0, callsPerMinute - app.count(now))),
    });
    const refuse = (problem: string, retryAfterMs: number | undefined): Entry => ({
      refusal: empty(429, {
        ...remaining(),
        ...(retryAfterMs !== undefined && { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) }),
        'x-rate-limit-problem': problem,
      }),
    });
    if (usage.inFlight >= limits.concurrent) return refuse('concurrent', undefined);
    if (app.count(now) >= callsPerMinute) return refuse('appminute', app.freesIn(now));
    if (usage.day.count >= limits.day) return refuse('day', usage.day.startedAt + DAY_MS - now);
    if (usage.minute.count(now, limits.minuteMs) >= limits.minute) {
      return refuse('minute', usage.minute.freesIn(now, limits.minuteMs));
    }

    usage.inFlight += 1;
    usage.day.count += 1;
    usage.minute.add(now);
    app.add(now);
    return {
      headers: remaining(),
      release: () => {
        usage.inFlight -= 1;
      },
    };
  }

  /** Calls without an organisation count for the app only. */
  countForApp(appId: string): void {
    this.#app(appId).add(this.#clock.now());
  }

  appHeaders(appId: string, callsPerMinute: number): Record<string, string> {
    const used = this.#app(appId).count(this.#clock.now());
    return { 'x-appminlimit-remaining': String(Math.max(0, callsPerMinute - used)) };
  }

  #usageOf(appId: string, tenantId: string, now: number): Usage {
    const key = `${appId} ${tenantId}`;
    const today = Math.floor(now / DAY_MS) * DAY_MS;
    let usage = this.#usage.get(key);
    if (!usage) {
      usage = { minute: new RollingWindow(), day: { startedAt: today, count: 0 }, inFlight: 0 };
      this.#usage.set(key, usage);
    }
    if (usage.day.startedAt !== today) usage.day = { startedAt: today, count: 0 };
    return usage;
  }

  #app(appId: string): RollingWindow {
    let window = this.#apps.get(appId);
    if (!window) {
      window = new RollingWindow();
      this.#apps.set(appId, window);
    }
    return window;
  }
}

/** The instants of the calls within the last minute. */
class RollingWindow {
  #times: number[] = [];
  #start = 0;

  add(now: number): void {
    this.#times.push(now);
  }

  count(now: number, minuteMs = MINUTE_MS): number {
    while (this.#start < this.#times.length && (this.#times[this.#start] as number) <= now - minuteMs) this.#start += 1;
    if (this.#start > 10_000) {
      this.#times = this.#times.slice(this.#start);
      this.#start = 0;
    }
    return this.#times.length - this.#start;
  }

  /** Milliseconds until the oldest call leaves the window. */
  freesIn(now: number, minuteMs = MINUTE_MS): number {
    return (this.#times[this.#start] ?? now) + minuteMs - now;
  }
}
