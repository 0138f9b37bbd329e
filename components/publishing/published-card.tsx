'use client';

import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { publicationKindNames } from '#lib/domain/publication/publication.ts';
import { capitalised } from '#lib/domain/words.ts';
import type { PublicationView } from '#lib/publishing/publication-view.ts';
import { PublicationExplanation } from './publication-badge.tsx';
import { Published, type PublishHandlers } from './publish-button.tsx';

/** What was made of a published item: which document, as what, by whom and when, and the way to it. */
export function PublishedCard({
  publication,
  amount,
  when,
  handlers,
}: {
  publication: PublicationView;
  amount: ReactNode;
  when: ReactNode;
  /** Null for those who publish nothing. */
  handlers: PublishHandlers | null;
}) {
  const { kind, status, ledgerName, ledgerNumber, notice, requestedByName } = publication;
  return (
    <section aria-label="What was published" className="rounded-lg border bg-success-soft px-3 py-2.5 text-sm">
      <div className="flex items-start gap-2.5">
        <CircleCheck aria-hidden="true" size={16} className="mt-0.5 shrink-0 text-success" />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
            <span className="min-w-0 break-words">
              {capitalised(publicationKindNames[kind])} {ledgerNumber} in {ledgerName}
            </span>
            <StatusBadge tone="neutral" text={status} />
            <span className="ml-auto tabular-nums">{amount}</span>
          </p>
          <p className="text-muted">
            Published by <bdi>{requestedByName}</bdi>, {when}
          </p>
          {notice.isLive && (
            <p role="status" className="text-muted">
              <PublicationExplanation notice={notice} />
            </p>
          )}
          {handlers && (
            <div className="mt-2">
              <Published publication={publication} handlers={handlers} size="small" />
            </div>
          )}
        </div>
      </div>
    </section>
  );
}
