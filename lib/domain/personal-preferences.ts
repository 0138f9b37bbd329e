import type { DateForm } from './date-form.ts';

/** How a person likes the product to look and what they want to hear of, in every browser and business. */

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

/** Mails that a person may do without. Those about the safety of their account always come. */
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

export const noticeTexts: Record<NoticeKind, { label: string; description: string }> = {
  connectionLost: {
    label: 'The connection to the books is lost',
    description: 'In businesses where you are an admin: nothing is published until somebody reconnects.',
  },
  publicationRefused: {
    label: 'Items are not published',
    description: 'Those that you asked to publish, or that are yours, and were refused.',
  },
  itemsGiven: {
    label: 'Items are given to you',
    description: 'Somebody else made you their owner.',
  },
  teamChanged: {
    label: 'Somebody joins or leaves',
    description: 'In businesses where you are an admin.',
  },
  mailRefused: {
    label: 'Mail is refused',
    description: 'In businesses where you are an admin: a mail server did not take an invitation or another message.',
  },
};

export type Preferences = {
  /** IANA name; null until a browser has told it. */
  timeZone: string | null;
  /** Null until one was chosen: then the browser’s own memory counts. */
  theme: Theme | null;
  dates: DateForm;
  notices: Readonly<Record<NoticeKind, boolean>>;
};

export const noPreferences: Preferences = {
  timeZone: null,
  theme: null,
  dates: 'named',
  notices: { connectionLost: true, publicationRefused: true, itemsGiven: true, teamChanged: true, mailRefused: true },
};
