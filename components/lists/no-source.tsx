import { Plug } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ButtonLink } from '#components/ui/link.tsx';

/** A list that nothing fills, since the business was never connected. */
export function NoSource({
  what,
  connectionsHref,
  keepOwn,
}: {
  what: string;
  connectionsHref: string | null;
  /** Begins a list of the business's own, where it may have one. */
  keepOwn?: ReactNode;
}) {
  return (
    <EmptyState
      icon={<Plug />}
      title={`${what} come from your accounting software`}
      action={
        (connectionsHref || keepOwn) && (
          <>
            {connectionsHref && (
              <ButtonLink href={connectionsHref} variant="primary">
                Connect it
              </ButtonLink>
            )}
            {keepOwn}
          </>
        )
      }
    >
      {connectionsHref
        ? 'Connect it, and this list fills by itself and stays up to date.'
        : 'This business is not connected yet. Ask an admin to connect it; this list then fills by itself.'}
      {keepOwn &&
        ' Or keep your own list meanwhile: items are coded with it, and when you connect later, it is paired with what is there.'}
    </EmptyState>
  );
}
