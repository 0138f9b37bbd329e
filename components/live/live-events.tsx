'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import type { Announcement, Topic } from '#lib/events/announcement.ts';

type Subscriber = (announcement: Announcement | null) => void;
type Live = { subscribe: (subscriber: Subscriber) => () => void };

/** Longer than it takes from the server's reading of a page to the page's listening, on a slow line too. */
const REMEMBER_MS = 10_000;
const REMEMBER_COUNT = 500;

const LiveContext = createContext<Live | null>(null);

/**
 * Holds the page's one connection for live events. Null is passed when it opens: anything may have changed before.
 * Who comes to listen is told what came in the last seconds too: it may be newer than what the page shows.
 */
export function LiveEvents({ business, children }: { business: string; children: ReactNode }) {
  const subscribers = useRef(new Set<Subscriber>());
  const recent = useRef<{ announcement: Announcement | null; at: number }[]>([]);

  useEffect(() => {
    const source = new EventSource(`/${business}/events`);
    const tell = (announcement: Announcement | null) => {
      const at = performance.now();
      const before = recent.current.filter((one) => at - one.at < REMEMBER_MS);
      recent.current = [...before, { announcement, at }].slice(-REMEMBER_COUNT);
      for (const subscriber of subscribers.current) subscriber(announcement);
    };
    source.onmessage = (event) => tell(JSON.parse(event.data) as Announcement);
    source.onopen = () => tell(null);
    return () => source.close();
  }, [business]);

  const live = useMemo<Live>(
    () => ({
      subscribe(subscriber) {
        subscribers.current.add(subscriber);
        for (const { announcement, at } of recent.current) {
          if (performance.now() - at < REMEMBER_MS) subscriber(announcement);
        }
        return () => subscribers.current.delete(subscriber);
      },
    }),
    [],
  );
  return <LiveContext value={live}>{children}</LiveContext>;
}

/** Calls back when something of the topics changed, at most every `quietMs`. With `id`, only for that row. */
export function useLive(
  topics: readonly Topic[],
  onChange: () => void,
  { id, quietMs = 150 }: { id?: string; quietMs?: number } = {},
) {
  const live = useContext(LiveContext);
  const newest = useRef(onChange);
  useEffect(() => {
    newest.current = onChange;
  });
  const key = topics.join();

  useEffect(() => {
    if (!live) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = live.subscribe((announcement) => {
      const concerns =
        announcement === null ||
        (key.split(',').includes(announcement.topic) && (!id || !announcement.id || announcement.id === id));
      if (!concerns || timer) return;
      timer = setTimeout(() => {
        timer = undefined;
        newest.current();
      }, quietMs);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [live, key, id, quietMs]);
}

/** Renders nothing; the server's part of the page is asked for anew when something of the topics changed. */
export function LiveRefresh({ topics, id }: { topics: readonly Topic[]; id?: string }) {
  const router = useRouter();
  useLive(topics, () => router.refresh(), { id });
  return null;
}
