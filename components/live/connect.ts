import type { LiveEvent } from '#lib/events/announcement.ts';
import { type SessionEnd, sessionEnd } from './session-end.ts';
import { thisTab } from './this-tab.ts';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
/** A connection ends now and then and is back in a moment, as when a server stops; that is nobody's concern. */
const LOST_AFTER_MS = 8_000;

/**
 * Asks for live events since the given one, until the returned function is called. A browser takes a broken connection
 * up again where it was, but not one that was refused, as it is while a proxy has no server; so that is done here.
 * `onLost` is told when there has been no connection for some seconds, and when there is one again; `onEnded` when the
 * person may not have them any more, which ends it.
 */
export function connect(
  path: string,
  since: number,
  {
    onEvent,
    onLost,
    onEnded,
  }: {
    onEvent: (event: LiveEvent) => void;
    onLost: (isLost: boolean) => void;
    onEnded: (end: SessionEnd) => void;
  },
): () => void {
  let last = String(since);
  const tab = thisTab();
  let waitMs = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let losing: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource;
  let isOver = false;

  const open = () => {
    source = new EventSource(`${path}?${new URLSearchParams({ since: last, ...(tab && { tab }) })}`);
    source.onopen = () => {
      waitMs = FIRST_WAIT_MS;
      clearTimeout(losing);
      losing = undefined;
      onLost(false);
    };
    source.onmessage = ({ data, lastEventId }) => {
      last = lastEventId;
      onEvent(JSON.parse(data) as LiveEvent);
    };
    source.onerror = () => {
      losing ??= setTimeout(() => onLost(true), LOST_AFTER_MS);
      if (source.readyState === EventSource.CLOSED) void takeUp();
    };
  };
  async function takeUp() {
    const end = await sessionEnd(path);
    if (isOver) return;
    if (end) {
      stop();
      onLost(false);
      onEnded(end);
      return;
    }
    timer = setTimeout(open, waitMs);
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }
  function stop() {
    isOver = true;
    source.close();
    clearTimeout(timer);
    clearTimeout(losing);
  }
  open();
  return stop;
}
