import { isolated } from '#lib/domain/isolated.ts';
import type { MailContent } from '#lib/domain/mail/mail-content.ts';
import { accountPaths } from '#lib/domain/paths.ts';
import { env } from '#lib/env.ts';
import { day } from '../team-mails.ts';

export function closedMail(
  business: { name: string },
  { by, deleteAt, isOwn }: { by: string; deleteAt: Date; isOwn: boolean },
): MailContent {
  const name = isolated(business.name);
  const until = day.format(deleteAt);
  return {
    title: `${name} is closed`,
    paragraphs: [
      `${isOwn ? 'You have' : `${isolated(by)} has`} closed ${name} in Intray. Nobody can open it now, nothing of it is published any more, and its connection to the accounting software is ended.`,
      `Everything in it is kept until ${until} and then deleted: items, original documents, lists and history. What is in the accounting software stays there.`,
      isOwn
        ? 'Until then you can open it again.'
        : `Until then ${isolated(by)} can open it again. If you think that this is a mistake, ask them.`,
    ],
    button: { label: isOwn ? 'Open it again' : 'See closed businesses', url: `${env().APP_URL}${accountPaths.closed}` },
    footer: `You get this because you are a member of ${name} in Intray. Mails about what you may do always come.`,
  };
}

export function reopenedMail(business: { name: string; slug: string }, by: string): MailContent {
  const name = isolated(business.name);
  return {
    title: `${name} is open again`,
    paragraphs: [
      `${isolated(by)} has opened ${name} again in Intray. All is there as it was.`,
      'An admin has to connect it to the accounting software anew before anything is published.',
    ],
    button: { label: 'Open Intray', url: `${env().APP_URL}/${business.slug}` },
    footer: `You get this because you are a member of ${name} in Intray. Mails about what you may do always come.`,
  };
}
