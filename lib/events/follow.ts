import type { LoggedEvent } from './announcement.ts';
import { listen } from './listen.ts';
import { eventsSince, newestEvent } from './read-log.ts';

export type Follower = {
  onEvent: (event: LoggedEvent, isReplayed: boolean) => void;
  /** What was missed can't be told any more, up to the event of this number: anything may have changed. */
  onUnknown: (newest: number) => void;
  onLost: () => void;
};

/**
 * Calls back for each event of the business that whoever has seen the event `since` has missed, then for each new one,
 * until the returned function is called. Nothing is left out; null is an event that nobody knows.
 */
export async function follow(businessId: string, since: number | null, follower: Follower): Promise<() => void> {
  // What is in the log may be heard of later still.
  const told = new Set<number | null>([since]);
  // What takes effect while the log is read comes after what is read there.
  let waiting: LoggedEvent[] | null = [];
  const tell = (event: LoggedEvent) => {
    if (!told.has(event.number)) follower.onEvent(event, false);
  };
  const release = await listen(businessId, {
    onEvent: (event) => (waiting ? waiting.push(event) : tell(event)),
    onLost: follower.onLost,
  });
  try {
    const newest = await newestEvent(businessId);
    const missed = since === null ? null : await eventsSince(businessId, since);
    if (!missed) follower.onUnknown(newest);
    for (const event of missed ?? []) {
      told.add(event.number);
      follower.onEvent(event, true);
    }
    for (const event of waiting) tell(event);
    waiting = null;
  } catch (error) {
    release();
    throw error;
  }
  return release;
}
