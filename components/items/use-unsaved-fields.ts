'use client';

import { useEffect, useEffectEvent } from 'react';
import { holdUnfinished } from '#components/ui/unfinished.ts';
import type { CodingField } from '#lib/domain/coding/coding.ts';
import { fieldName } from '#lib/domain/coding/show-value.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { fieldControl } from './go-to-field.ts';
import type { ItemEditor } from './use-item-editor.ts';

/** What the server did not take is unfinished too; once the item is locked, what is stored takes its place. */
export function useUnsavedFields(
  { unsaved, takeStored }: ItemEditor,
  {
    workspace,
    isLocked,
    show,
  }: { workspace: Workspace; isLocked: boolean; show: (field: CodingField, line: null) => void },
): void {
  const onShow = useEffectEvent(show);
  useEffect(() => {
    const fields = Object.keys(unsaved) as CodingField[];
    if (isLocked) {
      for (const field of fields) takeStored(field);
      return;
    }
    const ends = fields.map((field) =>
      holdUnfinished({
        label: fieldName(field, workspace, { tracking: [] }),
        text: '',
        element: () => fieldControl(field, null),
        focus: () => onShow(field, null),
      }),
    );
    return () => {
      for (const end of ends) end();
    };
  }, [unsaved, takeStored, workspace, isLocked]);
}
