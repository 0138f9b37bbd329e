import type { LiveEvent } from '#lib/events/announcement.ts';
import { thisTab } from './this-tab.ts';

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
/** A connection ends now and then and is back in a moment, as when a server stops; that is nobody's concern. */
const LOST_AFTER_MS = 8_000;

/** Why the events of a business are refused to a page that had them: only a person can mend that. */
export type LiveRefusal = 'signedOut' | 'notMember';

const refusals: Record<string, LiveRefusal> = { signedOut: 'signedOut', businessUnknown: 'notMember' };
/** For an answer about a refusal. */
const PATIENCE_MS = 10_000;

/**
 * Asks for live events since the given one, until the returned function is called. A browser takes a broken connection
 * up again where it was, but not one that was refused, as it is while a proxy has no server; so that is done here.
 * `onLost` is told when there has been no connection for some seconds, and when there is one again; `onRefused` when
 * the person is no longer one who may have them, and nothing more is asked for.
 */
export function connect(
  path: string,
  since: number,
  {
    onEvent,
    onLost,
    onRefused,
  }: {
    onEvent: (event: LiveEvent) => void;
    onLost: (isLost: boolean) => void;
    onRefused: (refusal: LiveRefusal) => void;
  },
): () => void {
  let last = String(since);
  const tab = thisTab();
  let waitMs = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let losing: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource;
  let isOver = false;
  const address = () => `${path}?${new URLSearchParams({ since: last, ...(tab && { tab }) })}`;

  const open = () => {
    source = new EventSource(address());
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
      if (source.readyState === EventSource.CLOSED) void tryAgain();
    };
  };
  const tryAgain = async () => {
    const refusal = await whyRefused(address());
    if (isOver) return;
    if (refusal) {
      clearTimeout(losing);
      onRefused(refusal);
      return;
    }
    timer = setTimeout(open, waitMs);
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  };
  open();
  return () => {
    isOver = true;
    source.close();
    clearTimeout(timer);
    clearTimeout(losing);
  };
}

/** An `EventSource` does not tell why it was refused; null for whatever may pass by itself. */
async function whyRefused(address: string): Promise<LiveRefusal | null> {
  const asking = new AbortController();
  const timer = setTimeout(() => asking.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(address, { signal: asking.signal, cache: 'no-store' });
    if (answer.ok) return null;
    const { error } = (await answer.json()) as { error?: { code?: string } };
    return refusals[error?.code ?? ''] ?? null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    // Of events that are given now nobody reads these.
    asking.abort();
  }
}
