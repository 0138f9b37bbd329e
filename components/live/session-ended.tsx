'use client';

import { useEffect, useId, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '#components/ui/button.tsx';
import { onSessionChanged } from '#components/ui/sessions-of-browser.ts';
import { leaveFor } from '#components/ui/unfinished.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { accountPaths, secondFactorPath, signInPath } from '#lib/domain/paths.ts';
import type { SessionEnd } from './session-end.ts';

export type SessionEndedProps = {
  end: Exclude<SessionEnd, 'forbidden'>;
  /** Whether it is still so. */
  ask: () => Promise<SessionEnd | null>;
  businessName: string;
};

/**
 * Covers a page whose data one may not see any more, until one may again. It is the browser's own dialog, and comes with
 * the page: nothing has to be fetched for it, which a server that refuses might not give, and it stands over all others.
 */
export function SessionEnded({ end, ask, businessName }: SessionEndedProps) {
  const cover = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => cover.current?.showModal(), []);
  useEffect(() => {
    const look = async () => {
      // Whoever it is now gets a page of their own.
      if (!document.hidden && (await ask()) === null) leaveFor(window.location.href);
    };
    const stop = onSessionChanged(look);
    document.addEventListener('visibilitychange', look);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', look);
    };
  }, [ask]);

  const { pathname, search } = window.location;
  const { title, text, button, href } = ways(pathname + search, businessName)[end];
  return createPortal(
    <dialog
      ref={cover}
      aria-labelledby={titleId}
      // A dialog of the widget library that is open below neither hides it nor takes its focus.
      data-react-aria-top-layer="true"
      // It has to be answered: Escape does not close it, nor does a browser that lets nobody hold it open.
      onCancel={(event) => event.preventDefault()}
      onClose={({ currentTarget }) => currentTarget.showModal()}
      className="covers-page m-0 hidden h-dvh max-h-none w-dvw max-w-none items-end justify-center bg-canvas text-text open:flex sm:items-start sm:p-4 sm:pt-[8vh]"
    >
      <div className="floating flex w-full flex-col rounded-b-none sm:max-w-md sm:rounded-lg">
        <h2 id={titleId} className="px-5 pt-4 pb-2 text-lg font-semibold">
          {title}
        </h2>
        <p className="px-5 pb-4 text-sm">{text}</p>
        <div className="flex justify-end border-t px-5 py-3">
          <Button variant="primary" onPress={() => leaveFor(href)}>
            {button}
          </Button>
        </div>
      </div>
    </dialog>,
    document.body,
  );
}

/** What is said of each end, and the way on from it. */
const ways = (here: string, businessName: string) => ({
  signedOut: {
    title: 'You have been signed out',
    text: 'Sign in as yourself, and you are back on this page, with what you had typed and not saved.',
    button: 'Sign in',
    href: signInPath(here),
  },
  oneFactor: {
    title: `${isolated(businessName)} asks for two-factor sign-in`,
    text: 'Show or set up your second factor, and you are back on this page, with what you had typed and not saved.',
    button: 'Go on',
    href: secondFactorPath(here),
  },
  closed: {
    title: `${isolated(businessName)} is closed`,
    text: 'Nothing in it is lost yet. Who closed it can open it again.',
    button: 'See until when',
    href: accountPaths.closed,
  },
  notMember: {
    title: `You are no longer a member of ${isolated(businessName)}`,
    text: 'What you did there is safe. If this surprises you, ask an admin of the business to add you again.',
    button: 'Leave this page',
    href: '/',
  },
});
