'use client';

import { Dialog } from '#components/ui/dialog.tsx';
import { FileDrop } from '#components/ui/file-drop.tsx';

const accept = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/heic', '.heic', '.heif'];

/** *Add documents*: by drop, by choosing, by the camera. */
export function AddDocumentsDialog({
  isOpen,
  onOpenChange,
  onFiles,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onFiles: (files: File[]) => void;
}) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="Add documents" size="medium">
      <FileDrop
        title="Drop invoices and receipts here"
        hint="PDF, JPG, PNG, WebP or HEIC, up to 25 MB each. Several at once are fine."
        accept={accept}
        takesPhotos
        onFiles={(files) => {
          onFiles(files);
          onOpenChange(false);
        }}
        className="py-14"
      />
      <p className="mt-3 text-xs text-muted pointer-coarse:hidden">
        You can also drop files anywhere on these pages, or paste them. Each becomes an item in the inbox.
      </p>
    </Dialog>
  );
}
