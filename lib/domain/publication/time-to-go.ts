/** What is known of the calls that a ledger takes for an organisation, at a moment. */
export type Pace = {
  /** How long a minute of its limit lasts. */
  minuteMs: number;
  minuteLimit: number;
  /** The calls of the last minute: how many were made at each instant, oldest first. */
  made: readonly { at: number; count: number }[];
  /** Calls left today, and when there are new ones; null where no day is limited. */
  day: { left: number; renewedAt: number } | null;
  /** How many are made at once, and how long one takes to be answered. */
  atOnce: number;
  answerMs: number;
  /** Nothing is sent before. */
  notBefore: number;
};

const DAY_MS = 24 * 60 * 60_000;

/**
 * When so many calls will have been made and answered: each as soon as the one a whole limit before it is a minute old, as
 * the one a place before it was answered, and as the day has calls left. Instants in milliseconds.
 */
export function doneAt(calls: number, now: number, pace: Pace): number {
  const { minuteMs, minuteLimit, made, day, atOnce, answerMs } = pace;
  const answered: number[] = made.flatMap(({ at, count }) => Array<number>(count).fill(at)).slice(-minuteLimit);
  const before = answered.length;
  let last = Math.max(now, pace.notBefore);
  for (let call = 0; call < calls; call++) {
    const leftToday = day ? day.left - call : Number.POSITIVE_INFINITY;
    const dayAt = day && leftToday <= 0 ? day.renewedAt + Math.floor(-leftToday / Math.max(1, day.left)) * DAY_MS : 0;
    const freeAt = (answered.at(-minuteLimit) ?? Number.NEGATIVE_INFINITY) + minuteMs;
    const placeAt = call >= atOnce ? (answered[before + call - atOnce] ?? 0) : 0;
    last = Math.max(now, pace.notBefore, dayAt, answered.length >= minuteLimit ? freeAt : 0, placeAt) + answerMs;
    answered.push(last);
  }
  return last;
}

/** `about 6 minutes`, as one says how long something takes. */
export function aboutHowLong(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 0.75) return 'less than a minute';
  if (minutes < 1.5) return 'about a minute';
  if (minutes < 90) return `about ${Math.round(minutes)} minutes`;
  const hours = Math.round(minutes / 60);
  return hours < 36 ? `about ${hours} hours` : `about ${Math.round(hours / 24)} days`;
}
