'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { LatestRun } from '#lib/lists/latest-run.ts';

const RECENT_MS = 15 * 60_000;

/** What a refresh that someone asked for has changed, list by list, until it is closed or old news. */
export function RefreshResult({ run }: { run: LatestRun }) {
  const [isClosed, setClosed] = useState(false);
  const { summary, finishedAt, startedByName } = run;
  const isNews = finishedAt !== null && startedByName !== null && Date.now() - finishedAt.getTime() < RECENT_MS;
  if (summary.isLive || !isNews || isClosed) return null;
  const told = summary.lines.filter(({ text, isProblem }) => isProblem || text !== 'No changes');
  return (
    <Banner
      tone={summary.tone}
      title={summary.title}
      action={<IconButton label="Close" icon={<X size={14} />} size="small" onPress={() => setClosed(true)} />}
    >
      {summary.detail && <p>{summary.detail}</p>}
      {told.length > 0 && (
        <ul>
          {told.map(({ list, title, text, isProblem }) => (
            <li key={list} className={isProblem ? 'text-danger' : undefined}>
              {title}: {isProblem ? text : text.charAt(0).toLowerCase() + text.slice(1)}
            </li>
          ))}
        </ul>
      )}
    </Banner>
  );
}
