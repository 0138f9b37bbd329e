'use client';

import { PublicationBadge } from '#components/publishing/publication-badge.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { PlainButton } from '#components/ui/plain-button.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { type Status, StatusBadge } from '#components/ui/status-badge.tsx';
import type { ItemStatus } from '#lib/domain/item-status.ts';
import type { PublicationView } from '#lib/publishing/publication-view.ts';
import type { StatusToldProps } from './status-told.tsx';

const told = later(() => import('./status-told.tsx'));

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
  const sentences = [...toDo, ...(inBooks ? [inBooks] : []), ...(toDo.length === 0 ? [...heldBack, ...notes] : [])];
  if (mayEdit && sentences.length === 0) return badge;
  const [label, pressed, beside] = !mayEdit
    ? ['What becomes of it', 'What becomes of it', null]
    : toDo.length > 0
      ? [
          'What is left to do',
          `${leftIn[status] ?? 'To review'}${counted ? `, ${counted}` : ''}${inBooks ? ', may be here twice' : ''}: show why`,
          inBooks ? 'twice?' : counted,
        ]
      : [
          'How it is published',
          `Ready, ${inBooks ? 'may be in the books already' : heldBack.length > 0 ? 'held back' : 'differs in the books'}: show why`,
          inBooks ? 'twice?' : heldBack.length > 0 ? 'held' : 'differs',
        ];
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
      <Told {...{ status, mayEdit, sentences }} isToDo={toDo.length > 0} />
    </Popover>
  );
}

function Told(props: StatusToldProps) {
  const part = useLater(told, true);
  return part && <part.StatusTold {...props} />;
}
