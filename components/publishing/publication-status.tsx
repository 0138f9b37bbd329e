'use client';

import { PlainButton } from '#components/ui/plain-button.tsx';
import { Popover } from '#components/ui/popover.tsx';
import type { PublicationView } from '#lib/publishing/publication-view.ts';
import { CancelPublishing } from './cancel-publishing.tsx';
import { PublicationBadge, PublicationExplanation } from './publication-badge.tsx';
import type { PublishHandlers } from './publish-button.tsx';

/** What a publication under way is doing; pressed, it explains itself, and while it can, offers to take it back. */
export function PublicationStatus({
  publication,
  cancel,
}: {
  publication: PublicationView;
  cancel: PublishHandlers['cancel'];
}) {
  return (
    <Popover
      label={publication.notice.label}
      className="w-80 text-sm"
      trigger={
        <PlainButton className="flex min-h-6 items-center pointer-coarse:min-h-11 rounded-full">
          <PublicationBadge notice={publication.notice} />
        </PlainButton>
      }
    >
      <p>
        <PublicationExplanation notice={publication.notice} />
      </p>
      {publication.canCancel && (
        <div className="mt-3">
          <CancelPublishing publicationId={publication.id} cancel={cancel} size="small" />
        </div>
      )}
    </Popover>
  );
}
