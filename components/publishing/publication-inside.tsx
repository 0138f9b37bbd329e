'use client';

import type { PublicationView } from '#lib/publishing/publication-view.ts';
import { CancelPublishing } from './cancel-publishing.tsx';
import { PublicationExplanation } from './publication-explanation.tsx';
import type { PublishHandlers } from './publish-button.tsx';

/** What a publication under way explains of itself, with the way to take it back while there is one. */
export function PublicationInside({
  publication,
  cancel,
}: {
  publication: PublicationView;
  cancel: PublishHandlers['cancel'];
}) {
  return (
    <>
      <p>
        <PublicationExplanation notice={publication.notice} />
      </p>
      {publication.canCancel && (
        <div className="mt-3">
          <CancelPublishing publicationId={publication.id} cancel={cancel} size="small" />
        </div>
      )}
    </>
  );
}
