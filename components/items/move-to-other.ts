import { thisTab } from '#components/live/this-tab.ts';
import { toast } from '#components/ui/toast-queue.ts';
import type { MoveBack, Moved, MovedItem } from '#lib/coding/move-items.ts';
import { type Emptied, emptiedBy } from '#lib/domain/coding/changes-on-move.ts';
import { otherWorkspace, type Workspace } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import { contactWords, workspaceNames } from '#lib/domain/words.ts';

export type MoveHandlers = {
  move: (input: { to: Workspace; itemIds: string[] }, tab?: string) => Promise<Result<Moved>>;
  moveBack: (input: { to: Workspace; items: MoveBack[] }, tab?: string) => Promise<Result<Moved>>;
};

const brokeOff = () => failure('offline', 'The connection broke off. Nothing is lost: reload the page and look.');

/**
 * Moves items and tells what that has changed, with the way back; `onBack` once they are back. Gives those that were
 * moved; null when none was.
 */
export async function moveToOther(
  { to, itemIds }: { to: Workspace; itemIds: string[] },
  { move, moveBack }: MoveHandlers,
  onBack?: () => void,
): Promise<readonly MovedItem[] | null> {
  const tab = thisTab();
  const moved = await move({ to, itemIds }, tab).catch(brokeOff);
  if (!moved.ok) {
    toast({ title: 'Nothing was moved', description: moved.error.message, tone: 'danger' });
    return null;
  }
  const { items, left } = moved.value;
  toast({
    title: movedWords(items, to),
    description: changedWords(items, left, to),
    tone: left > 0 ? 'info' : 'success',
    action: { label: 'Undo', onPress: () => void back() },
  });
  return items;

  async function back() {
    const changes = items.map(({ itemId, revision, before, after }) => ({
      ...{ itemId, revision },
      ...{ changes: before, was: after },
    }));
    const undone = await moveBack({ to: otherWorkspace[to], items: changes }, tab).catch(brokeOff);
    if (!undone.ok) {
      toast({ title: 'Not moved back', description: undone.error.message, tone: 'danger' });
      return;
    }
    if (undone.value.left > 0) {
      const stayed =
        undone.value.left === 1
          ? '1 was changed since, and stayed.'
          : `${undone.value.left} were changed since, and stayed.`;
      toast({ title: movedWords(undone.value.items, otherWorkspace[to]), description: stayed });
    }
    onBack?.();
  }
}

function movedWords(items: readonly MovedItem[], to: Workspace): string {
  const [first] = items;
  const what = items.length === 1 && first ? `Item ${first.number}` : `${items.length} items`;
  return `${what} moved to ${workspaceNames[to].toLowerCase()}`;
}

const emptiedWords: Record<Emptied, string> = {
  category: 'the category',
  taxRate: 'the tax rate',
  rebilledTo: 'who it is charged on to',
};

/** What became of what they were coded to. */
export function changedWords(
  items: readonly Pick<MovedItem, 'hasContact' | 'before' | 'after'>[],
  left: number,
  to: Workspace,
): string {
  const former = contactWords[otherWorkspace[to]].one;
  const who =
    items.length === 1
      ? `Its ${former} is its ${contactWords[to].one} now.`
      : `Each ${former} is the ${contactWords[to].one} now.`;
  const counts = new Map<Emptied, number>();
  for (const { before, after } of items) {
    for (const field of emptiedBy(before, after)) counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  const emptied = [...counts].map(([field, count]) =>
    items.length === 1 || count === items.length ? emptiedWords[field] : `${emptiedWords[field]} of ${count}`,
  );
  return [
    ...(items.some(({ hasContact }) => hasContact) ? [who] : []),
    ...(emptied.length > 0
      ? [`Emptied, since ${to === 'SALES' ? 'sales' : 'costs'} have others: ${emptied.join(', ')}.`]
      : []),
    ...(left > 0 ? [`${left} stayed: published, or on the way.`] : []),
  ].join(' ');
}
