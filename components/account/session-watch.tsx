'use client';

import { useEffect, useState } from 'react';
import { ownSessionEnd } from '#components/live/session-end.ts';
// Not later: once a session has ended, nothing more may come.
import { SessionEnded } from '#components/live/session-ended.tsx';
import { onSessionChanged } from '#components/ui/sessions-of-browser.ts';

/** Pages of an account have no live events, so they ask. */
const LOOK_EVERY_MS = 30_000;

/** Covers the pages of an account once the session has ended: elsewhere, in another tab, or by time. */
export function SessionWatch() {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (isOver) return;
    const look = async () => {
      if (!document.hidden && (await ownSessionEnd())) setOver(true);
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    const stop = onSessionChanged(look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      stop();
      document.removeEventListener('visibilitychange', look);
    };
  }, [isOver]);
  return isOver && <SessionEnded end="signedOut" ask={ownSessionEnd} businessName="" />;
}
