'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { useHearing } from '#components/live/live-events.tsx';
import { thisTab } from '#components/live/this-tab.ts';
import { later, useLater } from '#components/ui/later.ts';
import { toast } from '#components/ui/toast-queue.ts';
import { leave } from '#components/ui/unfinished.ts';
import { failedPath, itemPath } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { PublishingGate } from '#lib/publishing/publication-view.ts';
import type { ItemRevision, PublishOutcome } from '#lib/publishing/publish-items.ts';
import type { PublishingEnd } from '#lib/publishing/publishing-ends.ts';
import type { PublishHandlers } from './publish-button.tsx';

/** What is said of it, which nobody hears before *Publish* is pressed. */
const words = later(() => import('./publish-toast.ts'));

const askAboutBooks = later(() => import('./ask-about-books.tsx'));

/** What was left out of a press of *Publish*, since the books may have it already. */
export type AskedAboutBooks = {
  items: ItemRevision[];
  /** How many were to be published. */
  all: number;
  gate: PublishingGate;
  shown: { leavesList?: boolean } | undefined;
};

/** What was asked for at one press of *Publish* and is not all decided yet. */
type Started = { publicationIds: string[]; ledgerName: string; takeAway: () => void };

/** By business, for as long as the tab lives: whoever looks elsewhere meanwhile is told when they are back. */
const started = new Map<string, Started[]>();

/** Several decisions often come together; an answer for each would be one too many. */
const GATHER_MS = 400;

type Tell = (answer: Result<PublishOutcome[]>, gate: PublishingGate, shown?: { leavesList?: boolean }) => Promise<void>;

const NewsContext = createContext<Tell>(async () => {});

/** Tells what *Publish* has begun and, on whichever page one is by then, what became of all of it. */
export const usePublishingNews = (): Tell => useContext(NewsContext);

export function PublishingNews({
  business,
  loadEnds,
  publish,
  children,
}: {
  business: string;
  loadEnds: (input: { publicationIds: string[] }) => Promise<Result<PublishingEnd[]>>;
  publish: PublishHandlers['publish'];
  children: ReactNode;
}) {
  const router = useRouter();
  useLater(words);
  const [asked, ask] = useState<AskedAboutBooks | null>(null);
  const asking = useLater(askAboutBooks, asked !== null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const conclude = useCallback(
    async (all: readonly PublishingEnd[], { ledgerName, takeAway }: Started) => {
      const { endToast } = await words.load();
      const { pathname } = window.location;
      const [first] = all;
      const path = first && (all.length === 1 ? itemPath(business, first.workspace, first.number) : null);
      takeAway();
      // The item's own page says it.
      if (path === pathname) return;
      const message = endToast(all, ledgerName, {
        show: () => first && leave(() => router.push(path ?? failedPath(business, first.workspace))),
        open: (url) => window.open(url, '_blank', 'noopener'),
      });
      if (message) toast(message);
    },
    [business, router],
  );

  const look = useCallback(() => {
    if (timer.current !== null || (started.get(business)?.length ?? 0) === 0) return;
    timer.current = setTimeout(async () => {
      timer.current = null;
      for (const each of started.get(business) ?? []) {
        const ends = await loadEnds(each);
        if (!ends.ok || ends.value.some(({ outcome }) => outcome === 'underWay')) continue;
        const left = started.get(business) ?? [];
        // Asked twice at once, it is told once.
        if (!left.includes(each)) continue;
        started.set(
          business,
          left.filter((other) => other !== each),
        );
        void conclude(ends.value, each);
      }
    }, GATHER_MS);
  }, [business, loadEnds, conclude]);

  useEffect(() => {
    look();
    return () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    };
  }, [look]);
  useHearing('items', look);

  const tell = useCallback<Tell>(
    async (answer, gate, shown) => {
      const left = answer.ok ? answer.value.filter(({ outcome }) => outcome === 'inBooks') : [];
      if (answer.ok && left.length > 0) ask({ items: left as ItemRevision[], all: answer.value.length, gate, shown });
      const { publishToast } = await words.load();
      const message = publishToast(answer, gate, shown);
      const takeAway = message ? toast(message) : () => {};
      if (!answer.ok) return;
      // What is shown is old then, by a change that no event tells, such as that of a setting.
      if (answer.value.some(({ outcome }) => outcome === 'notReady' || outcome === 'changed')) router.refresh();
      const publicationIds = answer.value.flatMap((each) => (each.outcome === 'queued' ? each.publicationId : []));
      if (publicationIds.length === 0) return;
      const entry = { publicationIds, ledgerName: gate.ledgerName ?? 'the accounting software', takeAway };
      started.set(business, [...(started.get(business) ?? []), entry]);
      // It may have been decided before this tab was told that it had begun.
      look();
    },
    [business, look, router],
  );
  return (
    <NewsContext value={tell}>
      {children}
      {asking && asked && (
        <asking.AskAboutBooks
          {...asked}
          onLeave={() => ask(null)}
          onPublish={async () => {
            const answer = await publish({ items: asked.items, isAnyway: true }, thisTab());
            ask(null);
            await tell(answer, asked.gate, asked.shown);
          }}
        />
      )}
    </NewsContext>
  );
}
