'use client';

import type { ReactNode } from 'react';
import { brokenOff } from '#components/gathering/claim-handlers.ts';
import { useFormats } from '#components/ui/formats.tsx';
import { Link } from '#components/ui/link.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { Select } from '#components/ui/select.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { ClaimScheduleRow } from '#lib/claims/schedules/claim-schedules.ts';
import { type ClaimRhythm, LAST_DAY, weekdays } from '#lib/domain/claims/claim-period.ts';
import { showDate } from '#lib/domain/date-form.ts';
import { isolated } from '#lib/domain/isolated.ts';
import type { Result } from '#lib/domain/result.ts';

type Rhythm = { every: 'WEEKLY'; endDay: number } | { every: 'MONTHLY'; endDay: number };
export type ClaimScheduleListProps = {
  rows: readonly ClaimScheduleRow[];
  claimsHref: string;
  save: (input: { ownerId: string; rhythm: Rhythm | null }) => Promise<Result<null>>;
  /** What else there is to set. */
  children: ReactNode;
};

type Every = 'NEVER' | ClaimRhythm['every'];

const rhythms: { id: Every; label: string }[] = [
  { id: 'NEVER', label: 'By hand' },
  { id: 'WEEKLY', label: 'Every week' },
  { id: 'MONTHLY', label: 'Every month' },
];

const daysOfWeek = weekdays.map((label, place) => ({ id: String(place + 1), label }));
const daysOfMonth = Array.from({ length: LAST_DAY }, (_, place) => ({
  id: String(place + 1),
  label: place + 1 === LAST_DAY ? 'Last day' : `Day ${place + 1}`,
}));

/** *Business settings > Expense claims*: whose expenses become a claim by themselves, and when. */
export function ClaimScheduleList({ rows, claimsHref, save, children }: ClaimScheduleListProps) {
  const { dates } = useFormats();
  async function set({ owner, rhythm }: ClaimScheduleRow, next: ClaimRhythm | null) {
    const saved = await save({ ownerId: owner.id, rhythm: next }).catch(brokenOff);
    if (!saved.ok) return toast({ title: 'Not saved', description: saved.error.message, tone: 'danger' });
    toast({
      title: `Saved for ${isolated(owner.name)}`,
      action: { label: 'Undo', onPress: () => void save({ ownerId: owner.id, rhythm }) },
    });
  }
  const example = rows.find(({ waiting }) => waiting > 0);
  return (
    <>
      <PageHeader
        title="Expense claims"
        guide="expense-claims"
        description={
          <>
            At the end of a week or month, the receipts and expenses that somebody owns in the costs inbox can become a
            claim by themselves. It is theirs to see and yours to publish, under{' '}
            <Link href={claimsHref}>Expense claims</Link>; invoices stay in the inbox.
          </>
        }
      />
      <PageBody width="full">
        <p className="mb-4 max-w-prose text-muted">
          {example
            ? `Made now, a claim of ${isolated(example.owner.name)} would hold ${example.waiting} ${example.waiting === 1 ? 'item' : 'items'} of the inbox.`
            : 'No receipt or expense in the inbox has an owner at the moment, so a claim made now would be none.'}
        </p>
        <table className="w-full max-w-4xl text-left max-sm:block">
          <thead className="max-sm:sr-only">
            <tr className="border-b text-xs text-muted [&>th]:py-1.5 [&>th]:pr-4 [&>th]:font-medium">
              <th scope="col">Claimant</th>
              <th scope="col" className="text-right">
                In the inbox
              </th>
              <th scope="col">A claim is made</th>
              <th scope="col">To</th>
              <th scope="col">Next</th>
            </tr>
          </thead>
          <tbody className="divide-y max-sm:block">
            {rows.map((row) => (
              <tr
                key={row.owner.id}
                className="max-sm:flex max-sm:flex-wrap max-sm:items-center max-sm:gap-x-4 max-sm:gap-y-2 max-sm:py-3 sm:[&>*]:py-1.5 sm:[&>*]:pr-4"
              >
                <th scope="row" className="font-normal break-words max-sm:w-full">
                  {row.owner.name}
                  {row.owner.isMe && <span className="text-muted"> (you)</span>}
                </th>
                <td className="text-right tabular-nums">
                  <ShownNumber value={row.waiting} />
                  <span className="text-muted sm:hidden"> in the inbox</span>
                </td>
                <td className="w-44">
                  <Select
                    label={`When claims of ${row.owner.name} are made`}
                    labelPlacement="hidden"
                    value={(row.rhythm?.every ?? 'NEVER') as Every}
                    options={rhythms}
                    onChange={(every) =>
                      void set(row, every === 'NEVER' ? null : { every, endDay: every === 'WEEKLY' ? 7 : LAST_DAY })
                    }
                  />
                </td>
                <td className="w-40">
                  {row.rhythm && (
                    <Select
                      label={`Last day of claims of ${row.owner.name}`}
                      labelPlacement="hidden"
                      value={String(row.rhythm.endDay)}
                      options={row.rhythm.every === 'WEEKLY' ? daysOfWeek : daysOfMonth}
                      onChange={(day) => row.rhythm && void set(row, { ...row.rhythm, endDay: Number(day) })}
                    />
                  )}
                </td>
                <td className="text-muted tabular-nums">{row.endsOn && <>After {showDate(row.endsOn, dates)}</>}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {children}
      </PageBody>
    </>
  );
}
