import { toast } from '#components/ui/toast-queue.ts';
import { failedPath, itemPath } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { PublishingGate } from '#lib/publishing/publication-view.ts';
import type { PublishOutcome } from '#lib/publishing/publish-items.ts';
import type { PublishingEnd } from '#lib/publishing/publishing-ends.ts';
import { endToast } from './publish-toast.ts';

/** What was asked for at one press of *Publish* and is not all decided yet. */
type Started = { publicationIds: string[]; ledgerName: string; takeAway: () => void };

/** By business, for as long as the tab lives: whoever looks elsewhere meanwhile is told when they are back. */
const started = new Map<string, Started[]>();

/** Several decisions often come together; an answer for each would be one too many. */
const GATHER_MS = 400;
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Keeps what one press has begun until its end is told; `takeAway` takes away what was said of its beginning. */
export function follow(
  business: string,
  outcomes: readonly PublishOutcome[],
  { ledgerName }: PublishingGate,
  takeAway: () => void,
): void {
  const publicationIds = outcomes.flatMap((each) => (each.outcome === 'queued' ? each.publicationId : []));
  if (publicationIds.length === 0) return;
  const entry = { publicationIds, ledgerName: ledgerName ?? 'the accounting software', takeAway };
  started.set(business, [...(started.get(business) ?? []), entry]);
}

type Looking = {
  business: string;
  loadEnds: (input: { publicationIds: string[] }) => Promise<Result<PublishingEnd[]>>;
  /** Leads to a page. */
  go: (path: string) => void;
};

/** Soon asks what has become of all that was begun, and tells what has ended. */
export function lookForEnds({ business, loadEnds, go }: Looking): void {
  if (timers.has(business) || (started.get(business)?.length ?? 0) === 0) return;
  const look = async () => {
    timers.delete(business);
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
      conclude(ends.value, each, { business, go });
    }
  };
  timers.set(business, setTimeout(look, GATHER_MS));
}

export function stopLooking(business: string): void {
  clearTimeout(timers.get(business));
  timers.delete(business);
}

function conclude(
  all: readonly PublishingEnd[],
  { ledgerName, takeAway }: Started,
  { business, go }: Pick<Looking, 'business' | 'go'>,
): void {
  const [first] = all;
  const path = first && (all.length === 1 ? itemPath(business, first.workspace, first.number) : null);
  takeAway();
  // The item's own page says it.
  if (path === window.location.pathname) return;
  const message = endToast(all, ledgerName, {
    show: () => first && go(path ?? failedPath(business, first.workspace)),
    open: (url) => window.open(url, '_blank', 'noopener'),
  });
  if (message) toast(message);
}
