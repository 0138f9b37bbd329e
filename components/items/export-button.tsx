'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { useKeys } from '#components/ui/use-keys.ts';
import type { ExportChoice } from '#lib/inbox/export/export-choice.ts';
import type { ArchiveHandlers } from './archive-by-hand.ts';
import type { ExportHandlers } from './export-dialog.tsx';

const dialog = later(() => import('./export-dialog.tsx'));

/** All that a list shows, as a file. `isResting` while its key means a selection. */
export function ExportButton({
  isResting = false,
  ...props
}: {
  slug: string;
  choice: ExportChoice;
  handlers: ExportHandlers;
  bringBack: ArchiveHandlers['bringBack'];
  isResting?: boolean;
}) {
  const [isOpen, setOpen] = useState(false);
  const part = useLater(dialog, isOpen);
  useKeys({ d: isResting ? undefined : () => setOpen(true) });
  return (
    <>
      <IconButton
        label="Export all that is shown"
        shortcut="D"
        icon={<Download size={16} />}
        onPress={() => setOpen(true)}
      />
      {part && <part.ExportDialog {...props} {...{ isOpen }} onOpenChange={setOpen} />}
    </>
  );
}
