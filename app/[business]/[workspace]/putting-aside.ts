import type { ArchiveHandlers } from '#components/items/archive-by-hand.ts';
import type { ExportHandlers } from '#components/items/export-dialog.tsx';
import type { MoveHandlers } from '#components/items/move-to-other.ts';
import { cancelAnExport, lookAtExport, saveColumns } from '../settings/exports/actions.ts';
import { archiveByHand, bringBackToInbox } from './archive-actions.ts';
import { exportItems, previewOfExport } from './export-actions.ts';
import { moveBackToWorkspace, moveToWorkspace } from './move-actions.ts';
import { previewOfSending, sendSomeItems } from './send-actions.ts';

/* The actions by which items leave a list without being published, as the components take them. */

export const moving: MoveHandlers = { move: moveToWorkspace, moveBack: moveBackToWorkspace };
export const archiving: ArchiveHandlers = { archive: archiveByHand, bringBack: bringBackToInbox };
export const exporting: ExportHandlers = {
  preview: previewOfExport,
  start: exportItems,
  look: lookAtExport,
  cancel: cancelAnExport,
  saveColumns,
  sending: { preview: previewOfSending, send: sendSomeItems },
};
