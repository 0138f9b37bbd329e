import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

type Prefetching = NonNullable<Parameters<ReturnType<typeof useRouter>['prefetch']>[1]>;

/** With its data, not only what pages of its kind share; Next.js does not export its name for it. */
const WHOLE = 'full' as Prefetching['kind'];

/**
 * Fetches the page that one most likely goes to next, anew whenever what was fetched no longer holds. What changes on it
 * after that it hears of when it is shown, as any page does that was drawn a while ago.
 */
export function useAtHand(href: string | null): void {
  const router = useRouter();
  useEffect(() => {
    if (href === null) return;
    let isOpen = true;
    const fetchIt = () => {
      if (isOpen) router.prefetch(href, { kind: WHOLE, onInvalidate: fetchIt });
    };
    fetchIt();
    return () => {
      isOpen = false;
    };
  }, [router, href]);
}
