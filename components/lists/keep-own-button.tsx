'use client';

import { Upload } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { later, useLater } from '#components/ui/later.ts';
import type { ImportList } from '#lib/domain/list-files.ts';
import { listPaths } from '#lib/domain/paths.ts';
import type { ImportDialogProps } from './import-dialog.tsx';

const dialog = later(() => import('./import-dialog.tsx'));

/** Begins a list of the business's own with a file. */
export function KeepOwnButton({
  slug,
  list,
  undo,
}: {
  slug: string;
  list: ImportList;
  undo: ImportDialogProps['undo'];
}) {
  const [isImporting, setImporting] = useState(false);
  const part = useLater(dialog, isImporting);
  return (
    <>
      <Button icon={<Upload aria-hidden="true" size={14} />} onPress={() => setImporting(true)}>
        Import your own
      </Button>
      {part && isImporting && (
        <part.ImportDialog
          path={listPaths(slug).file(list)}
          columns={columns[list]}
          undo={undo}
          onClose={() => setImporting(false)}
        />
      )}
    </>
  );
}

/** What a file of a list of one's own has, the first of them at least. */
export const columns: { readonly [list in ImportList]?: readonly string[] } = {
  categories: ['Name', 'Code', 'Type', 'Tax rate'],
  'tax-rates': ['Name', 'Rate', 'Code'],
};
