import type { DateForm } from './date-form.ts';
import { formOfLanguage, type NumberForm } from './number-form.ts';

/** How a person likes the product to look and what they want to hear of, in every browser and business. */

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

/** What a person may do without hearing of. What is about security always comes. */
export const noticeKinds = [
  'connectionLost',
  'publicationRefused',
  'itemsGiven',
  'teamChanged',
  'mailRefused',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Those that are gathered, so that many things at once are one mail: lib/mail/tell-notices.ts. */
export type GatheredKind = Exclude<NoticeKind, 'connectionLost'>;

export const noticeTexts: Record<NoticeKind, { label: string; description: string; event: string }> = {
  connectionLost: {
    label: 'The connection to the books is lost',
    description: 'In businesses where you are an admin: nothing is published until somebody reconnects.',
    event: 'The connection to the books was lost',
  },
  publicationRefused: {
    label: 'Items are not published',
    description: 'In businesses where you may publish: what you asked for, or is yours, and was refused.',
    event: 'Not published',
  },
  itemsGiven: {
    label: 'Items are given to you',
    description: 'Somebody else made you their owner.',
    event: 'Given to you',
  },
  teamChanged: {
    label: 'Somebody joins or leaves',
    description: 'In businesses where you are an admin.',
    event: 'The team has changed',
  },
  mailRefused: {
    label: 'Mail is refused',
    description: 'In businesses where you are an admin: a mail server did not take an invitation or another message.',
    event: 'A mail was refused',
  },
};

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
};

const allNotices = {
  connectionLost: true,
  publicationRefused: true,
  itemsGiven: true,
  teamChanged: true,
  mailRefused: true,
} satisfies Record<NoticeKind, boolean>;

export const noPreferences: Preferences = {
  timeZone: null,
  theme: null,
  dates: 'named',
  numbers: null,
  notices: allNotices,
  shown: allNotices,
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
