'use client';

import { Download, FileDown, Trash2, X } from 'lucide-react';
import { fetchExport } from '#components/items/export/follow-export.ts';
import { Instant } from '#components/items/instant.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { sizeText } from '#components/ui/size-text.ts';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { formatNames } from '#lib/domain/export/export-state.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import type { ExportRow } from '#lib/inbox/export/list-exports.ts';
import { useRefreshWhile } from './refresh-while.ts';

type Act = (input: { exportId: string }) => Promise<Result<null>>;

/** Files that were asked for, newest first: to fetch, to end while they are made, and to delete. */
export function ExportList({
  slug,
  exports,
  inboxHref,
  cancel,
  remove,
}: {
  slug: string;
  exports: readonly ExportRow[];
  inboxHref: string;
  cancel: Act;
  remove: Act;
}) {
  useRefreshWhile(exports.some(({ state }) => state === 'RUNNING'));
  async function run(act: Act, exportId: string) {
    const answer = await act({ exportId }).catch(offline);
    if (!answer.ok) toast({ title: 'Nothing was changed', description: answer.error.message, tone: 'danger' });
  }
  if (exports.length === 0) {
    return (
      <EmptyState
        icon={<FileDown />}
        title="No exports"
        action={<ButtonLink href={inboxHref}>Open the inbox</ButtonLink>}
      >
        In the inbox and the archive, D exports what is selected, or all that is shown.
      </EmptyState>
    );
  }
  return (
    <ul className="divide-y border-y">
      {exports.map((row) => (
        <li key={row.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
          <What {...{ row }} />
          <State row={row} />
          <span className="ml-auto flex shrink-0 gap-1">
            {row.state === 'RUNNING' ? (
              <Button size="small" icon={<X size={13} />} onPress={() => void run(cancel, row.id)}>
                Cancel
              </Button>
            ) : (
              <>
                {row.state === 'DONE' && (
                  <Button size="small" icon={<Download size={13} />} onPress={() => fetchExport(slug, row.id)}>
                    Download
                  </Button>
                )}
                <IconButton
                  size="small"
                  label="Delete this export"
                  icon={<Trash2 size={14} />}
                  onPress={() => void run(remove, row.id)}
                />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function What({ row: { workspace, format, items, byName, at, byteSize, problem } }: { row: ExportRow }) {
  const { numbers } = useFormats();
  return (
    <div className="min-w-0 flex-1 basis-48">
      <p>
        {workspaceNames[workspace]}, {formatNames[format]}, {writeCount(items, numbers)}{' '}
        {items === 1 ? 'item' : 'items'}
        {byteSize !== null && <span className="text-muted"> · {sizeText(byteSize, numbers)}</span>}
      </p>
      <p className="text-xs text-muted">
        {byName}, <Instant at={at} />
      </p>
      {problem && <p className="text-xs text-danger">{problem}</p>}
    </div>
  );
}

function State({ row: { state, done, items, expiresAt } }: { row: ExportRow }) {
  const { numbers } = useFormats();
  if (state === 'RUNNING') {
    return (
      <ProgressBar
        label="Making the file"
        className="w-44"
        value={done}
        max={items}
        valueLabel={`${writeCount(done, numbers)} of ${writeCount(items, numbers)}`}
      />
    );
  }
  if (state === 'FAILED') return <StatusBadge tone="danger" text="Not made" />;
  if (state === 'CANCELLED') return <StatusBadge tone="neutral" text="Cancelled" />;
  return (
    <span className="text-xs text-muted">
      Until <Instant at={expiresAt} />
    </span>
  );
}

const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');
