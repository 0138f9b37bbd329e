import { thisTab } from '#components/live/this-tab.ts';
import { toast } from '#components/ui/toast-queue.ts';
import { type ListName, listTitles } from '#lib/domain/sync-summary.ts';
import { heldBack } from './held-back.ts';
import type { ItemPageProps } from './item-page.tsx';

/** Has a list read anew, and the item published after that if it puts right what it was refused for. */
export async function reloadThenPublish(
  { item, publishing }: Pick<ItemPageProps, 'item' | 'publishing'>,
  list: ListName,
  settledRevision: () => Promise<number | null>,
): Promise<void> {
  const revision = await settledRevision();
  const held = revision === null ? heldBack() : null;
  const answer =
    revision === null ? held : await publishing.reload({ list, items: [{ itemId: item.id, revision }] }, thisTab());
  if (answer && !answer.ok) toast({ title: 'Not reloaded', description: answer.error.message, tone: 'danger' });
  if (!answer?.ok) return;
  toast({
    title: `Reading ${listTitles[list].toLowerCase()} anew`,
    description: 'If that puts it right, it is published again by itself, even if you leave.',
    isOngoing: true,
  });
}
