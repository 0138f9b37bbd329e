import { z } from 'zod';

/** What a mail is about. */
const mailKinds = [
  'autoPublished',
  'businessClosed',
  'businessReopened',
  'claimMade',
  'confirmEmail',
  'connectionLost',
  'emailChangeAlone',
  'emailChangeAsked',
  'emailChanged',
  'emailTakenBack',
  'exportMade',
  'exportSent',
  'goneFromBooks',
  'invitation',
  'itemReturned',
  'itemsGiven',
  'itemsSent',
  'mailRefused',
  'memberRemoved',
  'newDevice',
  'passkeyAdded',
  'passkeyRemoved',
  'passwordChanged',
  'paymentMissing',
  'providerLinked',
  'providerUnlinked',
  'publicationRefused',
  'recoveryCodeUsed',
  'recoveryCodesMade',
  'resetPassword',
  'roleChanged',
  'sessionEnded',
  'teamChanged',
  'test',
  'twoFactorOff',
  'twoFactorOn',
  'twoFactorOptional',
  'twoFactorRequired',
] as const;
export type MailKind = (typeof mailKinds)[number];

/**
 * A message as it is written and kept: plain text throughout, which the design escapes. The title is its subject too.
 * Its link may hold a token, so a content is stored encrypted and never logged.
 */
export const mailContentSchema = z.object({
  title: z.string().min(1).max(200),
  paragraphs: z.array(z.string().min(1).max(2_000)).min(1).max(12),
  button: z.object({ label: z.string().min(1).max(60), url: z.url({ protocol: /^https?$/ }).max(2_000) }).nullable(),
  /** Why the person gets it. */
  footer: z.string().min(1).max(500),
  /** Where to say that one does not want such mails; none for those that always come. */
  choicesUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
});
export type MailContent = z.infer<typeof mailContentSchema>;

export type Recipient = { name: string; email: string };
