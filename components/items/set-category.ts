import { thisTab } from '#components/live/this-tab.ts';
import { toast } from '#components/ui/toast-queue.ts';
import type { ItemEdit } from '#lib/coding/edit-item.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import type { InboxCounts } from '#lib/domain/inbox-choices.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { InboxRow } from '#lib/inbox/list-inbox.ts';
import type { EditRow, ListOfRow } from './use-category-edit.ts';

/** Sets a row's category; the message offers to take it back. */
export async function setCategory(
  { row, accountId, name }: { row: InboxRow; accountId: string | null; name: string },
  edit: EditRow,
  list: ListOfRow,
  onEdited: (row: InboxRow | null, counts: InboxCounts | null) => void,
): Promise<void> {
  // Undo may be pressed when another page is open, which then has to learn of it.
  const tab = thisTab();
  const change = async (itemEdit: ItemEdit) => {
    const edited = await edit({ ...itemEdit, ...list }, tab);
    if (!edited.ok) {
      toast({ title: 'Not saved', description: edited.error.message, tone: 'danger' });
      return null;
    }
    onEdited(edited.value.row, edited.value.counts);
    return edited.value;
  };
  const changes: Partial<Coding> = { accountId };
  const edited = await change({
    itemId: row.id,
    revision: row.revision,
    changes,
    was: { accountId: row.accountId },
  });
  if (!edited || Object.keys(edited.after).length === 0) return;
  toast({
    title: accountId ? `Category set to ${isolated(name)}` : 'Category cleared',
    tone: 'success',
    action: {
      label: 'Undo',
      onPress: () =>
        void change({
          itemId: row.id,
          revision: edited.revision,
          changes: edited.before,
          was: edited.after,
          undoes: edited.revision,
        }),
    },
  });
}
