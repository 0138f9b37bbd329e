import { may, type Permission, type Role } from './roles.ts';

/** What a person may do without hearing of. What is about security always comes. */
export const noticeKinds = [
  'connectionLost',
  'publicationRefused',
  'paymentMissing',
  'goneFromBooks',
  'itemsGiven',
  'itemReturned',
  'claimMade',
  'teamChanged',
  'mailRefused',
  'exportMade',
  'autoPublished',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What of a business somebody has to be allowed to hear of each; null for what concerns everybody. */
const permissions: Record<NoticeKind, Permission | null> = {
  connectionLost: 'connections.manage',
  // A ledger's reasons are for those who can put them right.
  publicationRefused: 'items.publish',
  paymentMissing: 'items.publish',
  goneFromBooks: 'items.publish',
  itemsGiven: null,
  itemReturned: null,
  claimMade: null,
  teamChanged: 'team.manage',
  mailRefused: 'mail.manage',
  exportMade: 'items.edit',
  autoPublished: 'items.publish',
};

/** Whether somebody with this role hears of such things at all. */
export function concerns(kind: NoticeKind, role: Role): boolean {
  const permission = permissions[kind];
  return permission === null || may(role, permission);
}

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
  paymentMissing: {
    label: 'Payments are not recorded',
    description:
      'In businesses where you may publish: what you asked for, or is yours, is in the books and unpaid there.',
    event: 'Payment missing',
  },
  goneFromBooks: {
    label: 'Documents are voided or deleted in the books',
    description: 'In businesses where you may publish: what you asked for, or is yours, and somebody ended there.',
    event: 'Gone from the books',
  },
  itemsGiven: {
    label: 'Items are given to you',
    description: 'Somebody else made you their owner.',
    event: 'Given to you',
  },
  itemReturned: {
    label: 'Items are returned to you',
    description: 'Somebody took an item of yours out of an expense claim, and said why.',
    event: 'Returned from an expense claim',
  },
  claimMade: {
    label: 'An expense claim is made of your items',
    description: 'By itself, at the end of a week or month.',
    event: 'An expense claim was made',
  },
  teamChanged: {
    label: 'Somebody joins or leaves',
    description: 'In businesses where you are an admin.',
    event: 'The team has changed',
  },
  mailRefused: {
    label: 'Mail does not arrive',
    description: 'In businesses where you are an admin: an invitation or another message was refused, or came back.',
    event: 'A mail did not arrive',
  },
  exportMade: {
    label: 'An export is ready',
    description: 'One of yours that took its time, or that could not be made.',
    event: 'An export has ended',
  },
  autoPublished: {
    label: 'Items are published by themselves',
    description: 'In businesses where you may publish, and that let items be published by themselves.',
    event: 'Published by themselves',
  },
};
