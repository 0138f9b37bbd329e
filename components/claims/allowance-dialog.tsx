'use client';

import { useState } from 'react';
import { brokenOff, type ClaimHandlers } from '#components/gathering/claim-handlers.ts';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateField } from '#components/ui/date-field.tsx';
import { DecimalField } from '#components/ui/decimal-field.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Link } from '#components/ui/link.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { ClaimView } from '#lib/claims/get-claim.ts';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import { paidBack, unitWords, versionOn } from '#lib/domain/claims/claim-rate.ts';
import { writeNumber } from '#lib/domain/number-form.ts';
import type { Failure } from '#lib/domain/result.ts';
import { capitalised } from '#lib/domain/words.ts';

/** Adds a distance or days to a claim, and says what is paid for them. */
export function AllowanceDialog({
  claim,
  settingsHref,
  add,
  onClose,
}: {
  claim: ClaimView;
  /** Where rates are made, for whoever may. */
  settingsHref: string | null;
  add: ClaimHandlers['addAllowance'];
  onClose: () => void;
}) {
  const { numbers, timeZone } = useFormats();
  const { rates, amountDigits } = claim.choices;
  const [rateId, setRate] = useState(rates[0]?.id ?? null);
  const [on, setOn] = useState<CalendarDate | null>(null);
  const [quantity, setQuantity] = useState('');
  const [description, setDescription] = useState('');
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const rate = rates.find(({ id }) => id === rateId);
  const version = rate && on ? versionOn(rate.versions, on) : null;

  async function submit() {
    if (!rateId) return;
    if (!on) return setProblem({ code: 'on', message: '', fields: { on: 'Enter the day.' } });
    setPending(true);
    const asked = { claimId: claim.id, rateId, on, quantity, description };
    const added = await add(asked, thisTab()).catch(brokenOff);
    setPending(false);
    if (added.ok) onClose();
    else setProblem(added.error);
  }

  const words = unitWords[rate?.unit ?? 'MILE'];
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Add mileage or days"
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isPending={isPending} isDisabled={rates.length === 0} onPress={submit}>
            Add
          </Button>
        </>
      }
    >
      {rates.length === 0 ? (
        <p>
          There are no rates yet.{' '}
          {settingsHref ? (
            <Link href={settingsHref}>Add one under Business settings, Expense claims</Link>
          ) : (
            'A bookkeeper adds them under Business settings, Expense claims.'
          )}
        </p>
      ) : (
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          {problem && !problem.fields && <Banner tone="danger">{problem.message}</Banner>}
          <Select
            label="Rate"
            value={rateId}
            options={rates.map(({ id, name }) => ({ id, label: name }))}
            onChange={setRate}
          />
          <DateField label="Day" value={on} onChange={setOn} timeZone={timeZone} problems={problem?.fields?.on ?? ''} />
          <DecimalField
            label={capitalised(words.many)}
            decimals={2}
            value={quantity}
            onChange={setQuantity}
            problems={problem?.fields?.quantity ?? ''}
          />
          <TextField
            label="For"
            autoComplete="off"
            maxLength={200}
            placeholder="Office to Leeds and back"
            value={description}
            onChange={setDescription}
          />
          {version && quantity && (
            <p className="text-muted tabular-nums">
              {writeNumber(version.amount, numbers)} a {words.one} on that day:{' '}
              {writeNumber(paidBack(quantity, version, amountDigits), numbers)} in all.
            </p>
          )}
        </form>
      )}
    </Dialog>
  );
}
