import { Instant } from '#components/items/instant.tsx';
import { CopyField } from '#components/ui/copy-field.tsx';
import { DescriptionList } from '#components/ui/description-list.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { isolated } from '#lib/domain/isolated.ts';
import type { MailView } from '#lib/mail/list-mails.ts';

/** One mail: what became of it, the link in it, and the message as the person sees it. */
export function MailMessage({ mail }: { mail: MailView }) {
  const { toName, toAddress, createdAt, finishedAt, dueAt, notice, serverText, link, isLinkForReader, html } = mail;
  return (
    <div className="flex flex-col gap-6">
      <DescriptionList
        items={[
          {
            term: 'To',
            detail: (
              <span className="break-words">
                {toName === toAddress ? toAddress : `${isolated(toName)}, ${toAddress}`}
              </span>
            ),
          },
          { term: 'Written', detail: <Instant at={createdAt.toISOString()} /> },
          {
            term: 'State',
            detail: (
              <>
                <StatusBadge tone={notice.tone} text={notice.state} />
                <p className="mt-1 max-w-prose">{notice.text}</p>
              </>
            ),
          },
          ...(dueAt ? [{ term: 'Next try', detail: <Instant at={dueAt.toISOString()} /> }] : []),
          ...(finishedAt ? [{ term: 'Ended', detail: <Instant at={finishedAt.toISOString()} /> }] : []),
          ...(serverText
            ? [{ term: 'The mail server said', detail: <q className="break-words">{serverText}</q> }]
            : []),
        ]}
      />
      {link && <CopyField label="Link in the mail" what="link" value={link} className="max-w-2xl" />}
      {isLinkForReader && (
        <p className="max-w-prose text-sm text-muted">
          Its link is not shown here: whoever makes an account with it shows that the address is theirs. It can be
          copied should the mail be refused.
        </p>
      )}
      {html && (
        // No scripts, no forms, no way out: what a mail says is text of others.
        <iframe
          title={`The message: ${mail.subject}`}
          sandbox=""
          srcDoc={html}
          className="h-130 w-full rounded-lg border"
        />
      )}
    </div>
  );
}
