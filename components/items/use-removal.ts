import { thisTab } from '#components/live/this-tab.ts';
import { toast } from '#components/ui/toast-queue.ts';
import type { Result } from '#lib/domain/result.ts';

type Handlers = {
  deleteItems: (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;
  restoreItems: (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;
};

/** Moves rows to the bin, with a way back. */
export function useRemoval({ deleteItems, restoreItems }: Handlers, onDone: () => void) {
  return async (rows: readonly { id: string }[]) => {
    const deleted = await deleteItems({ itemIds: rows.map(({ id }) => id) }, thisTab());
    if (!deleted.ok) {
      toast({ title: 'Nothing was deleted', description: deleted.error.message, tone: 'danger' });
      return;
    }
    onDone();
    const itemIds = deleted.value;
    toast({
      title: itemIds.length === 1 ? 'Item moved to the bin' : `${itemIds.length} items moved to the bin`,
      ...(itemIds.length < rows.length && { description: 'What is published or being published stayed.' }),
      action: { label: 'Undo', onPress: () => void restoreItems({ itemIds }, thisTab()) },
    });
  };
}
