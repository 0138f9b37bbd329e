'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { later, useLater } from '#components/ui/later.ts';
import {
  firstUnfinished,
  isComingBack,
  leave,
  onLeaving,
  type Unfinished,
  useIsUnfinished,
} from '#components/ui/unfinished.ts';

const questionPart = later(() => import('./leave-question.tsx'));

/** Asks before one leaves a page on which something is shown that is not stored. Once, in the shell. */
export function LeaveGuard() {
  const router = useRouter();
  const isUnfinished = useIsUnfinished();
  const [question, setQuestion] = useState<{ about: Unfinished; go: () => void } | null>(null);
  const [isOpen, setOpen] = useState(false);

  useEffect(
    () =>
      onLeaving((go) => {
        const about = firstUnfinished();
        if (!about) return go();
        setQuestion({ about, go });
        setOpen(true);
      }),
    [],
  );

  useEffect(() => {
    if (!isUnfinished) return;
    function onClick(event: MouseEvent) {
      const address = addressIn(event);
      if (!address || !firstUnfinished()) return;
      event.preventDefault();
      event.stopPropagation();
      leave(() => router.push(address));
    }
    const onUnload = (event: BeforeUnloadEvent) => !isComingBack() && event.preventDefault();
    document.addEventListener('click', onClick, true);
    window.addEventListener('beforeunload', onUnload);
    return () => {
      document.removeEventListener('click', onClick, true);
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [isUnfinished, router]);

  const part = useLater(questionPart, isOpen);
  return part && <part.LeaveQuestion {...{ question, isOpen }} onClose={() => setOpen(false)} />;
}

/** Where a click leads within the product, in place of this page; null when it does not. */
function addressIn({ target, button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): string | null {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null;
  if (!link || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return null;
  const { origin, pathname, search } = window.location;
  const isElsewhere = link.target !== '' && link.target !== '_self';
  const isHere = link.pathname === pathname && link.search === search;
  if (link.origin !== origin || isElsewhere || isHere || link.hasAttribute('download')) return null;
  return link.pathname + link.search + link.hash;
}
