'use client';

import { Archive, ArchiveRestore, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { brokenOff } from '#components/gathering/claim-handlers.ts';
import type { FindCategories } from '#components/items/found-categories.ts';
import { Button } from '#components/ui/button.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { ClaimRateRow } from '#lib/claims/rates/claim-rates.ts';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import { unitWords } from '#lib/domain/claims/claim-rate.ts';
import { showDate } from '#lib/domain/date-form.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { writeNumber } from '#lib/domain/number-form.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import { ClaimRateDialog, type SavedRate } from './claim-rate-dialog.tsx';

export type ClaimRateListProps = {
  rates: readonly ClaimRateRow[];
  today: CalendarDate;
  choices: Pick<Choices, 'accounts' | 'hasManyAccounts' | 'taxRates' | 'baseCurrency'>;
  find: FindCategories;
  save: (input: SavedRate) => Promise<Result<null>>;
  archive: (input: { rateId: string; isArchived: boolean }) => Promise<Result<null>>;
};

/** What is paid back for miles, kilometres and days: each rate with the days that its amounts held from. */
export function ClaimRateList(props: ClaimRateListProps) {
  const { rates, archive } = props;
  const { dates, numbers } = useFormats();
  const [asked, setAsked] = useState<ClaimRateRow | 'new' | null>(null);
  async function put(rate: ClaimRateRow, isArchived: boolean) {
    const done = await archive({ rateId: rate.id, isArchived }).catch(brokenOff);
    if (!done.ok) return toast({ title: 'Nothing was changed', description: done.error.message, tone: 'danger' });
    if (isArchived) {
      toast({
        title: `${isolated(rate.name)} is archived`,
        action: { label: 'Undo', onPress: () => void put(rate, false) },
      });
    }
  }
  return (
    <section aria-labelledby="claim-rates" className="mt-8 max-w-4xl">
      <div className="flex items-center gap-4">
        <h2 id="claim-rates" className="text-base font-semibold">
          Mileage and daily rates
        </h2>
        <Button size="small" icon={<Plus size={14} />} onPress={() => setAsked('new')}>
          Add rate
        </Button>
      </div>
      <p className="mt-1 max-w-prose text-muted">
        What a claim pays for distances and days without a receipt. A new amount holds from its day on: a trip before
        that is paid at the rate of then.
      </p>
      <ul className="mt-2 divide-y">
        {rates.map((rate) => (
          <li key={rate.id} className="flex items-start gap-3 py-2">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 font-medium break-words">
                {rate.name} {rate.isArchived && <StatusBadge tone="neutral" text="Archived" />}
              </p>
              <p className="text-muted tabular-nums">
                {rate.versions
                  .map(
                    ({ amount, fromOn }) =>
                      `${writeNumber(amount, numbers)} a ${unitWords[rate.unit].one} from ${showDate(fromOn, dates)}`,
                  )
                  .join('; ')}
                {rate.most && `; at most ${writeNumber(rate.most, numbers)} ${unitWords[rate.unit].many} a claim`}
              </p>
            </div>
            {rate.isArchived ? (
              <IconButton
                label={`Restore ${rate.name}`}
                icon={<ArchiveRestore size={15} />}
                onPress={() => void put(rate, false)}
              />
            ) : (
              <>
                <IconButton label={`Change ${rate.name}`} icon={<Pencil size={15} />} onPress={() => setAsked(rate)} />
                <IconButton
                  label={`Archive ${rate.name}`}
                  icon={<Archive size={15} />}
                  onPress={() => void put(rate, true)}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      {asked && <ClaimRateDialog {...props} rate={asked === 'new' ? null : asked} onClose={() => setAsked(null)} />}
    </section>
  );
}
