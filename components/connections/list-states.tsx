import { RelativeTime } from '#components/lists/relative-time.tsx';
import { cx } from '#components/ui/cx.ts';
import type { ConnectionOverview } from '#lib/connecting/connection-overview.ts';
import type { SyncSummary } from '#lib/domain/sync-summary.ts';

export type ListStatesProps = {
  lists: ConnectionOverview['lists'];
  /** What the newest refresh did, or is doing, to each. */
  summary: SyncSummary | null;
  /** Whether the connection works; if not, that is why nothing could be refreshed, and is told elsewhere. */
  isConnected: boolean;
};

/** How fresh each list is and what the last refresh changed in it, live while one goes on. */
export function ListStates({ lists, summary, isConnected }: ListStatesProps) {
  const lines = new Map(summary?.lines.map((line) => [line.list, line]));
  return (
    <table className="w-full text-left">
      <thead>
        <tr className="border-b text-xs text-muted [&>th]:py-1.5 [&>th]:font-medium">
          <th scope="col">List</th>
          <th scope="col" className="max-sm:hidden">
            {summary?.isLive ? 'This refresh' : 'What changed'}
          </th>
          <th scope="col" className="text-right">
            Last refreshed
          </th>
        </tr>
      </thead>
      <tbody className="divide-y [&_td]:py-1.5 [&_td]:align-top">
        {lists.map(({ list, title, refreshedAt }) => {
          const line = lines.get(list);
          const isToldAbove = line?.isProblem && (!isConnected || line.text === summary?.detail);
          const text = isToldAbove ? 'Not refreshed' : line?.text;
          return (
            <tr key={list}>
              <th scope="row" className="py-1.5 pr-4 align-top font-normal">
                {title}
                <span className={cx('block sm:hidden', line?.isProblem ? 'text-danger' : 'text-muted')}>{text}</span>
              </th>
              <td className={cx('pr-4 max-sm:hidden', line?.isProblem ? 'text-danger' : 'text-muted')}>{text}</td>
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
