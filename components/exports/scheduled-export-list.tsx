'use client';

import { CalendarClock } from 'lucide-react';
import { Instant } from '#components/items/instant.tsx';
import { ButtonLink, Link } from '#components/ui/link.tsx';
import { clockWords } from '#lib/domain/export/export-rhythm.ts';
import { formatNames } from '#lib/domain/export/export-state.ts';
import { scheduledExportPaths } from '#lib/domain/export/scheduled-paths.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import type { ScheduledExportRow } from '#lib/inbox/scheduled-exports/list-schedules.ts';
import { ScheduleBadge } from './schedule-badge.tsx';
import { RunState } from './schedule-runs.tsx';

/** Files that are made again and again: what each is, when the next is made, and how the last one went. */
export function ScheduledExportList({ slug, rows }: { slug: string; rows: readonly ScheduledExportRow[] }) {
  const paths = scheduledExportPaths(slug);
  return (
    <section>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2 border-b pb-2">
        <h2 className="text-sm font-semibold">Scheduled exports</h2>
        <ButtonLink href={paths.new} size="small" icon={<CalendarClock size={13} />}>
          Schedule an export
        </ButtonLink>
      </div>
      {rows.length === 0 ? (
        <p className="max-w-prose text-muted">
          None yet. One is made by itself, each day, week or month, and sent to whoever is to have it.
        </p>
      ) : (
        <ul className="divide-y">
          {rows.map((row) => (
            <li key={row.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
              <div className="min-w-0 flex-1 basis-56">
                <p className="break-words">
                  <Link href={paths.one(row.id)}>{row.name}</Link>
                </p>
                <p className="text-xs text-muted">
                  {workspaceNames[row.workspace]}, {formatNames[row.format]}, {clockWords(row)},{' '}
                  {row.recipients === 0 ? 'sent to nobody' : `to ${row.recipients}`}
                </p>
                {row.stopped && <p className="text-xs text-danger">{row.stopped}</p>}
              </div>
              <div className="text-xs text-muted">
                {row.nextAt && (
                  <p>
                    Next <Instant at={row.nextAt} />
                  </p>
                )}
                {row.lastRun && (
                  <p>
                    Last <Instant at={row.lastRun.at} />: <RunState run={row.lastRun} />
                  </p>
                )}
              </div>
              <ScheduleBadge state={row.state} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
