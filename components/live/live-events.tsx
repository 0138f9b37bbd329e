'use client';

import { useRouter } from 'next/navigation';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  useTransition,
} from 'react';
import { later } from '#components/ui/later.ts';
import { onSessionChanged } from '#components/ui/sessions-of-browser.ts';
import { onSetback } from '#components/ui/setbacks.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { eventsPath } from '#lib/domain/paths.ts';
import type { Topic } from '#lib/events/announcement.ts';
import { type Interest, LiveFeed } from './live-feed.ts';
import { drawingDueAt, type Pace } from './pace.ts';
import { type SessionEnd, sessionEnd } from './session-end.ts';
// Not later: once a session has ended, nothing more may come.
import { SessionEnded } from './session-ended.tsx';
import { beginVisit } from './this-tab.ts';

const connecting = later(() => import('./connect.ts'));
const AGAIN_AFTER_MS = 2_000;

const LiveContext = createContext<LiveFeed | null>(null);

/**
 * Holds the tab's one connection for live events, and has the page drawn anew when parts of it are out of date: soon
 * after a quiet time, now and then while much goes on, and once what it is busy drawing has come.
 */
export function LiveEvents({
  business,
  businessName,
  since,
  children,
}: {
  business: string;
  businessName: string;
  /** The newest event when the server began to draw the page. */
  since: number;
  children: ReactNode;
}) {
  const router = useRouter();
  const [changedAt, setChangedAt] = useState<number | null>(null);
  const [feed] = useState(() => new LiveFeed(since, () => setChangedAt((at) => at ?? performance.now())));
  const [loadedAt] = useState(since);
  const [isLost, setLost] = useState(false);
  const path = eventsPath(business);
  const ask = useCallback(() => sessionEnd(path), [path]);
  const [end, setEnd] = useState<SessionEnd | null>(null);
  const isEnded = end !== null;
  useEffect(() => {
    if (isEnded) return;
    const look = async () => setEnd(await ask());
    let isOver = false;
    const stops = [
      () => {
        isOver = true;
      },
      onSetback(look),
      onSessionChanged(look),
    ];
    // What happens until it has come is told then.
    const listen = () => {
      if (isOver) return;
      connecting.load().then(
        ({ connect }) => {
          const told = { onEvent: feed.tell.bind(feed), onLost: setLost, onEnded: setEnd };
          if (!isOver) stops.push(connect(path, loadedAt, told));
        },
        () => void setTimeout(listen, AGAIN_AFTER_MS),
      );
    };
    listen();
    return () => {
      for (const stop of stops) stop();
    };
  }, [ask, path, loadedAt, feed, isEnded]);
  // The page itself says which role it needs.
  useEffect(() => {
    if (end === 'forbidden') router.refresh();
  }, [end, router]);

  const [isDrawing, startDrawing] = useTransition();
  const drawn = useRef<Pace['drawn']>(null);
  useEffect(() => {
    if (!isDrawing) return;
    const begunAt = performance.now();
    return () => {
      const at = performance.now();
      drawn.current = { at, tookMs: at - begunAt };
    };
  }, [isDrawing]);
  const isHidden = useSyncExternalStore(onVisibility, isPageHidden, () => false);
  useEffect(() => {
    const due = drawingDueAt({ changedAt, isDrawing, drawn: drawn.current, isHidden });
    if (due === null) return;
    const timer = setTimeout(() => {
      setChangedAt(null);
      // Not for a part that has gone meanwhile.
      if (feed.take()) startDrawing(() => router.refresh());
    }, due - performance.now());
    return () => clearTimeout(timer);
  }, [changedAt, isDrawing, isHidden, feed, router]);

  return (
    <LiveContext value={feed}>
      {children}
      <LostServerBar isLost={isLost} />
      {end !== null && end !== 'forbidden' && <SessionEnded {...{ end, ask, businessName }} />}
    </LiveContext>
  );
}

/** Under the page, so that nothing moves under somebody's hand; it is there empty before, so that it is read aloud. */
function LostServerBar({ isLost }: { isLost: boolean }) {
  return (
    <div role="status" className="shrink-0">
      {isLost && (
        <p className="flex items-center gap-2 border-t bg-attention-soft px-4 py-2 text-sm text-attention">
          <Spinner size={14} />
          Intray can't be reached. This page may be out of date. Reconnecting…
        </p>
      )}
    </div>
  );
}

/**
 * Has the page drawn anew when something of the interest changes after `drawnAt`, the newest event at its drawing. Each
 * new drawing is looked at like the first: it may be older than a change of one's own that the page had shown.
 */
export function useLive({ items, sync, connection, mail, team, notices, exports }: Interest, drawnAt: number) {
  const feed = useContext(LiveContext);
  const visit = useRef<number | null>(null);
  useEffect(() => {
    visit.current ??= beginVisit();
    return feed?.join({ items, sync, connection, mail, team, notices, exports }, drawnAt, visit.current);
  }, [feed, items, sync, connection, mail, team, notices, exports, drawnAt]);
}

/** Calls `onEvent` whenever something of the topic may have changed, whatever page is open. */
export function useHearing(topic: Topic, onEvent: () => void) {
  const feed = useContext(LiveContext);
  useEffect(
    () => feed?.hear((event) => (event.topic === topic || event.topic === null) && onEvent()),
    [feed, topic, onEvent],
  );
}

/** For what this tab has changed by other means than an action: has the parts concerned drawn anew. */
export function useChanged(): (topic: Topic) => void {
  const feed = useContext(LiveContext);
  return useCallback((topic) => feed?.changed(topic), [feed]);
}

/** Renders nothing; see `useLive`. */
export function LiveRefresh({ interest, drawnAt }: { interest: Interest; drawnAt: number }) {
  useLive(interest, drawnAt);
  return null;
}

function onVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

const isPageHidden = () => document.hidden;
