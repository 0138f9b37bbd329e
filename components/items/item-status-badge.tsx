'use client';

import { Button } from 'react-aria-components/Button';
import { PublicationBadge } from '#components/publishing/publication-badge.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { type Status, StatusBadge } from '#components/ui/status-badge.tsx';
import type { ItemStatus } from '#lib/domain/item-status.ts';
import type { PublicationView } from '#lib/publishing/publication-view.ts';

const statuses = {
  TO_REVIEW: 'toReview',
  READY: 'ready',
  REFUSED: 'refused',
  WAITING: 'publishing',
  PUBLISHED: 'published',
} as const satisfies Record<ItemStatus, Status>;

/** To review, Ready or what its publication does; what is missing or refused is told on press. */
export function ItemStatusBadge({
  status,
  toDo,
  count = 0,
  publication,
}: {
  status: ItemStatus;
  /** In words: what is missing, wrong or refused, each cause once. */
  toDo: readonly string[];
  /** Shown beside the status where there are several. */
  count?: number;
  publication: PublicationView | null;
}) {
  if (publication && (publication.locksItem || publication.isPublished)) {
    return <PublicationBadge notice={publication.notice} />;
  }
  const badge = <StatusBadge status={statuses[status]} />;
  if (toDo.length === 0) return badge;
  const counted = count > 1 ? `, ${count} to fix` : '';
  return (
    <Popover
      label="What is left to do"
      className="w-72"
      trigger={
        <Button
          aria-label={`${status === 'REFUSED' ? 'Refused' : 'To review'}${counted}: show why`}
          className="flex min-h-6 items-center rounded-full"
        >
          {badge}
          {counted && (
            <span aria-hidden="true" className="ml-1.5 text-xs whitespace-nowrap text-muted tabular-nums">
              {count} to fix
            </span>
          )}
        </Button>
      }
    >
      <p className="mb-1 font-medium">{status === 'REFUSED' ? 'Why it was refused' : 'What is left to do'}</p>
      <ul className="list-disc space-y-0.5 pl-4">
        {toDo.map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </Popover>
  );
}
