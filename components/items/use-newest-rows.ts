import { useCallback, useMemo, useState } from 'react';
import type { InboxRow } from '#lib/inbox/list-inbox.ts';

/** The rows as the server drew them or, where that has the newer revision, as edits on this page have made them since. */
export function useNewestRows(drawn: readonly InboxRow[]): [readonly InboxRow[], (row: InboxRow) => void] {
  const [edited, setEdited] = useState<ReadonlyMap<string, InboxRow>>(new Map());
  const rows = useMemo(
    () =>
      drawn.map((row) => {
        const own = edited.get(row.id);
        return own && own.revision > row.revision ? { ...own, isUnread: row.isUnread } : row;
      }),
    [drawn, edited],
  );
  const adopt = useCallback((row: InboxRow) => setEdited((now) => new Map(now).set(row.id, row)), []);
  return [rows, adopt];
}
