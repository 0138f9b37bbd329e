'use client';

import { FilePlus2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { droppedFiles } from '#components/ui/dropped-files.ts';
import type { SplitWay } from '#lib/domain/intake/split-groups.ts';
import type { Workspace } from '#lib/domain/paths.ts';

/** Takes what is dropped or pasted anywhere on a page, and says so while it is dragged over it. */
export function FileDrag({
  workspace,
  way,
  onFiles,
}: {
  workspace: Workspace;
  way: SplitWay;
  onFiles: (files: File[]) => void;
}) {
  const isDragging = useFileDrag(onFiles);
  return (
    isDragging && (
      <div
        aria-hidden="true"
        className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-scrim p-6 backdrop-blur-[1px]"
      >
        <div className="floating flex items-center gap-3 border-2 border-dashed border-accent px-8 py-6 text-base font-medium">
          <FilePlus2 size={20} className="text-accent-text" />
          Drop to add to {workspace === 'SALES' ? 'sales' : 'the inbox'}
          {{ file: '', pages: ', a document a page', auto: ', to be split' }[way]}
        </div>
      </div>
    )
  );
}

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

/** Whether files are being dragged over the window; what is dropped or pasted outside of a drop zone is taken. */
function useFileDrag(onFiles: (files: File[]) => void): boolean {
  const [isDragging, setDragging] = useState(false);
  const take = useRef(onFiles);
  useEffect(() => {
    take.current = onFiles;
  });
  useEffect(() => {
    const isDialogOpen = () => document.querySelector('[role=dialog]') !== null;
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDragging(!isDialogOpen());
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const onDrop = (event: DragEvent) => {
      setDragging(false);
      if (!hasFiles(event) || event.defaultPrevented || isDialogOpen()) return;
      event.preventDefault();
      if (event.dataTransfer) void droppedFiles(event.dataTransfer).then((files) => take.current(files));
    };
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || event.defaultPrevented) return;
      event.preventDefault();
      take.current(files);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('paste', onPaste);
    };
  }, []);
  return isDragging;
}
