import { FileQuestion } from 'lucide-react';
import type { Metadata } from 'next';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ButtonLink } from '#components/ui/link.tsx';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh">
      <EmptyState
        icon={<FileQuestion />}
        title="There is nothing at this address"
        action={
          <ButtonLink href="/" variant="primary">
            Go to your businesses
          </ButtonLink>
        }
      >
        The link may be old, or it belongs to a business that you are not a member of. Nothing has been lost.
      </EmptyState>
    </main>
  );
}
