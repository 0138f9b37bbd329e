import { useEffect, useSyncExternalStore } from 'react';

/** A part of the product that no page needs to be there at first. */
export type Later<Part> = {
  /** Comes once, however often it is asked for; where it could not, the next one tries again. */
  load: () => Promise<Part>;
  /** Null until it has come. */
  now: () => Part | null;
  onCome: (listener: () => void) => () => void;
};

/** `later(() => import('./toast-region.tsx'))`: in a file of its own, apart from what pages begin with. */
export function later<Part>(bring: () => Promise<Part>): Later<Part> {
  let part: Part | null = null;
  let coming: Promise<Part> | null = null;
  const listeners = new Set<() => void>();
  async function come() {
    try {
      part = await bring();
    } catch (error) {
      coming = null;
      throw error;
    }
    for (const listener of listeners) listener();
    return part;
  }
  return {
    load: () => {
      coming ??= come();
      return coming;
    },
    now: () => part,
    onCome: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * The part, or null while it has not come. Once the page has nothing else to do it is brought unasked: whoever needs it
 * then finds it there, also without a connection. `isWanted` brings it at once.
 */
export function useLater<Part>(part: Later<Part>, isWanted = false): Part | null {
  useEffect(() => {
    if (part.now() !== null) return;
    const bring = () => void part.load().catch(() => {});
    if (!isWanted) return whenIdle(bring);
    bring();
  }, [part, isWanted]);
  return useSyncExternalStore(part.onCome, part.now, () => null);
}

/** Some browsers do not tell when they are idle. */
const SOON_MS = 300;

/** Returns what calls it off. */
function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(act, SOON_MS);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(act);
  return () => cancelIdleCallback(request);
}
