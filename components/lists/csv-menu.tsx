'use client';

import { Download, FileSpreadsheet, Upload } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { type FileList, isImportList } from '#lib/domain/list-files.ts';
import { listPaths } from '#lib/domain/paths.ts';
import type { ImportDialogProps } from './import-dialog.tsx';
import { columns } from './keep-own-button.tsx';

const dialog = later(() => import('./import-dialog.tsx'));

/** A list as a file: what is seen of it now and, where it has settings of ours, what a file says of them. */
export function CsvMenu({
  slug,
  list,
  mayEdit,
  isOwn = false,
  undo,
}: {
  slug: string;
  list: FileList;
  mayEdit: boolean;
  /** The business keeps the list itself: a file adds to it. */
  isOwn?: boolean;
  undo: ImportDialogProps['undo'];
}) {
  const asked = useSearchParams();
  const [isImporting, setImporting] = useState(false);
  const part = useLater(dialog, isImporting);
  const path = listPaths(slug).file(list);
  const query = asked.toString();
  return (
    <>
      <Menu
        label="Import and export"
        trigger={<IconButton label="Import and export" icon={<FileSpreadsheet size={16} />} />}
      >
        {/* What is answered is a file, and the page stays. */}
        <MenuItem icon={<Download />} onAction={() => window.location.assign(query ? `${path}?${query}` : path)}>
          Export as CSV
        </MenuItem>
        {mayEdit && isImportList(list) && (
          <MenuItem icon={<Upload />} onAction={() => setImporting(true)}>
            Import from CSV
          </MenuItem>
        )}
      </Menu>
      {part && isImporting && (
        <part.ImportDialog
          path={path}
          {...(isOwn && isImportList(list) && { columns: columns[list] })}
          undo={undo}
          onClose={() => setImporting(false)}
        />
      )}
    </>
  );
}
