import { thisTab } from '#components/live/this-tab.ts';
import { toast } from '#components/ui/toast-queue.ts';
import type { BulkOutcome } from '#lib/coding/bulk/bulk-outcome.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { MatchingItems } from '#lib/inbox/select-matching.ts';
import type { BulkHandlers } from './bulk/bulk-types.ts';
import { isReadHere, noteRead } from './read-here.ts';

export type RemovalHandlers = {
  deleteItems: (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;
  restoreItems: (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;
};

export type Marked = { id: string; isUnread?: boolean };

const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);

/** Moves rows to the bin, with a way back. Tells whether any went. */
export async function removeItems(
  rows: readonly { id: string }[],
  { deleteItems, restoreItems }: RemovalHandlers,
): Promise<boolean> {
  const deleted = await deleteItems({ itemIds: idsOf(rows) }, thisTab());
  if (!deleted.ok) {
    toast({ title: 'Nothing was deleted', description: deleted.error.message, tone: 'danger' });
    return false;
  }
  const itemIds = deleted.value;
  toast({
    title: itemIds.length === 1 ? 'Item moved to the bin' : `${itemIds.length} items moved to the bin`,
    ...(itemIds.length < rows.length && { description: 'What is published or being published stayed.' }),
    action: { label: 'Undo', onPress: () => void restoreItems({ itemIds }, thisTab()) },
  });
  return true;
}

/** Gives them an owner or a flag; null where that was refused, which is told. */
export async function setMark(
  items: readonly Marked[],
  workspace: Workspace,
  values: { ownerId: string | null } | { flagId: string | null },
  bulk: BulkHandlers,
): Promise<BulkOutcome | null> {
  return told(await bulk.set({ workspace, itemIds: idsOf(items), values }).catch(offline));
}

/** What one has read becomes unread, unless some of it is that already. Tells whether it did. */
export async function toggleRead(items: readonly Marked[], bulk: BulkHandlers): Promise<boolean> {
  const isRead = items.some(({ id, isUnread }) => isUnread === true && !isReadHere(id));
  const itemIds = idsOf(items);
  if (told(await bulk.read({ itemIds, isRead, shows: true }).catch(offline)) === null) return false;
  for (const id of itemIds) noteRead(id, isRead);
  return true;
}

/** All that match, as far as they can be selected at once; null where they can't be had, which is told. */
export async function allMatching(load: () => Promise<Result<MatchingItems>>): Promise<MatchingItems | null> {
  const found = await load().catch(() => null);
  if (!found?.ok) {
    const description = found?.error.message ?? 'The connection broke off. What was selected still is.';
    toast({ title: 'Not all were selected', description, tone: 'danger' });
    return null;
  }
  if (found.value.isMore) {
    toast({
      title: 'The first 10,000 are selected',
      description: 'There are more: what you do with these, do again with the rest, or search for fewer.',
    });
  }
  return found.value;
}

function told<T>(answer: Result<T>): T | null {
  if (answer.ok) return answer.value;
  toast({ title: 'Nothing was changed', description: answer.error.message, tone: 'danger' });
  return null;
}

const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');
