'use client';

import { Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ChooseFiles } from '#components/ui/choose-files.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { MAX_CSV_BYTES } from '#lib/domain/csv.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { ImportOutcome, ImportPreview } from '#lib/domain/list-files.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { type Failure, failure, ok, type Result } from '#lib/domain/result.ts';

export type ImportDialogProps = {
  /** Where a file of this list is sent to. */
  path: string;
  /** Of a list of the business's own, which a file adds to: what it may have, the first of them at least. */
  columns?: readonly string[] | undefined;
  undo: (input: { changeId: string }, tab?: string) => Promise<Result<number>>;
  onClose: () => void;
};

/** A file, what it would change, and the change: all of it, or nothing. */
export function ImportDialog({ path, columns, undo, onClose }: ImportDialogProps) {
  const router = useRouter();
  const { numbers } = useFormats();
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const count = (number: number, one: string, many: string) =>
    `${writeCount(number, numbers)} ${number === 1 ? one : many}`;

  async function look(chosen: File) {
    setPending(true);
    setFile(chosen);
    const read = chosen.size > MAX_CSV_BYTES ? tooLarge : await send<ImportPreview>(path, chosen);
    setPending(false);
    setPreview(read.ok ? read.value : null);
    setProblem(read.ok ? null : read.error);
  }

  async function carryOut() {
    if (!file || !preview) return;
    setPending(true);
    const done = await send<ImportOutcome>(`${path}?import=${preview.fingerprint}`, file);
    setPending(false);
    if (!done.ok) {
      if (done.error.code === 'changedMeanwhile') await look(file);
      setProblem(done.error);
      return;
    }
    const { changeId, changed } = done.value;
    router.refresh();
    onClose();
    toast({
      title: `${count(changed, 'change', 'changes')} imported`,
      tone: 'success',
      ...(changeId !== null && { action: { label: 'Undo', onPress: () => void takeBack(changeId) } }),
    });
  }

  async function takeBack(changeId: string) {
    const undone = await undo({ changeId }, thisTab()).catch(() => offline);
    if (undone.ok) router.refresh();
    else toast({ title: 'Not undone', description: undone.error.message, tone: 'danger' });
  }

  const canImport = preview !== null && preview.problemCount === 0 && preview.changeCount > 0;
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !isPending && onClose()}
      title="Import from CSV"
      size="medium"
      actions={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            Cancel
          </Button>
          <ChooseFiles
            accept={['.csv', 'text/csv', '.txt']}
            icon={<Upload aria-hidden="true" size={14} />}
            variant={file ? 'secondary' : 'primary'}
            isPending={isPending && preview === null}
            onFiles={([chosen]) => chosen && void look(chosen)}
          >
            {file ? 'Choose another file' : 'Choose file'}
          </ChooseFiles>
          {canImport && (
            <Button variant="primary" isPending={isPending} onPress={() => void carryOut()}>
              Import {count(preview.changeCount, 'change', 'changes')}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {problem && <Banner tone="danger">{problem.message}</Banner>}
        {!file && columns && (
          <p className="text-muted">
            Choose a CSV file with the columns {columns.join(', ')} in its first line; only {columns[0]} is needed of
            every entry{columns.includes('Rate') && ', and the rate in percent'}. Entries that are there already are
            changed, others are added, and you see what would change before anything does.
          </p>
        )}
        {!file && !columns && (
          <p className="text-muted">
            Export the list, change it in a spreadsheet, save it as CSV and choose it here. You see what would change
            before anything does.
          </p>
        )}
        {file && preview && (
          <>
            <p role="status">
              <bdi className="font-medium">{file.name}</bdi>: {count(preview.changeCount, 'change', 'changes')},{' '}
              {count(preview.unchanged, 'line', 'lines')} without a change
              {preview.problemCount > 0 && `, ${count(preview.problemCount, 'problem', 'problems')}`}.
            </p>
            {preview.unused.length > 0 && (
              <p className="text-muted">Not used: {preview.unused.map(isolated).join(', ')}.</p>
            )}
            {preview.problemCount > 0 && (
              <>
                <Banner tone="warning" title="Nothing can be imported yet">
                  Put these lines right in the file, then choose it again.
                </Banner>
                <Lines
                  label="Problems"
                  headings={['Line', 'What is wrong']}
                  rows={preview.problems.map(({ line, message }) => [writeCount(line, numbers), message])}
                  more={preview.problemCount - preview.problems.length}
                />
              </>
            )}
            {preview.changeCount > 0 && (
              <Lines
                label="Changes"
                headings={['Line', 'Name', 'Change']}
                rows={preview.changes.map(({ line, name, text }) => [writeCount(line, numbers), name, text])}
                more={preview.changeCount - preview.changes.length}
              />
            )}
          </>
        )}
      </div>
    </Dialog>
  );
}

function Lines({
  label,
  headings,
  rows,
  more,
}: {
  label: string;
  headings: readonly string[];
  rows: readonly (readonly string[])[];
  more: number;
}) {
  const { numbers } = useFormats();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys too
    <section aria-label={label} tabIndex={0} className="max-h-64 overflow-y-auto rounded-md border">
      <table className="w-full text-left">
        <thead className="sticky top-0 bg-surface">
          <tr className="border-b text-xs text-muted [&>th]:px-3 [&>th]:py-1.5 [&>th]:font-medium">
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map((cells, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line may have several, and none of them moves
            <tr key={index} className="align-top [&>td]:px-3 [&>td]:py-1.5">
              {cells.map((cell, column) => (
                <td key={headings[column]} className={column === 0 ? 'w-14 text-muted tabular-nums' : 'break-words'}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="border-t px-3 py-1.5 text-muted">And {writeCount(more, numbers)} more.</p>}
    </section>
  );
}

const offline = failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');
const tooLarge = failure(
  'fileTooLarge',
  `The file is larger than ${MAX_CSV_BYTES / 1024 / 1024} MB. Nothing was imported.`,
);

async function send<T>(path: string, file: File): Promise<Result<T>> {
  try {
    const answer = await fetch(path, { method: 'POST', body: file });
    const body = await answer.json();
    return answer.ok ? ok(body as T) : { ok: false, error: body.error as Failure };
  } catch {
    return offline;
  }
}
