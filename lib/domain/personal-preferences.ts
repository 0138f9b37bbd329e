import type { DateForm } from './date-form.ts';

/** How a person likes the product to look and what they want to hear of, in every browser and business. */

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

/** Mails that a person may do without. Those about the safety of their account always come. */
export const noticeKinds = ['connectionLost'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const noticeTexts: Record<NoticeKind, { label: string; description: string }> = {
  connectionLost: {
    label: 'The connection to the books is lost',
    description: 'In businesses where you are an admin: nothing is published until somebody reconnects.',
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
  notices: { connectionLost: true },
};
