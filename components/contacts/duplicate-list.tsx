'use client';

import { CopyCheck } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { DuplicateContact, DuplicatePair, DuplicateReason } from '#lib/lists/duplicate-contacts.ts';
import { MergeDialog, type MergeHandlers } from './merge-dialog.tsx';

export type SetDistinct = (input: { ids: [string, string]; isDistinct: boolean }) => Promise<Result<null>>;

const reasonNames: Record<DuplicateReason, string> = {
  name: 'Name',
  taxNumber: 'Tax number',
  bankAccount: 'Bank account',
  email: 'E-mail',
};

/** The contacts of a list that seem to be one firm twice: to be merged, or said to be two. */
export function DuplicateList({
  pairs,
  total,
  noun,
  list,
  ledgerTitle,
  handlers,
  setDistinct,
}: {
  pairs: readonly DuplicatePair[];
  total: number;
  /** What the list has, in lower case: `suppliers`. */
  noun: string;
  /** The list they are in. */
  list: { label: string; href: string };
  ledgerTitle: string | null;
  handlers: MergeHandlers;
  setDistinct: SetDistinct;
}) {
  const router = useRouter();
  const { numbers } = useFormats();
  const [asked, setAsked] = useState<DuplicatePair | null>(null);

  async function set(pair: DuplicatePair, isDistinct: boolean) {
    const ids: [string, string] = [pair.keep.id, pair.other.id];
    const done = await setDistinct({ ids, isDistinct }).catch(() =>
      failure('offline', 'The connection broke off. Try again.'),
    );
    if (!done.ok) toast({ title: 'Not saved', description: done.error.message, tone: 'danger' });
    else if (isDistinct) {
      toast({
        title: `${isolated(pair.keep.name)} and ${isolated(pair.other.name)} are two`,
        action: { label: 'Undo', onPress: () => void set(pair, false) },
      });
    }
    router.refresh();
  }

  return (
    <>
      <PageHeader
        title="Possible duplicates"
        guide="merge-contacts"
        breadcrumbs={[list]}
        description={
          pairs.length < total
            ? `The first ${writeCount(pairs.length, numbers)} of ${writeCount(total, numbers)}; the others come as these are settled.`
            : `Pairs of ${noun} that seem to be one firm.`
        }
      />
      <Table
        label="Possible duplicates"
        columns={columns}
        rows={pairs}
        rowKey={keyOf}
        rowLabel={({ keep, other }) => `${keep.name} and ${other.name}`}
        actions={(pair) => (
          <>
            <Button size="small" onPress={() => setAsked(pair)}>
              Merge…
            </Button>
            <Button size="small" variant="quiet" onPress={() => void set(pair, true)}>
              Not the same
            </Button>
          </>
        )}
        actionsWidth="13rem"
        minWidth="48rem"
        empty={
          <EmptyState icon={<CopyCheck />} title="No duplicates">
            No two {noun} have a name, a tax number, a bank account or an e-mail in common.
          </EmptyState>
        }
      />
      {asked && (
        <MergeDialog pair={[asked.keep, asked.other]} {...{ ledgerTitle, handlers }} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

const keyOf = ({ keep, other }: DuplicatePair) => `${keep.id} ${other.id}`;

const columns: readonly Column<DuplicatePair>[] = [
  {
    id: 'keep',
    header: 'Contact',
    cell: ({ keep }) => <Side contact={keep} />,
    width: 'minmax(12rem, 1.5fr)',
    phone: 'title',
  },
  {
    id: 'other',
    header: 'Seems to be the same as',
    cell: ({ other }) => <Side contact={other} />,
    width: 'minmax(12rem, 1.5fr)',
    phone: 'detail',
  },
  {
    id: 'why',
    header: 'In common',
    cell: ({ reasons, keep }) => (
      <span title={reasons.map((reason) => inFull(reason, keep)).join('\n')}>
        {reasons.map((reason) => reasonNames[reason]).join(', ')}
      </span>
    ),
    width: 'minmax(8rem, 1fr)',
    phone: 'mark',
  },
];

function Side({ contact }: { contact: DuplicateContact }) {
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="truncate font-medium" title={contact.name}>
        {contact.name}
      </span>
      <span className="shrink-0 text-xs text-muted tabular-nums">
        <ShownNumber value={contact.items} /> {contact.items === 1 ? 'item' : 'items'}
      </span>
      {!contact.isInLedger && <StatusBadge tone="info" text="New" />}
    </span>
  );
}

function inFull(reason: DuplicateReason, contact: DuplicateContact): string {
  return `${reasonNames[reason]}: ${contact[reason] ?? ''}`;
}
