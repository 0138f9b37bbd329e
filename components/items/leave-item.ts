'use client';

import { useRouter } from 'next/navigation';
import { thisTab } from '#components/live/this-tab.ts';
import { toast } from '#components/ui/toast-queue.ts';
import { inboxPath, itemPath } from '#lib/domain/paths.ts';
import type { ItemPageProps } from './item-page.tsx';

/** Where one goes on once the item has left the list: to its neighbour or, without any, to the list. */
export function nextAfter({ slug, item, list }: Pick<ItemPageProps, 'slug' | 'item' | 'list'>): string {
  const next = item.neighbours.next ?? item.neighbours.previous;
  return next === null
    ? inboxPath(slug, item.workspace) + list.address
    : itemPath(slug, item.workspace, next) + list.place;
}

/** Moves the item to the bin and leads on, with a way back. */
export function useItemRemoval({ slug, item, list, deleteItems, restoreItems }: ItemPageProps) {
  const router = useRouter();
  return async () => {
    const deleted = await deleteItems({ itemIds: [item.id] }, thisTab());
    if (!deleted.ok) {
      toast({ title: 'Not deleted', description: deleted.error.message, tone: 'danger' });
      return;
    }
    router.push(nextAfter({ slug, item, list }));
    toast({
      title: `Item ${item.number} moved to the bin`,
      action: { label: 'Undo', onPress: () => void restoreItems({ itemIds: deleted.value }, thisTab()) },
    });
  };
}
