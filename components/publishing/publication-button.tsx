'use client';

import { Send } from 'lucide-react';
import { useTransition } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { PublicationPhase } from '#lib/domain/publication/publication-notice.ts';
import type { PublicationView } from '#lib/publishing/publication-view.ts';
import { CancelPublishing } from './cancel-publishing.tsx';
import { OpenInLedger } from './open-in-ledger.tsx';
import { PublishButton, type PublishButtonProps, type PublishHandlers } from './publish-button.tsx';

/**
 * *Publish* on an item's page, and what becomes of it: the button is busy while the publication is under way (or takes it
 * back, while it can), and ends as the link to the published document.
 */
export function PublicationButton({
  publication,
  ...props
}: PublishButtonProps & { publication: PublicationView | null }) {
  const { handlers, size } = props;
  if (publication?.isPublished) return <Published {...{ publication, handlers, size }} />;
  if (publication?.locksItem) return <UnderWay {...{ publication, handlers, size }} />;
  return <PublishButton {...props} />;
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
