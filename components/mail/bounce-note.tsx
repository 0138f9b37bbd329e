import { Instant } from '#components/items/instant.tsx';
import { RelativeTime } from '#components/lists/relative-time.tsx';
import { Banner } from '#components/ui/banner.tsx';
import type { MailboxProblem } from '#lib/domain/mail/mailbox-problem.ts';
import type { BounceReading } from '#lib/mail/bounces/bounce-reading.ts';
import { ReadNowButton, type ReadNowButtonProps } from './read-now-button.tsx';

const problems: Record<MailboxProblem, string> = {
  serverAway: 'Its mail server cannot be reached.',
  signInRefused: 'Its mail server refuses Intray’s sign-in.',
  folderMissing: 'It has no folder of the name in the settings.',
};

/** What comes of mails that a later mail server could not deliver, and whether Intray learns of it. */
export function BounceNote({ reading, readNow }: { reading: BounceReading; readNow: ReadNowButtonProps['readNow'] }) {
  const { address, mailbox } = reading;
  if (!mailbox) {
    return (
      <p className="max-w-prose text-sm text-muted">
        What cannot be delivered further on comes back to <b className="font-medium text-text">{address}</b>. Intray
        does not read that mailbox, so look there too: <i>Sent</i> says only that the first mail server took a mail.
        Whoever runs Intray can have it read with BOUNCES_IMAP_HOST.
      </p>
    );
  }
  const { readAt, problem, problemSince } = mailbox;
  const button = <ReadNowButton readAt={readAt?.toISOString() ?? null} readNow={readNow} />;
  if (problem) {
    return (
      <Banner tone="warning" title="Mail that comes back cannot be read" action={button}>
        {problems[problem]}{' '}
        {problemSince && (
          <>
            That is so since <Instant at={problemSince.toISOString()} />.{' '}
          </>
        )}
        Nothing is lost: it waits in its mailbox, and is read once whoever runs Intray has mended this. The log says
        more.
      </Banner>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
      <span>
        Mail that comes back to <b className="font-medium text-text">{address}</b> is read by Intray
        {readAt ? (
          <>
            , last <RelativeTime instant={readAt.toISOString()} />.
          </>
        ) : (
          ', soon for the first time.'
        )}
      </span>
      {button}
    </p>
  );
}
