import { Mail } from 'lucide-react';
import { Instant } from '#components/items/instant.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import type { MailSummary } from '#lib/mail/list-mails.ts';

/** The mails, newest first. On a phone each is a card of two lines. */
export function MailList({
  mails,
  whenEmpty,
}: {
  mails: readonly (MailSummary & { href: string })[];
  /** What is written here, and when. */
  whenEmpty: string;
}) {
  if (mails.length === 0) {
    return (
      <EmptyState icon={<Mail />} title="No mail yet">
        {whenEmpty}
      </EmptyState>
    );
  }
  return (
    <table className="w-full text-left max-sm:block">
      <thead className="max-sm:sr-only">
        <tr className="border-b text-xs text-muted [&>th]:py-1.5 [&>th]:pr-4 [&>th]:font-medium">
          <th scope="col">Subject</th>
          <th scope="col">To</th>
          <th scope="col">Written</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody className="divide-y max-sm:block">
        {mails.map(({ id, href, subject, toName, toAddress, createdAt, notice }) => (
          <tr key={id} className="max-sm:flex max-sm:flex-wrap max-sm:gap-x-3 max-sm:py-2 sm:[&>*]:py-2 sm:[&>*]:pr-4">
            <th scope="row" className="min-w-0 font-normal max-sm:w-full">
              <Link href={href} className="inline-block min-h-6 pointer-coarse:min-h-11 pointer-coarse:content-center">
                {subject}
              </Link>
            </th>
            <td className="min-w-0 text-muted max-sm:w-full">
              {toName !== toAddress && <span className="block break-words text-text">{toName}</span>}
              <span className="block text-xs break-all">{toAddress}</span>
            </td>
            <td className="text-muted max-sm:flex-1">
              <Instant at={createdAt.toISOString()} />
            </td>
            <td className="whitespace-nowrap">
              <StatusBadge tone={notice.tone} text={notice.state} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
