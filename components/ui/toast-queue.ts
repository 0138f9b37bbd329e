import { UNDO_OFFERED_MS } from '#lib/domain/undo-offer.ts';
import { later } from './later.ts';
import { setback } from './setbacks.ts';

export type ToastTone = 'info' | 'success' | 'danger';

export type ToastContent = {
  title: string;
  description?: string;
  tone?: ToastTone;
  /** It tells of something under way, and stays until whoever began it takes it away. */
  isOngoing?: boolean;
  /** Several of a kind are told of in one message, while it is there; `title` says how many they are. */
  alike?: { kind: string; title: (count: number) => string };
  /** One thing to do about it, such as Undo. */
  action?: { label: string; onPress: () => void };
};

/** How many of a kind a message tells of. */
export type ShownToast = ToastContent & { count: number };

/** What draws them; no page needs it before it has something to tell. */
export const toastRegion = later(() => import('./toast-region.tsx'));

const shortMs = 6_000;

/**
 * Tells of something that has ended, or goes on elsewhere. Read aloud politely; stays longer when there is something to
 * do about it, and until it is closed when it tells of a failure. Returns a function that takes it away.
 */
export function toast(content: ToastContent): () => void {
  if (content.tone === 'danger') setback();
  const timeout =
    content.tone === 'danger' || content.isOngoing ? undefined : content.action ? UNDO_OFFERED_MS : shortMs;
  const added = toastRegion.load().then(({ toastQueue }) => {
    const { alike } = content;
    const before = alike && toastQueue.visibleToasts.find((other) => other.content.alike?.kind === alike.kind);
    if (before) toastQueue.close(before.key);
    const count = (before?.content.count ?? 0) + 1;
    const title = alike && count > 1 ? alike.title(count) : content.title;
    const key = toastQueue.add({ ...content, title, count }, timeout === undefined ? {} : { timeout });
    return () => toastQueue.close(key);
  });
  return () => void added.then((close) => close());
}
