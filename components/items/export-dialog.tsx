'use client';

import { useEffect, useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { exportPath } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { ExportChoice } from '#lib/inbox/export/export-choice.ts';
import type { ExportPreview } from '#lib/inbox/export/start-export.ts';
import { Instant } from './instant.tsx';

type Start = ExportChoice & { withDocuments: boolean; archive: boolean };

export type ExportHandlers = {
  preview: (input: ExportChoice) => Promise<Result<ExportPreview>>;
  start: (input: Start, tab?: string) => Promise<Result<{ exportId: string; items: number; archived: string[] }>>;
};

const formats = [
  {
    value: 'csv',
    label: 'Table (CSV)',
    description: 'A row for each line, for any spreadsheet or accounting software.',
  },
  { value: 'zip', label: 'Table and documents (ZIP)', description: 'The same, with the original of each item.' },
] as const;
type Format = (typeof formats)[number]['value'];

const brokeOff = () => failure('offline', 'The connection broke off. Try again.');

/** What becomes of the chosen items: a file, and the archive when asked. Says what was exported before. */
export function ExportDialog({
  slug,
  choice,
  isOpen,
  onOpenChange,
  handlers: { preview, start },
  bringBack,
  onDone,
}: {
  slug: string;
  choice: ExportChoice;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  handlers: ExportHandlers;
  /** Undoes the archiving. */
  bringBack: (input: { itemIds: string[] }, tab?: string) => Promise<Result<string[]>>;
  onDone?: (() => void) | undefined;
}) {
  const [format, setFormat] = useState<Format>('csv');
  // Null until somebody says otherwise than the business has it.
  const [isArchiving, setArchiving] = useState<boolean | null>(null);
  const [isPending, setPending] = useState(false);
  const [told, setTold] = useState<Result<ExportPreview> | null>(null);
  const asked = JSON.stringify(choice);
  useEffect(() => {
    if (!isOpen) return;
    let isWanted = true;
    setTold(null);
    setArchiving(null);
    void preview(JSON.parse(asked))
      .catch(brokeOff)
      .then((answer) => isWanted && setTold(answer));
    return () => {
      isWanted = false;
    };
  }, [isOpen, asked, preview]);

  const facts = told?.ok ? told.value : null;
  const archives = isArchiving ?? facts?.archives ?? false;

  async function run() {
    setPending(true);
    const input = { ...choice, withDocuments: format === 'zip', archive: archives };
    const started = await start(input, thisTab()).catch(brokeOff);
    setPending(false);
    if (!started.ok) return setTold(started);
    const { exportId, items, archived } = started.value;
    onOpenChange(false);
    download(exportPath(slug, exportId));
    toast({
      title: `${items === 1 ? '1 item' : `${items} items`} exported`,
      tone: 'success',
      ...(archived.length > 0 && {
        description:
          archived.length === items ? 'They are in the archive now.' : `${archived.length} are in the archive now.`,
        action: { label: 'Undo archiving', onPress: () => void bringBack({ itemIds: archived }, thisTab()) },
      }),
    });
    onDone?.();
  }

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Export"
      actions={
        <>
          <Button onPress={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" isPending={isPending} isDisabled={!facts} onPress={() => void run()}>
            Export
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {told === null && (
          <p className="flex items-center gap-2 text-muted">
            <Spinner size={14} /> Counting…
          </p>
        )}
        {told && !told.ok && <Banner tone="danger">{told.error.message}</Banner>}
        {facts && (
          <p>
            <ShownNumber value={facts.items} /> {facts.items === 1 ? 'item' : 'items'},{' '}
            {facts.documents === 0 ? (
              'without documents'
            ) : (
              <>
                <ShownNumber value={facts.documents} /> {facts.documents === 1 ? 'document' : 'documents'}
              </>
            )}
            .
          </p>
        )}
        {facts && facts.exportedBefore > 0 && facts.lastExportedAt && (
          <Banner tone="warning">
            {facts.exportedBefore === facts.items ? (
              facts.items === 1 ? (
                'It was'
              ) : (
                'All were'
              )
            ) : (
              <>
                <ShownNumber value={facts.exportedBefore} /> {facts.exportedBefore === 1 ? 'was' : 'were'}
              </>
            )}{' '}
            exported before, last on <Instant at={facts.lastExportedAt} />.
          </Banner>
        )}
        <RadioGroup label="File" choices={formats} value={format} onChange={setFormat} />
        {facts && facts.inInbox > 0 && (
          <Checkbox
            isSelected={archives}
            onChange={setArchiving}
            description="What is being published stays. From the archive they come back."
          >
            Archive afterwards
          </Checkbox>
        )}
      </div>
    </Dialog>
  );
}

/** Through a link, so that the page stays. */
function download(href: string) {
  const link = document.createElement('a');
  link.href = href;
  link.download = '';
  link.click();
}
