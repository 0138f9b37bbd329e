'use client';

import { useEffect } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { onSessionChanged } from '#components/ui/sessions-of-browser.ts';
import { leaveFor } from '#components/ui/unfinished.ts';
import { signInPath } from '#lib/domain/paths.ts';
import { type SessionEnd, sessionEnd } from './session-end.ts';

/** Covers a page whose data one may not see any more, until one may again. */
export function SessionEnded({ end, path, businessName }: { end: SessionEnd; path: string; businessName: string }) {
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

  const isSignedOut = end === 'signedOut';
  const { pathname, search } = window.location;
  return (
    <Dialog
      isOpen
      onOpenChange={() => {}}
      mustAnswer
      coversPage
      title={isSignedOut ? 'You have been signed out' : `You are no longer a member of ${businessName}`}
      actions={
        <Button variant="primary" autoFocus onPress={() => leaveFor(isSignedOut ? signInPath(pathname + search) : '/')}>
          {isSignedOut ? 'Sign in' : 'Leave this page'}
        </Button>
      }
    >
      {isSignedOut
        ? 'Sign in as yourself, and you are back on this page, with what you had typed and not saved.'
        : 'What you did there is safe. If this surprises you, ask an admin of the business to add you again.'}
    </Dialog>
  );
}
