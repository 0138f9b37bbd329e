'use client';

import { later, useLater } from '#components/ui/later.ts';
import { PlainButton } from '#components/ui/plain-button.tsx';
import { Popover } from '#components/ui/popover.tsx';
import type { PublicationView } from '#lib/publishing/publication-view.ts';
import { PublicationBadge } from './publication-badge.tsx';
import type { PublishHandlers } from './publish-button.tsx';

const inside = later(() => import('./publication-inside.tsx'));

type PublicationStatusProps = { publication: PublicationView; cancel: PublishHandlers['cancel'] };

/** What a publication under way is doing; pressed, it explains itself, and while it can, offers to take it back. */
export function PublicationStatus(props: PublicationStatusProps) {
  const { notice } = props.publication;
  return (
    <Popover
      label={notice.label}
      className="w-80 text-sm"
      trigger={
        <PlainButton className="flex min-h-6 items-center pointer-coarse:min-h-11 rounded-full">
          <PublicationBadge notice={notice} />
        </PlainButton>
      }
    >
      <Inside {...props} />
    </Popover>
  );
}

function Inside(props: PublicationStatusProps) {
  const part = useLater(inside, true);
  return part && <part.PublicationInside {...props} />;
}
