'use client';

import { useTransition } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { PublicationView } from '#lib/publishing/publication-view.ts';
import type { PublishHandlers } from './publish-button.tsx';

/** What somebody did to a published document in the books, and what can be done here about it. */
export function LifeNotice({
  publication: { id, inBooks, notice, ledgerName },
  bringBack,
}: {
  publication: PublicationView;
  /** Null for those who publish nothing. */
  bringBack: PublishHandlers['bringBackGone'] | null;
}) {
  const [isPending, start] = useTransition();
  if (!inBooks) return null;
  const back = () =>
    start(async () => {
      const brought = await bringBack?.({ publicationId: id }, thisTab());
      if (brought?.ok) toast({ title: 'Back in the inbox', description: 'It can be published anew.', tone: 'success' });
      else if (brought) toast({ title: 'Not brought back', description: brought.error.message, tone: 'danger' });
    });
  if (inBooks.isGone) {
    return (
      <Banner
        tone="warning"
        title={notice.label}
        action={
          bringBack && (
            <Button size="small" isPending={isPending} onPress={back}>
              Bring back to the inbox
            </Button>
          )
        }
      >
        {notice.explanation}
      </Banner>
    );
  }
  return (
    <Banner tone="info" title={`Changed in ${ledgerName} since`}>
      <ul>
        {inBooks.edits.map((edit) => (
          <li key={edit}>{edit}</li>
        ))}
      </ul>
    </Banner>
  );
}
