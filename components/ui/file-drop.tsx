'use client';

import { Camera, Upload } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { DropZone, type DropZoneProps } from 'react-aria-components/DropZone';
import { Text } from 'react-aria-components/Text';
import { ChooseFiles } from './choose-files.tsx';
import { cx } from './cx.ts';
import { Widgets } from './widgets.tsx';

type DropItem = Parameters<NonNullable<DropZoneProps['onDrop']>>[0]['items'][number];

export type FileDropProps = {
  /** What goes here, as in "Drop invoices and receipts here". */
  title: string;
  /** What is taken and how large. */
  hint?: ReactNode;
  buttonLabel?: string;
  /** MIME types or endings offered by the file dialog. What is dropped is not filtered: whoever takes it must check. */
  accept?: readonly string[];
  /** Offers the camera on a phone or tablet: one photo at a time. */
  takesPhotos?: boolean;
  onFiles: (files: File[]) => void;
  isDisabled?: boolean;
  className?: string;
};

/** As many as are taken of a folder that is dropped by mistake. */
const MAX_FILES = 2_000;

/** A file, or those of a folder, however deep; without what systems put beside them. */
async function gather(item: DropItem, files: File[]): Promise<void> {
  if (files.length >= MAX_FILES || item.kind === 'text' || ('name' in item && item.name.startsWith('.'))) return;
  if (item.kind === 'file') files.push(await item.getFile());
  else for await (const entry of item.getEntries()) await gather(entry, files);
}

/** Takes files by drop, by paste or by choosing, folders too. */
export function FileDrop({
  title,
  hint,
  buttonLabel = 'Choose files',
  accept,
  takesPhotos = false,
  onFiles,
  isDisabled,
  className,
}: FileDropProps) {
  const [isReading, setReading] = useState(false);
  return (
    <Widgets>
      <DropZone
        isDisabled={isDisabled}
        aria-label={title}
        getDropOperation={() => 'copy'}
        onDrop={async ({ items }) => {
          setReading(true);
          try {
            const files: File[] = [];
            for (const item of items) await gather(item, files);
            if (files.length > 0) onFiles(files);
          } finally {
            setReading(false);
          }
        }}
        className={cx(
          'flex flex-col items-center justify-center gap-1 rounded-lg border border-dashed border-edge bg-surface px-6 py-8 text-center transition-colors',
          'data-drop-target:border-accent data-drop-target:bg-accent-soft data-focus-visible:outline-2 data-focus-visible:outline-accent',
          className,
        )}
      >
        <Upload aria-hidden="true" size={20} className="mb-2 text-muted" />
        <Text slot="label" className="font-medium">
          {title}
        </Text>
        {hint && <p className="text-xs text-muted">{hint}</p>}
        <ChooseFiles
          {...{ accept, onFiles, isDisabled }}
          size="small"
          isPending={isReading}
          isMultiple
          className="mt-3"
        >
          {buttonLabel}
        </ChooseFiles>
        {takesPhotos && (
          // Where there is no camera, the same opens the file dialog, which is offered already.
          <span className="mt-2 hidden pointer-coarse:block">
            <ChooseFiles {...{ onFiles, isDisabled }} size="small" icon={<Camera size={15} />} isPhoto>
              Take a photo
            </ChooseFiles>
          </span>
        )}
      </DropZone>
    </Widgets>
  );
}
