'use client';

import { useEffect } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { onSessionChanged } from '#components/ui/sessions-of-browser.ts';
import { leaveFor } from '#components/ui/unfinished.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { secondFactorPath, signInPath } from '#lib/domain/paths.ts';
import { type SessionEnd, sessionEnd } from './session-end.ts';

export type SessionEndedProps = { end: Exclude<SessionEnd, 'forbidden'>; path: string; businessName: string };

/** Covers a page whose data one may not see any more, until one may again. */
export function SessionEnded({ end, path, businessName }: SessionEndedProps) {
  useEffect(() => {
    const look = async () => {
      // Whoever it is now gets a page of their own.
      if (!document.hidden && (await sessionEnd(path)) === null) leaveFor(window.location.href);
    };
    const stop = onSessionChanged(look);
    document.addEventListener('visibilitychange', look);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', look);
    };
  }, [path]);

  const { pathname, search } = window.location;
  const { title, text, button, href } = ways(pathname + search, businessName)[end];
  return (
    <Dialog
      isOpen
      onOpenChange={() => {}}
      mustAnswer
      coversPage
      title={title}
      actions={
        <Button variant="primary" autoFocus onPress={() => leaveFor(href)}>
          {button}
        </Button>
      }
    >
      {text}
    </Dialog>
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
  notMember: {
    title: `You are no longer a member of ${isolated(businessName)}`,
    text: 'What you did there is safe. If this surprises you, ask an admin of the business to add you again.',
    button: 'Leave this page',
    href: '/',
  },
});
