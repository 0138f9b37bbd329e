'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { brought } from '#components/ui/brought.ts';
import { later, useLater } from '#components/ui/later.ts';
import { toast } from '#components/ui/toast-queue.ts';
import { useKeys } from '#components/ui/use-keys.ts';
import { itemPath, otherWorkspace } from '#lib/domain/paths.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';
import type { ItemHeaderProps } from './item-header.tsx';
import type { ItemPageProps } from './item-page.tsx';

/** Moving and archiving, and what is said of them. */
const goingPart = later(async () => ({
  ...(await import('./archive-by-hand.ts')),
  ...(await import('./move-to-other.ts')),
}));
const exportPart = later(() => import('./export-dialog.tsx'));
const sendPart = later(() => import('./send-dialog.tsx'));
const splitPart = later(() => import('./split-amounts-dialog.tsx'));

type Acts = Pick<
  ItemHeaderProps,
  'onMove' | 'onArchive' | 'onBringBack' | 'staysArchived' | 'onExport' | 'onSend' | 'onSplit'
>;

/** How an item leaves its list without being published, by its menu and by keys: moved, archived, exported. */
export function usePuttingAside(
  { slug, may, moving, archiving, exporting, papers, lineEntries }: ItemPageProps,
  {
    item,
    isReadOnly,
    settle,
    onGone,
  }: {
    item: ItemView;
    isReadOnly: boolean;
    /** The revision once all edits are stored; null where one is not. */
    settle: () => Promise<number | null>;
    onGone: () => void;
  },
): { acts: Acts; dialog: ReactNode } {
  const router = useRouter();
  const [isExporting, setExporting] = useState(false);
  const part = useLater(exportPart, isExporting);
  const [isSending, setSending] = useState(false);
  const sends = useLater(sendPart, isSending);
  const [isSplitting, setSplitting] = useState(false);
  const splits = useLater(splitPart, isSplitting);
  useLater(goingPart);
  const { publication, place, workspace } = item;
  const isAside = may.edit && !item.claim && place === 'ARCHIVE' && !publication?.locksItem;

  async function once(act: () => Promise<void>, title: string) {
    if ((await settle()) !== null) return act();
    toast({ title, description: 'Your last change is not saved. Put it right or discard it first.' });
  }
  /** Leads on, as deleting does. */
  async function archive() {
    const going = await brought(goingPart);
    if (await going?.archiveByHand([item.id], archiving)) onGone();
  }
  async function bringBack() {
    const going = await brought(goingPart);
    await going?.bringBackByHand([item.id], archiving);
  }
  /** Opens it where it then is; taken back, where it was. */
  async function move() {
    const to = otherWorkspace[workspace];
    const there = itemPath(slug, to, item.number);
    const back = () => window.location.pathname === there && router.push(itemPath(slug, workspace, item.number));
    const going = await brought(goingPart);
    if (await going?.moveToOther({ to, itemIds: [item.id] }, moving, back)) router.push(there);
  }

  const acts: Acts = {
    onMove: isReadOnly || item.claim ? null : () => void once(move, 'Not moved'),
    onArchive:
      may.edit && place === 'INBOX' && !publication?.locksItem ? () => void once(archive, 'Not archived') : null,
    onBringBack: isAside && !item.staysArchived ? () => void bringBack() : null,
    staysArchived: isAside && item.staysArchived,
    onExport: may.edit ? () => setExporting(true) : null,
    onSend: may.edit ? () => setSending(true) : null,
    onSplit: isReadOnly || item.claim ? null : () => setSplitting(true),
  };
  useKeys({
    t: acts.onMove ?? undefined,
    a: acts.onArchive ?? acts.onBringBack ?? undefined,
    d: acts.onExport ?? undefined,
    l: acts.onSend ?? undefined,
  });
  const dialog = (
    <>
      {part && (
        <part.ExportDialog
          {...{ slug }}
          choice={{ workspace, of: { kind: 'items', itemIds: [item.id] } }}
          isOpen={isExporting}
          onOpenChange={setExporting}
          handlers={exporting}
          bringBack={archiving.bringBack}
        />
      )}
      {splits && isSplitting && (
        <splits.SplitAmountsDialog
          {...{ slug, item, settle }}
          handlers={papers}
          find={lineEntries.findCategories}
          onClose={() => setSplitting(false)}
        />
      )}
      {sends && (
        <sends.SendDialog
          {...{ slug, workspace }}
          itemIds={[item.id]}
          isOpen={isSending}
          onOpenChange={setSending}
          handlers={exporting.sending}
        />
      )}
    </>
  );
  return { acts, dialog };
}
