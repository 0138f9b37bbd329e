'use client';

import { useCallback } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { toast } from '#components/ui/toast-queue.ts';
import type { EditedItem, ItemEdit } from '#lib/coding/edit-item.ts';
import type { Coding } from '#lib/domain/coding/coding.ts';
import type { InboxCounts } from '#lib/domain/inbox-choices.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { InboxQuery } from '#lib/inbox/inbox-query.ts';
import type { InboxRow } from '#lib/inbox/list-inbox.ts';

/** Edits a row of the inbox as it is asked for, and tells what became of the row and of the counts. */
export type EditRow = (
  input: ItemEdit & { workspace: Workspace } & Pick<InboxQuery, 'search' | 'owner' | 'flag' | 'unread'>,
  tab?: string,
) => Promise<Result<EditedItem & { row: InboxRow | null; counts: InboxCounts | null }>>;

/** Sets a row's category; the message offers to take it back. */
export function useCategoryEdit(
  edit: EditRow,
  {
    workspace,
    search,
    owner,
    flag,
    unread,
  }: { workspace: Workspace } & Pick<InboxQuery, 'search' | 'owner' | 'flag' | 'unread'>,
  onEdited: (row: InboxRow | null, counts: InboxCounts | null) => void,
) {
  return useCallback(
    async (row: InboxRow, accountId: string | null, name: string) => {
      // Undo may be pressed when another page is open, which then has to learn of it.
      const tab = thisTab();
      const change = async (itemEdit: ItemEdit) => {
        const edited = await edit({ ...itemEdit, workspace, search, owner, flag, unread }, tab);
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
    },
    [edit, workspace, search, owner, flag, unread, onEdited],
  );
}
