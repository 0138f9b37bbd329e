import { isolated } from '../isolated.ts';
import type { GatheredKind } from '../notice.ts';
import type { MailContent } from './mail-content.ts';

/** Lines of one mail; what is more is counted. */
const MAX_LINES = 10;

const titles: Record<GatheredKind, (count: number) => string> = {
  autoPublished: (count) =>
    count === 1 ? 'an item was published by itself' : `${count} items were published by themselves`,
  claimMade: () => 'an expense claim was made of your items',
  exportMade: (count) => (count === 1 ? 'an export has ended' : `${count} exports have ended`),
  goneFromBooks: (count) =>
    count === 1
      ? 'a document was voided or deleted in the books'
      : `${count} documents were voided or deleted in the books`,
  itemsGiven: (count) => (count === 1 ? 'an item is yours now' : `${count} items are yours now`),
  itemReturned: (count) => (count === 1 ? 'an item was returned' : `${count} items were returned`),
  mailRefused: (count) => (count === 1 ? 'a mail did not arrive' : `${count} mails did not arrive`),
  paymentMissing: (count) => (count === 1 ? 'a payment was not recorded' : `${count} payments were not recorded`),
  publicationRefused: (count) => (count === 1 ? 'an item was not published' : `${count} items were not published`),
  teamChanged: (count) => (count === 1 ? 'the team has changed' : `the team has changed, ${count} times`),
};

const leads: Record<GatheredKind, string | null> = {
  autoPublished:
    'Each says in its history what had it published. An admin chooses under Automation what is published by itself.',
  claimMade: 'A bookkeeper looks at it, and you are paid back once it is published.',
  exportMade: 'Files can be fetched for 7 days, by whoever may export.',
  goneFromBooks:
    'Here its item is as it was, in the archive. Bring it back to the inbox to publish it anew: nothing is sent by itself.',
  itemsGiven: null,
  itemReturned: 'It is in the inbox again. Put right what is said, or ask whoever returned it.',
  mailRefused: 'Whoever it was for does not have it. Its page in the settings says why, and what to do.',
  paymentMissing:
    'It is in the books, and unpaid there. See why at the item, then have it recorded again: nothing is posted twice.',
  publicationRefused: 'Nothing of it is in the books, and nothing is lost. Correct what is said, and publish again.',
  teamChanged: null,
};

const buttons: Record<GatheredKind, (count: number) => string> = {
  autoPublished: (count) => (count === 1 ? 'Open the item' : 'Open the archive'),
  claimMade: () => 'Open the expense claims',
  exportMade: () => 'Open Exports',
  goneFromBooks: (count) => (count === 1 ? 'Open the item' : 'Open the archive'),
  itemsGiven: (count) => (count === 1 ? 'Open the item' : 'Open the inbox'),
  itemReturned: (count) => (count === 1 ? 'Open the item' : 'Open the inbox'),
  mailRefused: () => 'Open the mail',
  paymentMissing: (count) => (count === 1 ? 'Open the item' : 'Open the archive'),
  publicationRefused: (count) => (count === 1 ? 'Open the item' : 'Open the inbox'),
  teamChanged: () => 'Open the team',
};

const reasons: Record<GatheredKind, (business: string) => string> = {
  autoPublished: (business) => `You get this because you may publish in ${isolated(business)} in Intray.`,
  claimMade: (business) => `You get this because the items are yours in ${isolated(business)} in Intray.`,
  exportMade: (business) => `You get this because you asked for it in ${isolated(business)} in Intray.`,
  goneFromBooks: (business) => `You get this because you published it in ${isolated(business)}, or it is yours there.`,
  itemsGiven: (business) => `You get this because you are a member of ${isolated(business)} in Intray.`,
  itemReturned: (business) => `You get this because it is yours, or you added it, in ${isolated(business)} in Intray.`,
  mailRefused: (business) => `You get this because you are an admin of ${isolated(business)} in Intray.`,
  paymentMissing: (business) => `You get this because you published it in ${isolated(business)}, or it is yours there.`,
  publicationRefused: (business) =>
    `You get this because you published it in ${isolated(business)}, or it is yours there.`,
  teamChanged: (business) => `You get this because you are an admin of ${isolated(business)} in Intray.`,
};

/** One mail of all that has come together of a kind. `count` is of things, of which a line may name several. */
export function noticeMail(
  kind: GatheredKind,
  {
    business,
    lines,
    count,
    url,
    choicesUrl,
  }: {
    business: string;
    lines: readonly string[];
    count: number;
    url: string;
    choicesUrl: string;
  },
): MailContent {
  const [only = ''] = lines;
  const more = lines.length - MAX_LINES;
  const list =
    lines.length === 1
      ? only
      : lines
          .slice(0, MAX_LINES)
          .map((line) => `• ${line}`)
          .join('\n');
  const lead = leads[kind];
  return {
    title: `${isolated(business)}: ${titles[kind](count)}`.slice(0, 200),
    paragraphs: [list.slice(0, 2_000), ...(more > 0 ? [`And ${more} more.`] : []), ...(lead ? [lead] : [])],
    button: { label: buttons[kind](count), url },
    footer: reasons[kind](business),
    choicesUrl,
  };
}
