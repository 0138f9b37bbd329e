'use client';

import { useRef } from 'react';
import { Button, type ButtonProps } from './button.tsx';

/** A button that opens the file dialog, or the camera for one photo. */
export function ChooseFiles({
  accept,
  isMultiple = false,
  isPhoto = false,
  onFiles,
  ...button
}: ButtonProps & {
  /** MIME types or endings offered by the file dialog. */
  accept?: readonly string[] | undefined;
  isMultiple?: boolean;
  isPhoto?: boolean;
  /** Never with none. */
  onFiles: (files: File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={isPhoto ? 'image/*' : accept?.join(',')}
        multiple={isMultiple}
        capture={isPhoto ? 'environment' : undefined}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file may be chosen again.
          currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      <Button {...button} onPress={() => input.current?.click()} />
    </>
  );
}
