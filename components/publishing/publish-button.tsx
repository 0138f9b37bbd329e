'use client';

import { Send } from 'lucide-react';
import { type ReactNode, useTransition } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Button, type ButtonProps } from '#components/ui/button.tsx';
import type { ButtonSize } from '#components/ui/button-styles.ts';
import { later, useLater } from '#components/ui/later.ts';
import { Popover } from '#components/ui/popover.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import type { Problem } from '#lib/domain/readiness/problem.ts';
import type { Result } from '#lib/domain/result.ts';
import type { ListName } from '#lib/domain/sync-summary.ts';
import type { Attempt } from '#lib/publishing/publication-attempts.ts';
import type { PublishingGate } from '#lib/publishing/publication-view.ts';
import type { ItemRevision, PublishOutcome } from '#lib/publishing/publish-items.ts';
import { usePublishingNews } from './publishing-news.tsx';
import { rowLabelClass } from './row-label.ts';

export type LoadAttempts = (input: { itemId: string }) => Promise<Result<Attempt[]>>;

type OfPublication = (input: { publicationId: string }, tab?: string) => Promise<Result<null>>;

/** Whether an item that would be published by itself is. */
export type SteerAutoPublish = (input: { itemId: string; wish: 'stop' | 'let' }) => Promise<Result<null>>;

export type PublishHandlers = {
  /** What the books may have already is left out, and told, unless it is to be published anyway. */
  publish: (input: { items: ItemRevision[]; isAnyway?: boolean }, tab?: string) => Promise<Result<PublishOutcome[]>>;
  attach: (input: ItemRevision & { ledgerId: string }, tab?: string) => Promise<Result<{ publicationId: string }>>;
  detach: (input: { publicationId: string }, tab?: string) => Promise<Result<{ filesLeft: number }>>;
  /** Reads a list anew and then publishes what waits for that. */
  reload: (input: { list: ListName; items: ItemRevision[] }, tab?: string) => Promise<Result<null>>;
  cancel: (input: { publicationId: string }, tab?: string) => Promise<Result<null>>;
  retry: (input: { publicationId: string }, tab?: string) => Promise<Result<null>>;
  cancelPayments: (input: { publicationId: string }, tab?: string) => Promise<Result<null>>;
  loadAttempts: LoadAttempts;
  steerAuto: SteerAutoPublish;
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

/** *Publish* of what is open: pressing it shows at once why it can't be done. */
export function PublishButton(props: PublishButtonProps) {
  const { gate, problems, size, isInRow } = props;
  if (gate.health === 'none') {
    return (
      <Explained label="Why this can't be published" {...{ size, isInRow }}>
        <Inside {...props} />
      </Explained>
    );
  }
  if (problems.length > 0 && !props.onPublish) {
    return (
      <Explained label="What is left to do" {...{ size, isInRow }}>
        <Inside {...props} />
      </Explained>
    );
  }
  return <Publish {...props} />;
}

const inside = later(() => import('./why-not-published.tsx'));

function Inside(props: PublishButtonProps) {
  const part = useLater(inside, true);
  return part && <part.WhyNotPublished {...props} />;
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
