'use client';

import { Camera, Upload } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { DropZone } from 'react-aria-components/DropZone';
import { Text } from 'react-aria-components/Text';
import { ChooseFiles } from './choose-files.tsx';
import { cx } from './cx.ts';
import { Widgets } from './widgets.tsx';

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

/** Takes files by drop, by paste or by choosing. Folders are read one level deep. */
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
            const files = await Promise.all(
              items.map(async (item): Promise<File[]> => {
                if (item.kind === 'file') return [await item.getFile()];
                if (item.kind !== 'directory') return [];
                const found: File[] = [];
                for await (const entry of item.getEntries())
                  if (entry.kind === 'file') found.push(await entry.getFile());
                return found;
              }),
            );
            if (files.flat().length > 0) onFiles(files.flat());
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
