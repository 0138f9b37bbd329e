import type { DateForm } from './date-form.ts';
import type { NoticeKind } from './notice.ts';
import { formOfLanguage, type NumberForm } from './number-form.ts';

/** How a person likes the product to look and what they want to hear of, in every browser and business. */

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

export type Preferences = {
  /** IANA name; null until a browser has told it. */
  timeZone: string | null;
  /** Null until one was chosen: then the browser’s own memory counts. */
  theme: Theme | null;
  dates: DateForm;
  /** Null until one was chosen: then that of the browser counts. */
  numbers: NumberForm | null;
  /** Which come by mail, and which stand under *Notices* in the product. */
  notices: Readonly<Record<NoticeKind, boolean>>;
  shown: Readonly<Record<NoticeKind, boolean>>;
  /** ISO instant of the newest that was looked at there; null before the first. */
  noticesSeenAt: string | null;
};

const allNotices = {
  connectionLost: true,
  publicationRefused: true,
  paymentMissing: true,
  goneFromBooks: true,
  itemsGiven: true,
  itemReturned: true,
  claimMade: true,
  teamChanged: true,
  mailRefused: true,
  exportMade: true,
  autoPublished: true,
} satisfies Record<NoticeKind, boolean>;

export const noPreferences: Preferences = {
  timeZone: null,
  theme: null,
  dates: 'named',
  numbers: null,
  notices: allNotices,
  shown: allNotices,
  noticesSeenAt: null,
};

/** How a person reads and types dates, times and numbers. */
export type Formats = {
  /** IANA name; null while it is not known, when the browser's own counts. */
  timeZone: string | null;
  dates: DateForm;
  numbers: NumberForm;
  /** They said so themselves: what could be read in two ways is read in theirs, and not asked about. */
  areNumbersChosen: boolean;
};

/**
 * The formats of a person in a browser with this `Accept-Language`. By the person's own language, and not by the country
 * of a business: they work in several, and their fingers stay the same.
 */
export function formatsOf({ timeZone, dates, numbers }: Preferences, acceptLanguage: string | null): Formats {
  return { timeZone, dates, numbers: numbers ?? formOfLanguage(acceptLanguage), areNumbersChosen: numbers !== null };
}
