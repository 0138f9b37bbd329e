'use client';

import { ComboBox } from '#components/ui/combo-box.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { FileDrop } from '#components/ui/file-drop.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import type { OwnerChoice } from '#lib/coding/owners.ts';
import type { SplitWay } from '#lib/domain/intake/split-groups.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { ownerOption } from './owner-field.tsx';

const ways = [
  { value: 'file', label: 'One document' },
  { value: 'pages', label: 'A document a page' },
  { value: 'auto', label: 'Several, to be split' },
] as const satisfies readonly { value: SplitWay; label: string }[];

const nobody = { id: 'nobody', label: 'Nobody' };

const accept = [
  ...['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/heic', '.heic', '.heif'],
  ...['image/gif', 'image/tiff', 'image/bmp', '.tif', '.tiff', '.bmp'],
  ...['.docx', '.odt', '.rtf', '.xlsx', '.zip', 'application/zip'],
  // An e-invoice, which browsers name by either.
  ...['application/xml', 'text/xml', '.xml'],
];

/** *Add documents*: by drop, by choosing, by the camera, for somebody who is to own them. */
export function AddDocumentsDialog({
  workspace,
  isOpen,
  onOpenChange,
  owners,
  owner,
  onOwner,
  way,
  onWay,
  onFiles,
}: {
  workspace: Workspace;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** To choose from; none for who adds only their own. */
  owners: readonly OwnerChoice[];
  /** Null is whoever adds them. */
  owner: string | null;
  onOwner: (owner: string | null) => void;
  way: SplitWay;
  onWay: (way: SplitWay) => void;
  onFiles: (files: File[]) => void;
}) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="Add documents" size="medium">
      <FileDrop
        title={workspace === 'SALES' ? 'Drop what you have invoiced here' : 'Drop invoices and receipts here'}
        hint="PDF, pictures, office files (DOCX, XLSX, ODT, RTF) or e-invoices (XML), up to 25 MB each: several hundred at once, folders, or a ZIP file of up to 200 MB."
        accept={accept}
        takesPhotos
        onFiles={(files) => {
          onFiles(files);
          onOpenChange(false);
        }}
        className="py-14"
      />
      <SegmentedControl label="Each file is" choices={ways} value={way} onChange={onWay} className="mt-4" />
      {way !== 'file' && (
        <p className="mt-1 text-xs text-muted">
          You see the pages of each PDF or TIFF first, in a ZIP file too, and can move them between items before
          anything is made.
        </p>
      )}
      {owners.length > 0 && (
        <ComboBox
          label="Owner"
          labelPlacement="side"
          className="mt-4 max-w-sm"
          value={owner ?? owners.find(({ isMe }) => isMe)?.id ?? nobody.id}
          options={[...owners.map(ownerOption), nobody]}
          onChange={(id) => onOwner(owners.some((each) => each.isMe && each.id === id) ? null : id)}
        />
      )}
      <p className="mt-3 text-xs text-muted pointer-coarse:hidden">
        You can also drop files anywhere on these pages, or paste them. Each becomes an item in the inbox of{' '}
        {workspace === 'SALES' ? 'sales' : 'costs'}.
      </p>
    </Dialog>
  );
}
