'use client';

import { FilePlus2 } from 'lucide-react';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useChanged } from '#components/live/live-events.tsx';
import { brought } from '#components/ui/brought.ts';
import { Button } from '#components/ui/button.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { useKeys } from '#components/ui/use-keys.ts';
import type { OwnerChoice } from '#lib/coding/owners.ts';
import { addDocumentsHash, type Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { UploadEntry, UploadQueue } from './upload-queue.ts';

/** What is seen of adding documents, for when somebody does. */
const adding = later(async () => ({
  ...(await import('./add-documents-dialog.tsx')),
  ...(await import('./upload-panel.tsx')),
  ...(await import('./upload-queue.ts')),
}));

const drag = later(() => import('./file-drag.tsx'));

const none: readonly UploadEntry[] = [];
const noEntries = () => none;
const never = () => () => {};

type Uploads = { choose: () => void };
const UploadsContext = createContext<Uploads | null>(null);

export type UploadsProps = {
  slug: string;
  workspace: Workspace;
  /** To choose from; none for who adds only their own. */
  owners: readonly OwnerChoice[];
  deleteItems: (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;
  children: ReactNode;
};

/** Takes documents anywhere on the pages of a workspace: by drop, by paste, by the dialog and by its keys. */
export function Uploads({ slug, workspace, owners, deleteItems, children }: UploadsProps) {
  const changed = useChanged();
  const [queue, setQueue] = useState<UploadQueue | null>(null);
  const entries = useSyncExternalStore(queue?.subscribe ?? never, queue?.snapshot ?? noEntries, noEntries);
  const [isOpen, setOpen] = useState(false);
  const part = useLater(adding, isOpen);
  const [owner, setOwner] = useState<string | null>(null);
  /** The queue begins with the first files. */
  const coming = useRef<Promise<UploadQueue | null>>(null);
  async function begin(): Promise<UploadQueue | null> {
    const part = await brought(adding);
    if (!part) {
      coming.current = null;
      return null;
    }
    const begun = new part.UploadQueue(`/${slug}/documents?${new URLSearchParams({ workspace })}`, () =>
      changed('items'),
    );
    setQueue(begun);
    return begun;
  }
  async function add(files: readonly File[], owner: string | null = null) {
    coming.current ??= begin();
    (await coming.current)?.add(files, owner);
  }
  // At once: a file that nobody takes is opened by the browser, in place of the page.
  const dragging = useLater(drag, true);
  const [uploads] = useState<Uploads>(() => ({
    choose: () => {
      setOwner(null);
      setOpen(true);
    },
  }));

  // Whoever comes to add documents, as after connecting, has the dialog open at once; Back and Reload open it no more.
  useEffect(() => {
    if (window.location.hash !== addDocumentsHash) return;
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
    uploads.choose();
  }, [uploads]);
  useKeys({ n: uploads.choose, u: uploads.choose });
  useLeaveWarning(entries.some(({ state }) => ['waiting', 'sending', 'checking'].includes(state.kind)));

  return (
    <UploadsContext value={uploads}>
      {children}
      {part && (
        <part.AddDocumentsDialog
          isOpen={isOpen}
          workspace={workspace}
          onOpenChange={setOpen}
          {...{ owners, owner }}
          onOwner={setOwner}
          onFiles={(files) => void add(files, owner)}
        />
      )}
      {dragging && <dragging.FileDrag {...{ workspace }} onFiles={(files) => void add(files)} />}
      {part && queue && <part.UploadPanel {...{ slug, workspace, queue, entries, deleteItems }} />}
    </UploadsContext>
  );
}

export function AddDocumentsButton({ variant = 'primary' }: { variant?: 'primary' | 'secondary' }) {
  const uploads = useContext(UploadsContext);
  return (
    <Button variant={variant} icon={<FilePlus2 size={15} />} onPress={() => uploads?.choose()}>
      Add documents
    </Button>
  );
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
