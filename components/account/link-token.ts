'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { failure, type Result } from '#lib/domain/result.ts';

const unanswered = failure(
  'unanswered',
  'Intray did not answer, so it is not known whether this was done. Check the connection and try again; it is never done twice.',
);

/** What came of an action, also when the connection broke off. */
export const answerOf = <T>(asked: Promise<Result<T>>): Promise<Result<T>> => asked.catch(() => unanswered);

export type OpenedLink<T> = { token: string; about: Result<T> };

/**
 * What the link that led here is about; null until it is known. Its token stands behind the `#`: it is read once, and
 * taken out of the address before anything else happens, so that it is in no history and nobody's screen shows it.
 */
export function useOpenedLink<T>(check: (input: { token: string }) => Promise<Result<T>>): OpenedLink<T> | null {
  const [link, setLink] = useState<OpenedLink<T> | null>(null);
  const newest = useRef<string | null>(null);
  const open = useCallback(async () => {
    const token = window.location.hash.slice(1);
    // An effect may run twice: the second time the token is gone from the address, and asked about already.
    if (!token && newest.current !== null) return;
    newest.current = token;
    if (token) window.history.replaceState(null, '', window.location.pathname + window.location.search);
    const about = token ? await answerOf(check({ token })) : missing;
    if (newest.current === token) setLink({ token, about });
  }, [check]);
  useEffect(() => {
    void open();
    window.addEventListener('hashchange', open);
    return () => window.removeEventListener('hashchange', open);
  }, [open]);
  return link;
}

const missing = failure(
  'linkMissing',
  'This page is opened by a link in a mail. Open it from there once more; until it is used, nothing has changed.',
);
