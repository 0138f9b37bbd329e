'use client';

import { Send } from 'lucide-react';
import { type ReactNode, useTransition } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Button, type ButtonProps } from '#components/ui/button.tsx';
import type { ButtonSize } from '#components/ui/button-styles.ts';
import { Link } from '#components/ui/link.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { PublicationPhase } from '#lib/domain/publication/publication-notice.ts';
import type { Problem } from '#lib/domain/readiness/problem.ts';
import type { Result } from '#lib/domain/result.ts';
import type { ListName } from '#lib/domain/sync-summary.ts';
import type { Attempt } from '#lib/publishing/publication-attempts.ts';
import type { PublicationView, PublishingGate } from '#lib/publishing/publication-view.ts';
import type { ItemRevision, PublishOutcome } from '#lib/publishing/publish-items.ts';
import { CancelPublishing } from './cancel-publishing.tsx';
import { OpenInLedger } from './open-in-ledger.tsx';
import { usePublishingNews } from './publishing-news.tsx';
import { rowLabelClass } from './row-label.ts';

export type LoadAttempts = (input: { itemId: string }) => Promise<Result<Attempt[]>>;

type OfPublication = (input: { publicationId: string }, tab?: string) => Promise<Result<null>>;

export type PublishHandlers = {
  publish: (input: { items: ItemRevision[] }, tab?: string) => Promise<Result<PublishOutcome[]>>;
  /** Reads a list anew and then publishes what waits for that. */
  reload: (input: { list: ListName; items: ItemRevision[] }, tab?: string) => Promise<Result<null>>;
  cancel: (input: { publicationId: string }, tab?: string) => Promise<Result<null>>;
  retry: (input: { publicationId: string }, tab?: string) => Promise<Result<null>>;
  cancelPayments: (input: { publicationId: string }, tab?: string) => Promise<Result<null>>;
  loadAttempts: LoadAttempts;
  correct: OfPublication;
  leaveAsItIs: OfPublication;
  sendCorrection: (
    input: { publicationId: string; revision: number; settlements: string[]; isAnew: boolean },
    tab?: string,
  ) => Promise<Result<unknown>>;
  unpublish: (input: { publicationId: string; settlements: string[] }, tab?: string) => Promise<Result<unknown>>;
  bringBackGone: (input: { publicationId: string }, tab?: string) => Promise<Result<null>>;
};

export type PublishButtonProps = {
  item: ItemRevision;
  /** What is still to be resolved; empty means ready. */
  problems: readonly Pick<Problem, 'message'>[];
  publication: PublicationView | null;
  gate: PublishingGate;
  /** Where an admin connects; null for everyone else, who are told whom to ask. */
  connectionsHref: string | null;
  handlers: PublishHandlers;
  size?: ButtonSize;
  /** In place of publishing this one alone; a page that shows the item leads to what is missing instead of telling it. */
  onPublish?: () => Promise<void>;
  /** Once it is under way, the item is no longer in the list that is shown. */
  leavesList?: boolean;
  /** At the end of a table's row: an icon alone where the table is narrow. */
  isInRow?: boolean;
};

/**
 * *Publish*, and what becomes of it: pressing it shows at once why it can't be done, else the button is busy while the
 * publication is under way (or takes it back, while it can), and ends as the link to the published document.
 */
