'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { later, useLater } from '#components/ui/later.ts';
import type { InboxRow } from '#lib/inbox/list-inbox.ts';
import type { RowEditorProps } from './row-editor.tsx';

const editor = later(() => import('./row-editor.tsx'));

/** The row that is edited where it is, while it may be: what is published or on its way, or has left the list, is not. */
export function EditedRow({
  row,
  onLeave,
  ...props
}: Omit<RowEditorProps, 'itemId' | 'number'> & { row: InboxRow | undefined }) {
  const router = useRouter();
  const part = useLater(editor, true);
  const mayEdit = row !== undefined && !row.publication?.locksItem && !row.publication?.isPublished;
  useEffect(() => {
    if (!mayEdit) onLeave(false);
  }, [mayEdit, onLeave]);
  if (!part || !row || !mayEdit) return null;
  return (
    <part.RowEditor
      key={row.id}
      {...props}
      itemId={row.id}
      number={row.number}
      onLeave={(isChanged) => {
        onLeave(isChanged);
        document.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`)?.focus();
        // What the edits made of the other cells, and of the counts.
        if (isChanged) router.refresh();
      }}
    />
  );
}
