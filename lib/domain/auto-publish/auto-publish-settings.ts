import type { Amount } from '../amount.ts';
import type { ItemType } from '../coding/coding.ts';
import type { Workspace } from '../paths.ts';

/** Between these minutes of the day nothing is published by itself; from the later to the earlier goes over midnight. */
export type QuietHours = { from: number; to: number };

/** `ANY` asks for a most: something has to hold what is ten times too much. */
export const usualReaches = ['NEAR', 'USUAL', 'FAR', 'ANY'] as const;
export type UsualReach = (typeof usualReaches)[number];

export const usualReachNames: Record<UsualReach, string> = {
  NEAR: 'Near to what is usual',
  USUAL: 'As is usual',
  FAR: 'Further from what is usual',
  ANY: 'Any, up to the most',
};

export type TypeKey = `${Workspace}.${ItemType}`;

/** What a business lets be published by itself, and what holds it back. */
export type AutoPublishSettings = {
  /** Of items that nothing else says anything of. */
  byDefault: boolean;
  /** Types that are published by themselves, or never are. */
  types: Partial<Record<TypeKey, boolean>>;
  /** In the base currency; null for any amount. */
  most: Amount | null;
  /** How far an amount may be from what is usual of its supplier or customer. */
  amounts: UsualReach;
  /** How many of a supplier or customer people have to have published before. */
  leastPublished: number;
  /** In the time zone of the books; null for none. */
  quiet: QuietHours | null;
  /** From when it is found ready until it is published: the time in which a person can stop it. */
  delayMinutes: number;
};

export const firstAutoPublish: AutoPublishSettings = {
  byDefault: false,
  types: {},
  most: '1000',
  amounts: 'USUAL',
  leastPublished: 3,
  quiet: { from: 18 * 60, to: 8 * 60 },
  delayMinutes: 60,
};

/** Minutes that can be chosen: never none, since then nothing could be stopped. */
export const delayChoices = [5, 15, 30, 60, 4 * 60, 24 * 60] as const;

export function delayText(minutes: number): string {
  if (minutes < 60) return `${minutes} minutes`;
  const hours = minutes / 60;
  return hours === 1 ? '1 hour' : `${hours} hours`;
}

export const MAX_LEAST_PUBLISHED = 12;

/** `480` is `08:00`. */
export const clockText = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
