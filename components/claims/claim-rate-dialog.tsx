'use client';

import { useState } from 'react';
import { CategoryField } from '#components/items/category-field.tsx';
import { accountOf, type FindCategories } from '#components/items/found-categories.ts';
import { taxRateOptions } from '#components/items/tax-rate-options.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { DateField } from '#components/ui/date-field.tsx';
import { DecimalField } from '#components/ui/decimal-field.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { ClaimRateRow } from '#lib/claims/rates/claim-rates.ts';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import { type ClaimUnit, unitWords } from '#lib/domain/claims/claim-rate.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import { capitalised } from '#lib/domain/words.ts';
import type { Choices } from '#lib/lists/load-choices.ts';

export type SavedRate = Omit<ClaimRateRow, 'id' | 'isArchived' | 'versions'> & {
  rateId: string | null;
  amount: string;
  fromOn: string;
};

/** Makes a rate, or changes one: another amount holds from its day on. */
export function ClaimRateDialog({
  rate,
  today,
  choices,
  find,
  save,
  onClose,
}: {
  /** Null for a new one. */
  rate: ClaimRateRow | null;
  today: CalendarDate;
  choices: Pick<Choices, 'accounts' | 'hasManyAccounts' | 'taxRates' | 'baseCurrency'>;
  find: FindCategories;
  save: (input: SavedRate) => Promise<Result<null>>;
  onClose: () => void;
}) {
  const { numbers, timeZone } = useFormats();
  const newest = rate?.versions[0];
  const [name, setName] = useState(rate?.name ?? '');
  const [unit, setUnit] = useState<ClaimUnit>(rate?.unit ?? 'MILE');
  const [amount, setAmount] = useState(newest?.amount ?? '');
  const [fromOn, setFromOn] = useState<CalendarDate | null>(today);
  const [accountId, setAccount] = useState(rate?.accountId ?? null);
  const [taxRateId, setTaxRate] = useState(rate?.taxRateId ?? null);
  const [most, setMost] = useState(rate?.most ?? '');
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);

  async function submit() {
    if (!fromOn) {
      return setProblem({ code: 'fromOn', message: '', fields: { fromOn: 'Enter the day that it holds from.' } });
    }
    setPending(true);
    const saved = await save({
      ...{ rateId: rate?.id ?? null, name, unit, amount, fromOn, accountId, taxRateId, most: most || null },
    }).catch(() => failure('offline', 'The connection broke off, so it is not known whether this was saved. Reload.'));
    setPending(false);
    if (saved.ok) onClose();
    else setProblem(saved.error);
  }

  const account = accountOf(choices.accounts, accountId);
  const words = unitWords[unit];
  const problemsOf = (field: string) => problem?.fields?.[field] ?? '';
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={rate ? 'Change rate' : 'Add rate'}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isPending={isPending} onPress={submit}>
            {rate ? 'Save' : 'Add rate'}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {problem && !problem.fields && <Banner tone="danger">{problem.message}</Banner>}
        <TextField
          label="Name"
          autoComplete="off"
          maxLength={60}
          placeholder="Own car"
          value={name}
          onChange={setName}
          problems={problemsOf('name')}
        />
        <SegmentedControl
          label="Paid for each"
          choices={(Object.keys(unitWords) as ClaimUnit[]).map((value) => ({
            value,
            label: capitalised(value === 'KILOMETRE' ? 'kilometre' : unitWords[value].one),
          }))}
          value={unit}
          onChange={setUnit}
        />
        <div className="grid grid-cols-2 gap-3">
          <DecimalField
            label={`Rate a ${words.one}`}
            prefix={choices.baseCurrency}
            decimals={4}
            value={amount}
            onChange={setAmount}
            problems={problemsOf('amount')}
          />
          <DateField
            label="From"
            value={fromOn}
            onChange={setFromOn}
            timeZone={timeZone}
            problems={problemsOf('fromOn')}
          />
        </div>
        {(accountId === null || taxRateId === null) && (
          <p className="text-xs text-muted">
            {accountId === null && taxRateId === null
              ? 'Without a category and a tax rate'
              : accountId === null
                ? 'Without a category'
                : 'Without a tax rate'}
            , each distance or day that is added by this rate is to review until somebody chooses one.
          </p>
        )}
        <CategoryField
          label="Category"
          {...{ choices, find }}
          workspace="COSTS"
          contactId={null}
          value={accountId}
          onChange={(id) => {
            setAccount(id);
            setTaxRate(accountOf(choices.accounts, id)?.taxRateId ?? taxRateId);
          }}
        />
        <ComboBox
          label="Tax rate"
          value={taxRateId}
          onChange={setTaxRate}
          {...taxRateOptions(choices.taxRates, account, taxRateId, numbers)}
        />
        <DecimalField
          label="Limit of a claim"
          description={`More ${words.many} in one claim are asked about, and hinder nothing. Empty: any number.`}
          suffix={words.many}
          decimals={2}
          value={most}
          onChange={setMost}
          problems={problemsOf('most')}
        />
      </form>
    </Dialog>
  );
}
