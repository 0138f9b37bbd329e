'use client';

import { useEffect, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Link } from '#components/ui/link.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { writeCount } from '#lib/domain/number-form.ts';
import { itemPath } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { PublishRunView } from '#lib/publishing/runs/load-runs.ts';
import type { RunItem } from '#lib/publishing/runs/run-items.ts';
import type { RunHandlers } from './runs-notice.tsx';

const groups: [RunItem['stands'], (ledgerName: string) => string][] = [
  ['published', (ledgerName) => `In ${ledgerName}`],
  ['onTheWay', () => 'On the way'],
  ['queued', () => 'Not sent yet'],
  ['refused', () => 'Refused, and not posted'],
  ['takenBack', () => 'Not sent, back in the inbox'],
];

/** Which items of a press of *Publish* are in the books, and which are not. */
export function RunItems({
  slug,
  run,
  handlers,
  onClose,
}: {
  slug: string;
  run: PublishRunView;
  handlers: Pick<RunHandlers, 'items'>;
  onClose: () => void;
}) {
  const { numbers } = useFormats();
  const [answer, setAnswer] = useState<Result<RunItem[]> | null>(null);
  const { items } = handlers;
  const { id: runId, complete, posted, queued, takenBack, refused } = run;
  // Asked anew whenever something of it has changed.
  const stand = [complete, posted, queued, takenBack, refused].join();
  useEffect(() => {
    let isCurrent = stand !== '';
    void items({ runId })
      .catch(() => failure('offline', 'The connection broke off. Close this and look again.'))
      .then((found) => isCurrent && setAnswer(found));
    return () => {
      isCurrent = false;
    };
  }, [items, runId, stand]);
  const found = answer?.ok ? answer.value : [];
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title="What is sent, and what is not" size="medium">
      {answer === null && <Spinner />}
      {answer && !answer.ok && <Banner tone="danger">{answer.error.message}</Banner>}
      <div className="flex flex-col gap-4">
        {groups.map(([stands, title]) => {
          const those = found.filter((item) => item.stands === stands);
          if (those.length === 0) return null;
          return (
            <section key={stands}>
              <h3 className="text-sm font-semibold">
                {title(run.ledgerName)} · {writeCount(those.length, numbers)}
              </h3>
              <ul className="mt-1 max-h-56 divide-y overflow-y-auto rounded-lg border">
                {those.map(({ number, workspace, contact, reference }) => (
                  <li key={number} className="flex gap-3 px-3 py-1.5 text-sm">
                    <Link href={itemPath(slug, workspace, number)} className="tabular-nums">
                      {number}
                    </Link>
                    <span className="min-w-0 flex-1 truncate">{contact ?? 'No contact'}</span>
                    <span className="truncate text-muted">{reference}</span>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}
