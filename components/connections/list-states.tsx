import { RelativeTime } from '#components/lists/relative-time.tsx';
import type { ConnectionOverview } from '#lib/connections/connection-overview.ts';
import type { SyncSummary } from '#lib/domain/sync-summary.ts';

export type ListStatesProps = {
  lists: ConnectionOverview['lists'];
  /** What the newest refresh did, or is doing, to each. */
  summary: SyncSummary | null;
};

/** How fresh each list is and what the last refresh changed in it, live while one goes on. */
export function ListStates({ lists, summary }: ListStatesProps) {
  const lines = new Map(summary?.lines.map((line) => [line.list, line]));
  return (
    <table className="w-full text-left">
      <thead>
        <tr className="border-b text-xs text-muted [&>th]:py-1.5 [&>th]:font-medium">
          <th scope="col">List</th>
          <th scope="col">{summary?.isLive ? 'This refresh' : 'What changed'}</th>
          <th scope="col" className="text-right">
            Last refreshed
          </th>
        </tr>
      </thead>
      <tbody className="divide-y [&_td]:py-1.5 [&_td]:align-top">
        {lists.map(({ list, title, refreshedAt }) => {
          const line = lines.get(list);
          return (
            <tr key={list}>
              <th scope="row" className="py-1.5 pr-4 align-top font-normal">
                {title}
              </th>
              <td className={line?.isProblem ? 'pr-4 text-danger' : 'pr-4 text-muted'}>
                {line && textOf(line, summary)}
              </td>
              <td className="text-right whitespace-nowrap text-muted tabular-nums">
                {refreshedAt ? <RelativeTime instant={refreshedAt.toISOString()} /> : 'Not yet'}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** What holds for the whole refresh is not told again for each list. */
function textOf(line: SyncSummary['lines'][number], summary: SyncSummary | null): string {
  return line.isProblem && line.text === summary?.detail ? 'Not refreshed' : line.text;
}
