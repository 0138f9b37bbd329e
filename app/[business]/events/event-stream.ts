import { liveSession } from '#lib/account/sessions.ts';
import { isMember } from '#lib/authorise.ts';
import { visitOf } from '#lib/domain/tab-id.ts';
import type { LiveEvent, LoggedEvent } from '#lib/events/announcement.ts';
import { follow } from '#lib/events/follow.ts';
import { listenForEnd } from '#lib/events/listen.ts';
import { log } from '#lib/log.ts';
import { stopping } from '#lib/operations/stop-web.ts';

/** Keeps proxies from closing a quiet connection. */
const BEAT_MS = 25_000;
/** Then the browser connects anew, and its membership is checked anew. */
const LIFE_MS = 5 * 60_000;
/** After which the browser connects anew. */
const RETRY_MS = 2_000;
/** The same where another answer waits for it, from here to twice that: at once, but not all pages at the same moment. */
const RETRY_ELSEWHERE_MS = 300;

export type StreamRequest = {
  businessId: string;
  /** Whose page it is. When their place in the business changes, the stream ends; the browser asks again, if it may. */
  userId: string;
  /** When it ends, so does the stream; the browser asks again and is refused. */
  sessionId: string;
  /** The newest event that the page knows of; null when what it names is none. */
  since: number | null;
  /** The page that asks. */
  tab: string | null;
  signal: AbortSignal;
};

/** What a page asks for: an `EventSource` that connects again tells in a header what came last. */
export function streamRequest(request: Request): Omit<StreamRequest, 'businessId' | 'userId' | 'sessionId'> {
  const { searchParams } = new URL(request.url);
  const since = request.headers.get('last-event-id') || searchParams.get('since');
  return {
    since: since !== null && /^\d{1,15}$/.test(since) ? Number(since) : null,
    tab: searchParams.get('tab'),
    signal: request.signal,
  };
}

/**
 * The events that the page has missed and all that follow, as server-sent events: what changed, never its content.
 * When the database is lost, this server stops or the person's access changes, the stream ends, and the browser asks
 * again from where it was.
 */
export function eventStream(asked: StreamRequest): ReadableStream<Uint8Array> {
  const { businessId, userId, sessionId, since, tab, signal } = asked;
  const encoder = new TextEncoder();
  const ending = new AbortController();
  let isCancelled = false;
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => !ending.signal.aborted && controller.enqueue(encoder.encode(text));
      const tell = (event: LiveEvent) => send(`id: ${event.number}\ndata: ${JSON.stringify(event)}\n\n`);
      const end = () => ending.abort();
      const sendAway = () => {
        send(`retry: ${Math.round(RETRY_ELSEWHERE_MS * (1 + Math.random()))}\n\n`);
        end();
      };
      const beat = setInterval(() => send(': beat\n\n'), BEAT_MS);
      const life = setTimeout(end, LIFE_MS);
      let release = () => {};
      let releaseSession = () => {};
      ending.signal.addEventListener('abort', () => {
        release();
        releaseSession();
        clearInterval(beat);
        clearTimeout(life);
        signal.removeEventListener('abort', end);
        stopping.removeEventListener('abort', sendAway);
        if (!isCancelled) controller.close();
      });
      signal.addEventListener('abort', end);
      if (signal.aborted) end();

      send(`retry: ${RETRY_MS}\n\n`);
      stopping.addEventListener('abort', sendAway);
      if (stopping.aborted) return sendAway();
      // What has happened before is replayed: the door, which this page has passed since, knew of it.
      const concernsAccess = ({ topic, id }: LoggedEvent, isReplayed: boolean) =>
        topic === 'team' && id === userId && !isReplayed;
      try {
        release = await follow(businessId, since, {
          onEvent: (event, isReplayed) =>
            concernsAccess(event, isReplayed) ? sendAway() : tell(liveEvent(event, tab, isReplayed)),
          onUnknown: (number) => tell({ number, topic: null, id: null, visit: null, isReplayed: true }),
          onLost: end,
        });
        releaseSession = await listenForEnd(sessionId, end);
        // Either may have ended between the door and here.
        if (!(await isMember(businessId, userId)) || !(await liveSession(sessionId))) end();
        if (ending.signal.aborted) {
          release();
          releaseSession();
        }
      } catch (error) {
        log.warn({ err: error }, 'live events could not begin');
        end();
      }
    },
    cancel() {
      isCancelled = true;
      ending.abort();
    },
  });
}

/** Whose tab asked for it, only that tab is told. */
function liveEvent({ number, topic, id, origin }: LoggedEvent, tab: string | null, isReplayed: boolean): LiveEvent {
  return { number, topic, id, visit: visitOf(origin, tab), isReplayed };
}
