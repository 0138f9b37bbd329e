'use client';

import { History } from 'lucide-react';
import { useState } from 'react';
import { Instant } from '#components/items/instant.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { type LoadPage, usePages } from '#components/ui/use-pages.ts';
import type { ActivityRow } from '#lib/events/list-activity.ts';
import type { Page } from '#lib/keyset.ts';
import { TeamTable } from './team-table.tsx';

/** As many as the server gives at once. */
const MAX_ROWS = 500;

/** Who did what to people and their access, newest first. */
export function TeamActivity({ first, load }: { first: Page<ActivityRow>; load: LoadPage<ActivityRow> }) {
  const { rows, hasMore, loadMore } = usePages(first, '', load, MAX_ROWS);
  const [isLoading, setLoading] = useState(false);
  if (rows.length === 0) {
    return (
      <EmptyState icon={<History />} title="Nothing has been done yet">
        Invitations, changed roles and whoever joins or goes are kept here.
      </EmptyState>
    );
  }
  return (
    <>
      <TeamTable label="Activity" heads={['What', 'By', 'When', 'From']}>
        {rows.map(({ id, at, by, text, address }) => (
          <tr key={id}>
            <th scope="row" className="break-words">
              {text}
            </th>
            <td data-label="By">{by || 'Intray'}</td>
            <td data-label="When">
              <Instant at={at} />
            </td>
            <td data-label="From" className="break-words">
              {address ?? '–'}
            </td>
          </tr>
        ))}
      </TeamTable>
      {hasMore && (
        <Button
          className="self-start"
          isPending={isLoading}
          onPress={async () => {
            setLoading(true);
            await loadMore();
            setLoading(false);
          }}
        >
          Show older
        </Button>
      )}
    </>
  );
}
