import type { LiveEvent } from '#lib/events/announcement.ts';
import { thisTab } from './this-tab.ts';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Asks for live events since the given one, until the returned function is called. A browser takes a broken connection
 * up again where it was, but not one that was refused, as it is while a proxy has no server; so that is done here.
 */
export function connect(path: string, since: number, onEvent: (event: LiveEvent) => void): () => void {
  let last = String(since);
  const tab = thisTab();
  let waitMs = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource;

  const open = () => {
    source = new EventSource(`${path}?${new URLSearchParams({ since: last, ...(tab && { tab }) })}`);
    source.onopen = () => {
      waitMs = FIRST_WAIT_MS;
    };
    source.onmessage = ({ data, lastEventId }) => {
      last = lastEventId;
      onEvent(JSON.parse(data) as LiveEvent);
    };
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    };
  };
  open();
  return () => {
    source.close();
    clearTimeout(timer);
  };
}
