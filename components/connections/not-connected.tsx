import { Plug } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import type { EndedConnection } from '#lib/connecting/connection-overview.ts';

/** A business without accounting software: what a connection is for, and the way to one. */
export function NotConnected({ ended, connectHref }: { ended: EndedConnection | null; connectHref: string }) {
  return (
    <div className="rounded-lg border bg-surface">
      <EmptyState
        icon={<Plug />}
        title="No accounting software is connected"
        action={
          <ButtonLink variant="primary" href={connectHref}>
            Connect
          </ButtonLink>
        }
      >
        <p>Once it is, categories, suppliers and tax rates come from your books, and items are published to them.</p>
        {ended && (
          <p className="mt-2">
            {ended.organisationName} was connected before. {ended.reason}
          </p>
        )}
      </EmptyState>
    </div>
  );
}
