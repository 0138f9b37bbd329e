'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { letTypingGo } from '#components/ui/kept-typing.ts';
import {
  firstUnfinished,
  isComingBack,
  leave,
  onLeaving,
  type Unfinished,
  unfinishedWords,
  useIsUnfinished,
} from '#components/ui/unfinished.ts';

/** Asks before one leaves a page on which something is shown that is not stored. Once, in the shell. */
export function LeaveGuard() {
  const router = useRouter();
  const isUnfinished = useIsUnfinished();
  const [question, setQuestion] = useState<{ about: Unfinished; go: () => void } | null>(null);
  const [isOpen, setOpen] = useState(false);
  const isStaying = useRef(false);

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

  function stay() {
    isStaying.current = true;
    setOpen(false);
  }

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={stay}
      title="Leave without saving?"
      actions={
        <>
          <Button
            onPress={() => {
              setOpen(false);
              letTypingGo();
              question?.go();
            }}
          >
            Leave without it
          </Button>
          <Button variant="primary" autoFocus onPress={stay}>
            Stay
          </Button>
        </>
      }
    >
      {question && (
        <>
          <p>{unfinishedWords(question.about)} It is lost when you leave this page.</p>
          <OnceGone
            act={() => {
              if (isStaying.current) question.about.focus();
              isStaying.current = false;
            }}
          />
        </>
      )}
    </Dialog>
  );
}

/** A dialog holds the focus until it is gone. */
function OnceGone({ act }: { act: () => void }) {
  const onGone = useRef(act);
  useEffect(() => () => onGone.current(), []);
  return null;
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
