'use client';

import { useCallback } from 'react';
import { brought } from '#components/ui/brought.ts';
import { later, useLater } from '#components/ui/later.ts';
import type { EditedItem, ItemEdit } from '#lib/coding/edit-item.ts';
import type { InboxCounts } from '#lib/domain/inbox-choices.ts';
import type { ExtraColumn } from '#lib/domain/list-layout.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Narrowing } from '#lib/inbox/inbox-query.ts';
import type { InboxRow } from '#lib/inbox/list-inbox.ts';

const setting = later(() => import('./set-category.ts'));

/** The list that a row is shown in. */
export type ListOfRow = { workspace: Workspace; extra: ExtraColumn[] } & Narrowing;

/** Edits a row of the inbox as it is asked for, and tells what became of the row and of the counts. */
export type EditRow = (
  input: ItemEdit & ListOfRow,
  tab?: string,
) => Promise<Result<EditedItem & { row: InboxRow | null; counts: InboxCounts | null }>>;

/** Sets a row's category; the message offers to take it back. */
export function useCategoryEdit(
  edit: EditRow,
  { workspace, search, where, extra }: ListOfRow,
  onEdited: (row: InboxRow | null, counts: InboxCounts | null) => void,
) {
  useLater(setting);
  return useCallback(
    async (row: InboxRow, accountId: string | null, name: string) => {
      const part = await brought(setting);
      await part?.setCategory({ row, accountId, name }, edit, { workspace, search, where, extra }, onEdited);
    },
    [edit, workspace, search, where, extra, onEdited],
  );
}
