import type { ReactNode } from 'react';
import { cx } from '#components/ui/cx.ts';
import { Link } from '#components/ui/link.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { failedPath, type Workspace } from '#lib/domain/paths.ts';
import type { FailureGroup } from '#lib/inbox/failure-groups.ts';

export type FailureRowsProps = {
  slug: string;
  workspace: Workspace;
  groups: readonly FailureGroup[];
  /** There are more causes than are listed. */
  isMore: boolean;
  /** The one whose items are shown; null for all. */
  shownKey: string | null;
  actions?: (group: FailureGroup) => ReactNode;
};

/** Why items failed, each cause once, with how many items it is and the way to them. */
export function FailureRows({ slug, workspace, groups, isMore, shownKey, actions }: FailureRowsProps) {
  if (groups.length === 0) return null;
  const all = failedPath(slug, workspace);
  return (
    <section aria-label="Why items failed" className="mx-4 mb-3 shrink-0 rounded-lg border max-md:mx-3">
      {/* So many that the items themselves are still in sight. */}
      <ul className="max-h-48 divide-y overflow-y-auto max-md:max-h-64">
        {groups.map((group) => {
          const isShown = group.key === shownKey;
          return (
            <li
              key={group.key}
              className={cx(
                'flex min-h-11 items-center gap-x-3 gap-y-1 py-1.5 pr-2 pl-3 max-md:flex-wrap',
                isShown && 'bg-accent-soft',
              )}
            >
              <p className="min-w-0 flex-1 text-sm max-md:basis-full">
                <Link
                  tone="plain"
                  href={isShown ? all : `${all}&cause=${encodeURIComponent(group.key)}`}
                  aria-current={isShown ? 'true' : undefined}
                  className="font-medium tabular-nums"
                >
                  <ShownNumber value={group.count} /> {group.count === 1 ? 'item' : 'items'}
                </Link>
                <span className="text-muted">: {group.title}</span>
              </p>
              <div className="flex shrink-0 flex-wrap gap-1.5 max-md:min-h-11 max-md:basis-full">
                {isShown && (
                  <Link href={all} className="self-center px-1 text-sm">
                    Show all
                  </Link>
                )}
                {actions?.(group)}
              </div>
            </li>
          );
        })}
      </ul>
      {isMore && (
        <p className="border-t px-3 py-1.5 text-xs text-muted">There are more causes: the largest are listed.</p>
      )}
    </section>
  );
}
