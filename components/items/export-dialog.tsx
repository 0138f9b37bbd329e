'use client';

import { useEffect, useRef, useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Link } from '#components/ui/link.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { sizeText } from '#components/ui/size-text.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { tooMuch } from '#lib/domain/export/export-state.ts';
import { scheduledExportPaths } from '#lib/domain/export/scheduled-paths.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { exportsPath, type Workspace } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { ExportChoice } from '#lib/inbox/export/export-choice.ts';
import type { ExportRow } from '#lib/inbox/export/list-exports.ts';
import { ExportFormFields } from './export/export-form-fields.tsx';
import type { ExportFacts, ExportHandlers as FileHandlers } from './export/export-types.ts';
import { fetchExport, followExport, tellOfEnd } from './export/follow-export.ts';
import { type FormParts, firstParts, formOf } from './export/form-parts.ts';
import { Instant } from './instant.tsx';
import type { SendHandlers } from './send-dialog.tsx';

/** How items leave Intray: as files, or to somebody by mail or a link. */
export type ExportHandlers = FileHandlers & { sending: SendHandlers };

const brokeOff = () => failure('offline', 'The connection broke off. Try again.');

/**
 * What becomes of the chosen items: a file, and the archive when asked. Says what was exported before, and how far a large
 * file is; whoever goes on meanwhile is told of its end.
 */
export function ExportDialog({
  slug,
  choice,
  isOpen,
  onOpenChange,
  handlers,
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
  const { preview, start, look, cancel, saveColumns } = handlers;
  const [parts, setParts] = useState<FormParts | null>(null);
  // Null until somebody says otherwise than the business has it.
  const [isArchiving, setArchiving] = useState<boolean | null>(null);
  const [isPending, setPending] = useState(false);
  const [told, setTold] = useState<Result<ExportFacts> | null>(null);
  const [underWay, setUnderWay] = useState<ExportRow | null>(null);
  // Whether somebody looks at it, asked when an export has ended.
  const isShown = useRef(isOpen);
  useEffect(() => {
    isShown.current = isOpen;
    return () => {
      isShown.current = false;
    };
  }, [isOpen]);
  const asked = JSON.stringify(choice);
  useEffect(() => {
    if (!isOpen) return;
    let isWanted = true;
    setTold(null);
    setUnderWay(null);
    setArchiving(null);
    void preview(JSON.parse(asked))
      .catch(brokeOff)
      .then((answer) => {
        if (!isWanted) return;
        setTold(answer);
        if (answer.ok) setParts((before) => before ?? firstParts(answer.value.choices));
      });
    return () => {
      isWanted = false;
    };
  }, [isOpen, asked, preview]);

  const facts = told?.ok ? told.value : null;
  const archives = isArchiving ?? facts?.preview.archives ?? false;
  const form = parts && formOf(parts);
  const isTooMuch = !facts || !form || tooMuch(form, facts.preview) !== null;

  async function run() {
    if (!form) return;
    setPending(true);
    const started = await start({ ...choice, form, archive: archives }, thisTab()).catch(brokeOff);
    setPending(false);
    if (!started.ok) return setTold(started);
    const { row, archived } = started.value;
    const isDone = row.state === 'DONE';
    if (archived.length > 0 || isDone) tell(row, archived, isDone);
    if (isDone) {
      onOpenChange(false);
      fetchExport(slug, row.id);
      return onDone?.();
    }
    setUnderWay(row);
    const end = await followExport(row, look, setUnderWay);
    if (!end) return;
    if (!isShown.current) return tellOfEnd(slug, end);
    if (end.state !== 'DONE') return;
    onOpenChange(false);
    fetchExport(slug, end.id);
    onDone?.();
  }

  function tell({ items }: ExportRow, archived: string[], isDone: boolean) {
    const words = items === 1 ? '1 item' : `${items} items`;
    toast({
      title: isDone ? `${words} exported` : `${archived.length === 1 ? '1 item' : `${archived.length} items`} archived`,
      tone: 'success',
      ...(archived.length > 0 && {
        ...(isDone && {
          description:
            archived.length === items ? 'They are in the archive now.' : `${archived.length} are in the archive now.`,
        }),
        action: { label: 'Undo archiving', onPress: () => void bringBack({ itemIds: archived }, thisTab()) },
      }),
    });
  }

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Export"
      size="large"
      actions={
        underWay ? (
          <>
            {underWay.state === 'RUNNING' && (
              <Button onPress={() => void cancel({ exportId: underWay.id }).catch(brokeOff)}>Cancel export</Button>
            )}
            <Button variant="primary" onPress={() => onOpenChange(false)}>
              {underWay.state === 'RUNNING' ? 'Go on working' : 'Close'}
            </Button>
          </>
        ) : (
          <>
            <Button onPress={() => onOpenChange(false)}>Cancel</Button>
            <Button variant="primary" isPending={isPending} isDisabled={isTooMuch} onPress={() => void run()}>
              Export
            </Button>
          </>
        )
      }
    >
      {underWay ? (
        <UnderWay slug={slug} row={underWay} />
      ) : (
        <div className="flex flex-col gap-4">
          {told === null && (
            <p className="flex items-center gap-2 text-muted">
              <Spinner size={14} /> Counting…
            </p>
          )}
          {told && !told.ok && <Banner tone="danger">{told.error.message}</Banner>}
          {facts && <Facts slug={slug} facts={facts} />}
          {facts && choice.of.kind !== 'items' && (
            <p>
              <Link href={scheduleHref(slug, choice.workspace, choice.of)}>Schedule it</Link>{' '}
              <span className="text-muted">to have what this list shows exported by itself, and sent.</span>
            </p>
          )}
          {facts && parts && (
            <ExportFormFields
              {...{ facts, parts }}
              onChange={setParts}
              save={saveColumns}
              onSaved={(set) => {
                const { choices } = facts;
                setTold({ ok: true, value: { ...facts, choices: { ...choices, sets: [...choices.sets, set] } } });
              }}
            />
          )}
          {facts && facts.preview.inInbox > 0 && (
            <Checkbox
              isSelected={archives}
              onChange={setArchiving}
              description="What is being published stays. From the archive they come back."
            >
              Archive afterwards
            </Checkbox>
          )}
        </div>
      )}
    </Dialog>
  );
}

