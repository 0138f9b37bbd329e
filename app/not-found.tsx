import type { Metadata } from 'next';
import { buttonClass } from '#components/ui/button-styles.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh">
      <EmptyState
        title="There is nothing at this address"
        action={
          // Each page brings this one along: the browser's own link needs nothing to be loaded for it.
          <a href="/" className={buttonClass('primary')}>
            Go to your businesses
          </a>
        }
      >
        The link may be old, or it belongs to a business that you are not a member of. Nothing has been lost.
      </EmptyState>
    </main>
  );
}
