'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { fetchExport } from '#components/items/export/follow-export.ts';
import { Instant } from '#components/items/instant.tsx';
import { Button } from '#components/ui/button.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { showDate } from '#lib/domain/date-form.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import type { ExportRunRow } from '#lib/inbox/scheduled-exports/list-schedules.ts';

/** At first: what came of it lately is what somebody looks for. */
const FEW = 4;

/** Each time that it was due or asked for, the newest first: what it covered, and what came of it. */
export function ScheduleRuns({ slug, runs }: { slug: string; runs: readonly ExportRunRow[] }) {
  const { numbers } = useFormats();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll || runs.length <= FEW + 1 ? runs : runs.slice(0, FEW);
  return (
    <section>
      <h2 className="mb-2 border-b pb-2 text-sm font-semibold">Runs</h2>
      {runs.length === 0 ? (
        <p className="text-muted">None yet. Run now makes one at once, as if it were due.</p>
      ) : (
        <ol className="divide-y">
          {shown.map((run) => (
            <li key={run.id} className="flex flex-wrap items-start gap-x-3 gap-y-1 py-2">
              <div className="min-w-0 flex-1 basis-44">
                <p>
                  <Instant at={run.at} />
                  {run.byHand && <span className="text-muted"> by hand</span>}
                </p>
                <p className="text-xs text-muted">
                  <RunState run={run} />
                  <Covered run={run} />
                </p>
                {run.problem && <p className="text-xs text-danger">{run.problem}</p>}
                {run.state === 'WAITING' && run.problem && (
                  <p className="text-xs text-muted">
                    Tried again <Instant at={run.retryAt} />
                  </p>
                )}
              </div>
              {run.exportId && (
                <Button
                  size="small"
                  icon={<Download size={13} />}
                  onPress={() => run.exportId && fetchExport(slug, run.exportId)}
                >
                  Download
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
      {shown.length < runs.length && (
        <Button size="small" className="mt-2" onPress={() => setShowsAll(true)}>
          Show all {writeCount(runs.length, numbers)} runs
        </Button>
      )}
    </section>
  );
}

/** What came of it, in a few words. */
export function RunState({ run: { state, items, mails, problem } }: { run: ExportRunRow }) {
  const { numbers } = useFormats();
  const count = `${writeCount(items ?? 0, numbers)} ${items === 1 ? 'item' : 'items'}`;
  switch (state) {
    case 'WAITING':
      return problem ? 'Waiting for another try' : 'Waiting';
    case 'MAKING':
      return 'Being made';
    case 'NOTHING':
      return 'Nothing to export';
    case 'FAILED':
      return 'No file';
    case 'DONE':
      return `${count}, ${(mails ?? 0) === 0 ? 'not sent' : `sent to ${writeCount(mails ?? 0, numbers)}`}`;
  }
}

function Covered({ run: { from, to } }: { run: ExportRunRow }) {
  const { dates } = useFormats();
  if (!to) return null;
  if (!from) return <>, to {showDate(to, dates)}</>;
  return from === to ? (
    <>, {showDate(to, dates)}</>
  ) : (
    <>
      , {showDate(from, dates)} to {showDate(to, dates)}
    </>
  );
}