/** Where what a list shows is scheduled, as it is shown now. */
function scheduleHref(slug: string, workspace: Workspace, of: Exclude<ExportChoice['of'], { kind: 'items' }>): string {
  const list = JSON.stringify({ from: of.kind, ...of.query });
  return `${scheduledExportPaths(slug).new}?${new URLSearchParams({ workspace, list })}`;
}

function Facts({ slug, facts: { preview } }: { slug: string; facts: ExportFacts }) {
  const { numbers } = useFormats();
  const { items, documents, byteSize, exportedBefore, lastExportedAt } = preview;
  return (
    <>
      <p>
        <ShownNumber value={items} /> {items === 1 ? 'item' : 'items'},{' '}
        {documents === 0 ? (
          'without documents'
        ) : (
          <>
            <ShownNumber value={documents} /> {documents === 1 ? 'document' : 'documents'} (
            {sizeText(byteSize, numbers)})
          </>
        )}
        . <Link href={exportsPath(slug)}>Earlier exports</Link>
      </p>
      {exportedBefore > 0 && lastExportedAt && (
        <Banner tone="warning">
          {exportedBefore === items ? (
            items === 1 ? (
              'It was'
            ) : (
              'All were'
            )
          ) : (
            <>
              <ShownNumber value={exportedBefore} /> {exportedBefore === 1 ? 'was' : 'were'}
            </>
          )}{' '}
          exported before, last on <Instant at={lastExportedAt} />.
        </Banner>
      )}
    </>
  );
}

function UnderWay({ slug, row }: { slug: string; row: ExportRow }) {
  const { numbers } = useFormats();
  const { state, done, items, problem } = row;
  if (state === 'CANCELLED') return <p>Cancelled. No file was made; what was archived with it stays in the archive.</p>;
  if (state === 'FAILED') return <Banner tone="danger">{problem}</Banner>;
  return (
    <div className="flex flex-col gap-4">
      <ProgressBar
        label="Making the file"
        value={done}
        max={items}
        valueLabel={`${writeCount(done, numbers)} of ${writeCount(items, numbers)}`}
      />
      <p>
        You can go on working: it is made even if you leave, and you are told when it is ready. It then lies under{' '}
        <Link href={exportsPath(slug)}>Exports</Link> for 7 days.
      </p>
    </div>
  );
}
