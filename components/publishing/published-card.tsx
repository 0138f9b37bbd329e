'use client';

import { CircleCheck, CircleSlash } from 'lucide-react';
import { type ReactNode, useTransition } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { later } from '#components/ui/later.ts';
import { publicationKindNames } from '#lib/domain/publication/publication.ts';
import { capitalised } from '#lib/domain/words.ts';
import type { PublicationView } from '#lib/publishing/publication-view.ts';
import { Published } from './publication-button.tsx';
import { PublicationExplanation } from './publication-explanation.tsx';
import type { PublishHandlers } from './publish-button.tsx';
import { PublishedAsBadge } from './published-as-badge.tsx';

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
  const { kind, inBooks, ledgerName, ledgerNumber, notice, requestedByName } = publication;
  const Mark = inBooks?.isGone ? CircleSlash : CircleCheck;
  return (
    <section
      aria-label="What was published"
      className={cx('rounded-lg border px-3 py-2.5 text-sm', inBooks?.isGone ? 'bg-surface' : 'bg-success-soft')}
    >
      <div className="flex items-start gap-2.5">
        <Mark
          aria-hidden="true"
          size={16}
          className={cx('mt-0.5 shrink-0', inBooks?.isGone ? 'text-muted' : 'text-success')}
        />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
            <span className="min-w-0 break-words">
              {capitalised(publicationKindNames[kind])} {ledgerNumber} in {ledgerName}
            </span>
            <PublishedAsBadge publication={publication} />
            <span className="ml-auto tabular-nums">{amount}</span>
          </p>
          <p className="text-muted">
            {publication.isAttached ? 'Attached by' : 'Published by'} <bdi>{requestedByName}</bdi>, {when}
          </p>
          {inBooks?.settlements.map((settlement) => (
            <p key={settlement} className="text-muted tabular-nums">
              {settlement}
            </p>
          ))}
          {notice.isLive && (
            <p role="status" className="text-muted">
              <PublicationExplanation notice={notice} />
            </p>
          )}
          {handlers && (
            <div className="mt-2 flex flex-wrap gap-2">
              <Published publication={publication} handlers={handlers} size="small" />
              {publication.isAttached && <TakeOff publication={publication} detach={handlers.detach} />}
            </div>
          )}
        </div>
      </div>
    </section>
  );
}

const takingOff = later(() => import('./take-off.ts'));

/** Attached to the wrong document, it comes back. */
function TakeOff({
  publication: { id, ledgerName },
  detach,
}: {
  publication: PublicationView;
  detach: PublishHandlers['detach'];
}) {
  const [isPending, start] = useTransition();
  return (
    <Button
      size="small"
      variant="quiet"
      isPending={isPending}
      onPress={() => start(async () => (await takingOff.load()).takeOff(id, ledgerName, detach))}
    >
      Bring back to the inbox
    </Button>
  );
}
