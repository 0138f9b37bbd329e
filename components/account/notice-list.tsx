import { Bell } from 'lucide-react';
import { Instant } from '#components/items/instant.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Link } from '#components/ui/link.tsx';
import type { ShownNotice } from '#lib/account/list-notices.ts';
import { noticeTexts } from '#lib/domain/notice.ts';

/** What concerned somebody, the newest first, each with the way to it. */
export function NoticeList({ notices }: { notices: readonly ShownNotice[] }) {
  if (notices.length === 0) {
    return (
      <EmptyState icon={<Bell />} title="Nothing yet">
        What concerns you, and was not done by yourself, is listed here.
      </EmptyState>
    );
  }
  return (
    <ol aria-label="Notices" className="divide-y">
      {notices.map(({ id, at, kind, text, business, href }) => (
        <li key={id} className="flex flex-wrap gap-x-4 py-2">
          <div className="min-w-48 flex-1">
            <p className="break-words">
              <Link href={href}>{noticeTexts[kind].event}</Link>
              <span className="text-muted"> in {business}</span>
            </p>
            <p className="text-sm break-words text-muted">{text}</p>
          </div>
          <span className="text-sm whitespace-nowrap text-muted">
            <Instant at={at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
