'use client';

import { History } from 'lucide-react';
import { useTransition } from 'react';
import { Instant } from '#components/items/instant.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { type LoadPage, usePages } from '#components/ui/use-pages.ts';
import type { ActivityRow } from '#lib/events/list-activity.ts';
import type { Page } from '#lib/keyset.ts';

/** As many as the server gives at once. */
const MAX_ROWS = 500;

export function ActivityList({ first, load }: { first: Page<ActivityRow>; load: LoadPage<ActivityRow> }) {
  const { rows, hasMore, loadMore } = usePages(first, '', load, MAX_ROWS);
  const [isPending, start] = useTransition();
  if (rows.length === 0) {
    return (
      <EmptyState icon={<History />} title="Nothing yet">
        Sign-ins, and changes of your password and e-mail, are listed here.
      </EmptyState>
    );
  }
  return (
    <>
      <ol className="divide-y">
        {rows.map(({ id, at, text, address, device }) => (
          <li key={id} className="flex flex-wrap gap-x-4 py-2">
            <div className="min-w-48 flex-1">
              <p className="break-words">{text}</p>
              {address && (
                <p className="text-sm text-muted">
                  {device && `${device}, `}
                  <span className="break-all">{address}</span>
                </p>
              )}
            </div>
            <span className="text-sm text-muted">
              <Instant at={at} />
            </span>
          </li>
        ))}
      </ol>
      {hasMore && (
        <Button className="mt-4" isPending={isPending} onPress={() => start(loadMore)}>
          Show more
        </Button>
      )}
    </>
  );
}
