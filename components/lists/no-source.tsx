import { Plug } from 'lucide-react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ButtonLink } from '#components/ui/link.tsx';

/** A list that nothing fills, since the business was never connected. */
export function NoSource({ what, connectionsHref }: { what: string; connectionsHref: string | null }) {
  return (
    <EmptyState
      icon={<Plug />}
      title={`${what} come from your accounting software`}
      action={
        connectionsHref && (
          <ButtonLink href={connectionsHref} variant="primary">
            Connect it
          </ButtonLink>
        )
      }
    >
      {connectionsHref
        ? 'Connect it, and this list fills by itself and stays up to date.'
        : 'This business is not connected yet. Ask an admin to connect it; this list then fills by itself.'}
    </EmptyState>
  );
}
