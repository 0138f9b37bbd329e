'use client';

import { Download, PackageOpen, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { Instant } from '#components/items/instant.tsx';
import { Button } from '#components/ui/button.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { ProgressBar } from '#components/ui/progress-bar.tsx';
import { sizeText } from '#components/ui/size-text.ts';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { BusinessFileRow } from '#lib/business-file/list-business-files.ts';
import { FILE_DAYS } from '#lib/domain/business-file/business-file.ts';
import type { FileCounts } from '#lib/domain/business-file/manifest.ts';
import { type NumberForm, writeCount } from '#lib/domain/number-form.ts';
import { completeExportPaths } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import { useRefreshWhile } from './refresh-while.ts';

/** The whole business as one file: to be made, followed, fetched and deleted. For admins. */
export function CompleteExports({
  slug,
  files,
  make,
  remove,
}: {
  slug: string;
  files: readonly BusinessFileRow[];
  make: (input: Record<string, never>) => Promise<Result<{ id: string }>>;
  remove: (input: { fileId: string }) => Promise<Result<null>>;
}) {
  const [isPending, setPending] = useState(false);
  const isUnderWay = files.some(({ state }) => state === 'RUNNING');
  useRefreshWhile(isUnderWay);
  const paths = completeExportPaths(slug);
  async function run(act: () => Promise<Result<unknown>>) {
    setPending(true);
    const answer = await act().catch(offline);
    setPending(false);
    if (!answer.ok) toast({ title: 'Nothing was changed', description: answer.error.message, tone: 'danger' });
  }
  return (
    <section>
      <h2 className="mb-2 border-b pb-2 text-sm font-semibold">Complete export</h2>
      <p className="max-w-prose text-muted">
        The whole business as one ZIP file: items of every state with their documents, lines and history, lists, views,
        settings, and what was published. Passwords, tokens and links are not in it. It is kept for {FILE_DAYS} days,
        and can be read back in as a new business.
      </p>
      {files.length > 0 && (
        <ul className="mt-2 divide-y border-y">
          {files.map((file) => (
            <li key={file.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
              <What file={file} />
              <State file={file} />
              <span className="ml-auto flex shrink-0 gap-1">
                {file.state === 'RUNNING' ? (
                  <Button
                    size="small"
                    icon={<X size={13} />}
                    isDisabled={isPending}
                    onPress={() => void run(() => remove({ fileId: file.id }))}
                  >
                    Cancel
                  </Button>
                ) : (
                  <>
                    {file.state === 'DONE' && (
                      <Button size="small" icon={<Download size={13} />} onPress={() => fetchFile(paths.file(file.id))}>
                        Download
                      </Button>
                    )}
                    <IconButton
                      size="small"
                      label="Delete this complete export"
                      icon={<Trash2 size={14} />}
                      onPress={() => void run(() => remove({ fileId: file.id }))}
                    />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          icon={<PackageOpen size={15} />}
          isPending={isPending}
          isDisabled={isUnderWay}
          onPress={() => void run(() => make({}))}
        >
          Make a complete export
        </Button>
        <ButtonLink href={paths.readBack}>Read one back in…</ButtonLink>
      </div>
    </section>
  );
}

function What({ file: { byName, at, byteSize, counts, problem } }: { file: BusinessFileRow }) {
  const { numbers } = useFormats();
  return (
    <div className="min-w-0 flex-1 basis-48">
      <p>
        {counts ? countsText(counts, numbers) : 'The whole business'}
        {byteSize !== null && <span className="text-muted"> · {sizeText(byteSize, numbers)}</span>}
      </p>
      <p className="text-xs text-muted">
        {byName}, <Instant at={at} />
      </p>
      {problem && <p className="text-xs text-danger">{problem}</p>}
    </div>
  );
}

/** `2 items, 1 document, 3 suppliers and customers`. */
export function countsText({ items, documents, contacts }: FileCounts, numbers: NumberForm): string {
  const some = (count: number, one: string, many: string) =>
    `${writeCount(count, numbers)} ${count === 1 ? one : many}`;
  return [
    some(items, 'item', 'items'),
    some(documents, 'document', 'documents'),
    some(contacts, 'supplier or customer', 'suppliers and customers'),
  ].join(', ');
}

function State({ file: { state, done, total, expiresAt } }: { file: BusinessFileRow }) {
  if (state === 'RUNNING') {
    return <ProgressBar label="Making the file" className="w-44" {...(total > 0 && { value: done, max: total })} />;
  }
  if (state === 'FAILED') return <StatusBadge tone="danger" text="Not made" />;
  return (
    <span className="text-xs text-muted">
      Until <Instant at={expiresAt} />
    </span>
  );
}

/** Through a link, so that the page stays. */
function fetchFile(href: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = '';
  link.click();
}

const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');
