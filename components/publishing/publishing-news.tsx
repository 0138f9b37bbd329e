'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { useHearing } from '#components/live/live-events.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { toast } from '#components/ui/toast-queue.ts';
import { leave } from '#components/ui/unfinished.ts';
import type { Result } from '#lib/domain/result.ts';
import type { PublishingGate } from '#lib/publishing/publication-view.ts';
import type { ItemRevision, PublishOutcome } from '#lib/publishing/publish-items.ts';
import type { PublishingEnd } from '#lib/publishing/publishing-ends.ts';
import type { PublishHandlers } from './publish-button.tsx';

/** What is said of it, which nobody hears before *Publish* is pressed. */
const words = later(async () => ({
  ...(await import('./publish-toast.ts')),
  ...(await import('./follow-publishing.ts')),
}));

const askAboutBooks = later(() => import('./ask-about-books.tsx'));

/** What was left out of a press of *Publish*, since the books may have it already. */
export type AskedAboutBooks = {
  items: ItemRevision[];
  answer: Result<PublishOutcome[]>;
  gate: PublishingGate;
  shown: { leavesList?: boolean } | undefined;
};

export type Tell = (
  answer: Result<PublishOutcome[]>,
  gate: PublishingGate,
  shown?: { leavesList?: boolean },
) => Promise<void>;

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

  // Before the part has come, nothing was begun.
  const look = useCallback(
    () => words.now()?.lookForEnds({ business, loadEnds, go: (path) => leave(() => router.push(path)) }),
    [business, loadEnds, router],
  );
  useEffect(() => {
    look();
    return () => words.now()?.stopLooking(business);
  }, [look, business]);
  useHearing('items', look);

  const tell = useCallback<Tell>(
    async (answer, gate, shown) => {
      const { publishToast, follow, mayBeInBooks } = await words.load();
      const items = mayBeInBooks(answer);
      if (items.length > 0) ask({ items, answer, gate, shown });
      const message = publishToast(answer, gate, shown);
      const takeAway = message ? toast(message) : () => {};
      if (!answer.ok) return;
      // What is shown is old then, by a change that no event tells, such as that of a setting.
      if (answer.value.some(({ outcome }) => outcome === 'notReady' || outcome === 'changed')) router.refresh();
      follow(business, answer.value, gate, takeAway);
      // It may have been decided before this tab was told that it had begun.
      look();
    },
    [business, look, router],
  );
  return (
    <NewsContext value={tell}>
      {children}
      {asking && asked && <asking.AskAboutBooks {...asked} {...{ publish, tell }} onLeave={() => ask(null)} />}
    </NewsContext>
  );
}
