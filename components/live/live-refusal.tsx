'use client';

import { UserRoundX } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { buttonClass } from '#components/ui/button-styles.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { signInPath } from '#lib/domain/paths.ts';

/** In place of the page, which is no longer theirs to see. The way on is a whole load: nothing seen stays in memory. */
export function NoLongerMember({ business }: { business: string }) {
  return (
    <div role="alert" className="flex flex-1">
      <EmptyState
        icon={<UserRoundX />}
        title={`You are no longer a member of ${business}`}
        action={
          <a href="/" className={buttonClass('primary')}>
            Go to your businesses
          </a>
        }
      >
        <p>
          An admin has removed you, or you have left in another tab. What was saved stays with the business; what you
          were typing was not saved.
        </p>
      </EmptyState>
    </div>
  );
}

/** Under the page, on which something may be typed still. */
export function SignedOutBar() {
  const pathname = usePathname();
  return (
    <p role="alert" className="shrink-0 border-t bg-attention-soft px-4 py-2 text-sm text-attention">
      You have been signed out, so nothing more can be saved here.{' '}
      <a href={signInPath(pathname)} className="underline">
        Sign in again
      </a>
    </p>
  );
}
