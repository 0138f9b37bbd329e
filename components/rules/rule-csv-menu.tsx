'use client';

import { Download, FileSpreadsheet, Upload } from 'lucide-react';
import { useState } from 'react';
import type { ImportDialogProps } from '#components/lists/import-dialog.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { rulePaths } from '#lib/domain/paths.ts';

const dialog = later(() => import('#components/lists/import-dialog.tsx'));

/** The rules as a file, and a file of rules. */
export function RuleCsvMenu({ slug, undo }: { slug: string; undo: ImportDialogProps['undo'] }) {
  const [isImporting, setImporting] = useState(false);
  const part = useLater(dialog, isImporting);
  const path = rulePaths(slug).file;
  return (
    <>
      <Menu
        label="Import and export"
        trigger={<IconButton label="Import and export" icon={<FileSpreadsheet size={16} />} />}
      >
        {/* What is answered is a file, and the page stays. */}
        <MenuItem icon={<Download />} onAction={() => window.location.assign(path)}>
          Export as CSV
        </MenuItem>
        <MenuItem icon={<Upload />} onAction={() => setImporting(true)}>
          Import from CSV
        </MenuItem>
      </Menu>
      {part && isImporting && <part.ImportDialog path={path} undo={undo} onClose={() => setImporting(false)} />}
    </>
  );
}
