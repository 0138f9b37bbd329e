'use client';

import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import { useChanged } from '#components/live/live-events.tsx';
import { brought } from '#components/ui/brought.ts';
import { later, useLater } from '#components/ui/later.ts';
import type { SplitWay } from '#lib/domain/intake/split-groups.ts';
import { useEarlyFiles } from './early-files.ts';
import { FileDrag } from './file-drag.tsx';
import type { UploadEntry, UploadQueue } from './upload-queue.ts';
import type { UploadsProps } from './uploads.tsx';

/** What is seen of adding documents, for when somebody does. */
const adding = later(async () => ({
  ...(await import('./add-documents-dialog.tsx')),
  ...(await import('./upload-panel.tsx')),
  ...(await import('./upload-queue.ts')),
}));

const none: readonly UploadEntry[] = [];
const noEntries = () => none;
const never = () => () => {};

/** Takes what is dropped, pasted or chosen in the dialog, and shows how far each file has come. */
export function ReceiveFiles({
  slug,
  workspace,
  owners,
  deleteItems,
  splitWay,
  rememberWay,
  isOpen,
  onOpenChange,
}: Omit<UploadsProps, 'children'> & { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const changed = useChanged();
  const [queue, setQueue] = useState<UploadQueue | null>(null);
  const entries = useSyncExternalStore(queue?.subscribe ?? never, queue?.snapshot ?? noEntries, noEntries);
  const part = useLater(adding, isOpen);
  const [owner, setOwner] = useState<string | null>(null);
  const [way, setWay] = useState(splitWay);
  // Each opening of the dialog begins with nobody.
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (wasOpen !== isOpen) {
    setWasOpen(isOpen);
    if (isOpen) setOwner(null);
  }
  /** The queue begins with the first files. */
  const coming = useRef<Promise<UploadQueue | null>>(null);
  async function begin(): Promise<UploadQueue | null> {
    const part = await brought(adding);
    if (!part) {
      coming.current = null;
      return null;
    }
    const begun = new part.UploadQueue({ slug, workspace, onAdded: () => changed('items') });
    setQueue(begun);
    return begun;
  }
  async function add(files: readonly File[], options: { owner?: string | null; how: SplitWay } = { how: way }) {
    coming.current ??= begin();
    (await coming.current)?.add(files, options);
  }
  useEarlyFiles((files) => void add(files));
  // A ZIP file that was sent before the page was loaded anew is being opened still.
  const goOn = useEffectEvent(() => {
    if (archivesLeft(slug)) coming.current ??= begin();
  });
  useEffect(() => goOn(), []);
  useLeaveWarning(entries.some(({ state }) => ['waiting', 'sending', 'checking'].includes(state.kind)));

  return (
    <>
      {part && (
        <part.AddDocumentsDialog
          {...{ isOpen, workspace, onOpenChange, owners, owner }}
          onOwner={setOwner}
          way={way}
          onWay={(next) => {
            setWay(next);
            void rememberWay({ way: next });
          }}
          onFiles={(files) => void add(files, { owner, how: way })}
        />
      )}
      <FileDrag {...{ workspace, way }} onFiles={(files) => void add(files)} />
      {part && queue && <part.UploadPanel {...{ slug, workspace, queue, entries, deleteItems }} />}
    </>
  );
}

function archivesLeft(slug: string): boolean {
  try {
    return (window.sessionStorage.getItem(`/${slug}/arrivals`) ?? '[]') !== '[]';
  } catch {
    return false;
  }
}

/** Closing the tab now would lose files that are not in yet. */
function useLeaveWarning(isBusy: boolean) {
  useEffect(() => {
    if (!isBusy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isBusy]);
}