export function PublishButton(props: PublishButtonProps) {
  const { publication, gate, problems, size, isInRow } = props;
  if (publication?.isPublished) return <Published {...props} publication={publication} />;
  if (publication?.locksItem) return <UnderWay publication={publication} handlers={props.handlers} size={size} />;
  if (gate.health === 'none') {
    return (
      <Explained label="Why this can't be published" {...{ size, isInRow }}>
        <p>
          Publishing needs your accounting software. Everything on this item is kept until then, and it can be exported
          and archived without.
        </p>
        <p className="mt-2">
          {props.connectionsHref ? (
            <Link href={props.connectionsHref}>Connect it in Business settings</Link>
          ) : (
            'Ask an admin of this business to connect it.'
          )}
        </p>
      </Explained>
    );
  }
  if (problems.length > 0 && !props.onPublish) {
    return (
      <Explained label="What is left to do" {...{ size, isInRow }}>
        <p className="font-medium">Before this can be published</p>
        <ul className="mt-1 list-disc space-y-0.5 pl-4">
          {[...new Set(problems.map(({ message }) => message))].map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      </Explained>
    );
  }
  return <Publish {...props} />;
}

type Shape = Pick<PublishButtonProps, 'size' | 'isInRow'>;

function Explained({ label, size, isInRow, children }: Shape & { label: string; children: ReactNode }) {
  return (
    <Popover
      label={label}
      placement="bottom end"
      className="w-72 text-sm"
      trigger={<PublishTrigger variant={isInRow ? 'quiet' : 'secondary'} {...{ size, isInRow }} />}
    >
      {children}
    </Popover>
  );
}

function Publish({ item, gate, handlers, problems, size, isInRow, leavesList, onPublish }: PublishButtonProps) {
  const tell = usePublishingNews();
  const [isPending, start] = useTransition();
  const publish = () =>
    start(async () => {
      if (onPublish) return onPublish();
      await tell(await handlers.publish({ items: [item] }, thisTab()), gate, { leavesList });
    });
  return (
    // A page has one loud button, and this one stands in every row.
    <PublishTrigger
      variant={isInRow || problems.length > 0 ? 'secondary' : 'primary'}
      {...{ size, isInRow, isPending }}
      onPress={publish}
    />
  );
}

/** The button itself: in a narrow table its icon, with the word as its tooltip. */
function PublishTrigger({ isInRow, ...props }: Omit<ButtonProps, 'children' | 'icon'> & Shape) {
  const button = (
    <Button {...props} icon={<Send size={14} />}>
      <span className={isInRow ? rowLabelClass : undefined}>Publish</span>
    </Button>
  );
  return isInRow ? <Tooltip text="Publish">{button}</Tooltip> : button;
}

function UnderWay({ publication, handlers, size }: Pick<PublishButtonProps, 'handlers' | 'size'> & Shown) {
  if (publication.canCancel) {
    return <CancelPublishing publicationId={publication.id} cancel={handlers.cancel} size={size} />;
  }
  return (
    <Button variant="primary" size={size} icon={<Send size={14} />} isPending>
      Publish
    </Button>
  );
}

type Shown = { publication: PublicationView };

/** The way to the published document and, where something is missing there, another try: a file, a payment. */
export function Published({ publication, handlers, size }: Pick<PublishButtonProps, 'handlers' | 'size'> & Shown) {
  const [isPending, start] = useTransition();
  const act = (handler: PublishHandlers['retry'], title: string) =>
    start(async () => {
      const done = await handler({ publicationId: publication.id }, thisTab());
      if (!done.ok) toast({ title, description: done.error.message, tone: 'danger' });
    });
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {publication.canRetry && (
        <Button size={size} isPending={isPending} onPress={() => act(handlers.retry, 'Not tried again')}>
          {retryLabels[publication.notice.phase] ?? 'Try again'}
        </Button>
      )}
      {publication.canLeaveUnpaid && (
        <Button
          size={size}
          variant="quiet"
          isPending={isPending}
          onPress={() => act(handlers.cancelPayments, 'Not cancelled')}
        >
          Cancel payment
        </Button>
      )}
      {publication.ledgerUrl && (
        <OpenInLedger href={publication.ledgerUrl} ledgerName={publication.ledgerName} size={size} />
      )}
    </span>
  );
}

const retryLabels: Partial<Record<PublicationPhase, string>> = {
  notPaid: 'Record payment again',
  notAllocated: 'Allocate again',
  notAttached: 'Attach document again',
};
