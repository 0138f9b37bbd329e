'use client';

import { Fragment } from 'react';
import { PublicationBadge } from '#components/publishing/publication-badge.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { PlainButton } from '#components/ui/plain-button.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { type Status, StatusBadge } from '#components/ui/status-badge.tsx';
import type { ItemStatus } from '#lib/domain/item-status.ts';
import type { PublicationView } from '#lib/publishing/publication-view.ts';

const progress = later(() => import('./progress-text.tsx'));

const statuses = {
  PROCESSING: 'processing',
  TO_REVIEW: 'toReview',
  READY: 'ready',
  REFUSED: 'refused',
  WAITING: 'publishing',
  PUBLISHED: 'published',
  IN_CLAIM: 'inClaim',
  ARCHIVED: 'archived',
} as const satisfies Record<ItemStatus, Status>;

const leftIn: Partial<Record<ItemStatus, string>> = { REFUSED: 'Refused', PROCESSING: 'Processing' };

/**
 * To review, Ready or what its publication does. On press tells what is missing or refused or, to those who may do
 * nothing about it, what becomes of the item.
 */
export function ItemStatusBadge({
  status,
  toDo,
  notes = [],
  heldBack = [],
  inBooks = null,
  count = 0,
  publication,
  mayEdit,
  isUnfinished = false,
}: {
  status: ItemStatus;
  /** In words: what is missing, wrong or refused, each cause once. */
  toDo: readonly string[];
  /** Of what is ready, in words: what will be in the books otherwise. */
  notes?: readonly string[];
  /** Of what is ready, in words: why it is not published by itself. */
  heldBack?: readonly string[];
  /** What the books or another item may have of it already, in a sentence. */
  inBooks?: string | null;
  /** Shown beside the status, in lists. */
  count?: number;
  publication: PublicationView | null;
  mayEdit: boolean;
  /** Something that is shown is not stored: then it is not ready. */
  isUnfinished?: boolean;
}) {
  if (publication && (publication.locksItem || publication.isPublished)) {
    return <PublicationBadge notice={publication.notice} />;
  }
  if (isUnfinished && status === 'READY') return <StatusBadge tone="warning" text="Not saved" />;
  // To those who added an item and no more, one that was refused is one that is being looked after.
  const badge = <StatusBadge status={statuses[!mayEdit && status === 'REFUSED' ? 'TO_REVIEW' : status]} />;
  // What is missing may yet be read.
  const counted = count > 0 && status !== 'PROCESSING' && `${count} to fix`;
  const kept = [...(inBooks ? [inBooks] : []), ...heldBack, ...notes];
  const isHeld = heldBack.length > 0;
  const [label, pressed, beside, told] = !mayEdit
    ? ['What becomes of it', 'What becomes of it', null, <Progress key="told" status={status} />]
    : toDo.length > 0
      ? [
          'What is left to do',
          `${leftIn[status] ?? 'To review'}${counted ? `, ${counted}` : ''}${inBooks ? ', may be here twice' : ''}: show why`,
          inBooks ? 'twice?' : counted,
          <Fragment key="told">
            <p className="mb-1 font-medium">{status === 'REFUSED' ? 'Why it was refused' : 'What is left to do'}</p>
            <Sentences of={inBooks ? [...toDo, inBooks] : toDo} />
          </Fragment>,
        ]
      : [
          'How it is published',
          inBooks
            ? 'Ready, may be in the books already: show why'
            : isHeld
              ? 'Ready, held back: show why'
              : 'Ready, differs in the books: show how',
          inBooks ? 'twice?' : isHeld ? 'held' : 'differs',
          kept.length > 0 && <Sentences key="told" of={kept} />,
        ];
  if (!told) return badge;
  return (
    <Popover
      label={label}
      className="w-72"
      trigger={
        <PlainButton aria-label={pressed} className="flex min-h-6 items-center pointer-coarse:min-h-11 rounded-full">
          {badge}
          {beside && (
            <span aria-hidden="true" className="ml-1.5 text-xs whitespace-nowrap text-muted tabular-nums">
              {beside}
            </span>
          )}
        </PlainButton>
      }
    >
      {told}
    </Popover>
  );
}

function Progress({ status }: { status: ItemStatus }) {
  const part = useLater(progress, true);
  return part && <part.ProgressText status={status} />;
}

function Sentences({ of }: { of: readonly string[] }) {
  return (
    <ul className="list-disc space-y-0.5 pl-4">
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
