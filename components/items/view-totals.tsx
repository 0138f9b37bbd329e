'use client';

import { Sigma } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useLater } from '#components/ui/later.ts';
import { Popover } from '#components/ui/popover.tsx';
import type { InboxFilter, ListPlaceName } from '#lib/domain/inbox-choices.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Narrowing } from '#lib/inbox/inbox-query.ts';
import type { CurrencyTotal } from '#lib/inbox/list-totals.ts';
import { listPanels } from './list-panels.ts';

/** A list as it is filtered. */
export type ListOfTotals = { workspace: Workspace; from: ListPlaceName; filter: InboxFilter } & Narrowing;

export type LoadTotals = (list: ListOfTotals) => Promise<Result<CurrencyTotal[]>>;

export type ViewTotalsProps = { list: ListOfTotals; load: LoadTotals };

/** What all that is shown comes to, in each currency, once somebody wants to know. */
export function ViewTotals(props: ViewTotalsProps) {
  return (
    <Popover
      label="Totals"
      placement="bottom end"
      trigger={<IconButton label="Totals of what is shown" icon={<Sigma aria-hidden="true" size={15} />} />}
    >
      <Totals {...props} />
    </Popover>
  );
}

function Totals(props: ViewTotalsProps) {
  const part = useLater(listPanels, true);
  return part && <part.TotalsTable {...props} />;
}
