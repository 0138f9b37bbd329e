'use client';

import { useEffect, useState } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { DateField } from '#components/ui/date-field.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Select } from '#components/ui/select.tsx';
import { FormSkeleton } from '#components/ui/skeleton.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { ClaimChoices } from '#lib/claims/claim-choices.ts';
import type { Gathered } from '#lib/claims/gather-items.ts';
import { type CalendarDate, formatDate } from '#lib/domain/calendar-date.ts';
import type { Failure, Result } from '#lib/domain/result.ts';
import { brokenOff, type ClaimHandlers } from './claim-handlers.ts';

/** The claim that items went to; its number is that of a new one. */
export type ClaimMade = { claimId: string; number: number; name: string } & Gathered;

const NEW = 'new';

/** Makes a claim, of items where some are selected; those can also be added to one that is there. */
export function NewClaimDialog({
  itemIds,
  handlers,
  onClose,
  onDone,
}: {
  itemIds: string[];
  handlers: ClaimHandlers;
  onClose: () => void;
  onDone: (made: ClaimMade) => void;
}) {
  const [choices, setChoices] = useState<ClaimChoices | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it opens
  useEffect(() => {
    let isGone = false;
    void handlers
      .choices({ itemIds })
      .catch(brokenOff)
      .then((answer) => {
        if (isGone) return;
        if (answer.ok) setChoices(answer.value);
        else setProblem(answer.error);
      });
    return () => {
      isGone = true;
    };
  }, []);
  const title = itemIds.length > 0 ? 'Add to expense claim' : 'New expense claim';
  if (choices) return <Form {...{ title, itemIds, handlers, onClose, onDone, choices }} />;
  return (
    <Dialog isOpen onOpenChange={onClose} title={title} actions={<Button onPress={onClose}>Cancel</Button>}>
      {problem ? <Banner tone="danger">{problem.message}</Banner> : <FormSkeleton fields={3} />}
    </Dialog>
  );
}

function Form({
  title,
  itemIds,
  handlers,
  onClose,
  onDone,
  choices,
}: Parameters<typeof NewClaimDialog>[0] & { title: string; choices: ClaimChoices }) {
  const { timeZone } = useFormats();
  const [claimantId, setClaimant] = useState(choices.claimantId);
  const offered = choices.claims.filter((claim) => claim.claimantId === claimantId);
  const [claimId, setClaim] = useState<string>(itemIds.length > 0 ? (offered[0]?.id ?? NEW) : NEW);
  const isNew = claimId === NEW || !offered.some(({ id }) => id === claimId);
  const [endsOn, setEndsOn] = useState<CalendarDate | null>(choices.endsOn);
  const [name, setName] = useState(`Expenses to ${formatDate(choices.endsOn)}`);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);

  async function submit() {
    if (!claimantId) return setProblem({ code: 'claimant', message: 'Choose whose claim it is.' });
    if (!endsOn) return setProblem({ code: 'endsOn', message: 'Enter the end date.' });
    setPending(true);
    const tab = thisTab();
    const there = offered.find(({ id }) => id === claimId);
    const done =
      isNew || !there
        ? withName(await handlers.make({ claimantId, name, endsOn, description: '', itemIds }, tab).catch(brokenOff), {
            name,
          })
        : withName(await handlers.add({ claimId, itemIds }, tab).catch(brokenOff), { ...there, claimId });
    setPending(false);
    if (!done.ok) return setProblem(done.error);
    onClose();
    onDone(done.value);
  }

  const owners = choices.owners
    .filter(({ isArchived }) => !isArchived)
    .map(({ id, name: label, isMe }) => ({ id, label: isMe ? `${label} (you)` : label }));
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isPending={isPending} onPress={submit}>
            {itemIds.length > 0 ? 'Add' : 'Make claim'}
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
        {problem && <Banner tone="danger">{problem.message}</Banner>}
        <ComboBox
          label="Claimant"
          description="Who is paid back: their name is looked for among the suppliers."
          options={owners}
          value={claimantId}
          onChange={setClaimant}
        />
        {itemIds.length > 0 && (
          <Select
            label="Claim"
            value={isNew ? NEW : claimId}
            onChange={setClaim}
            options={[
              { id: NEW, label: 'A new claim' },
              ...offered.map((claim) => ({ id: claim.id, label: `${claim.name}, no. ${claim.number}` })),
            ]}
          />
        )}
        {isNew && (
          <>
            <TextField label="Name" autoComplete="off" maxLength={100} value={name} onChange={setName} />
            <DateField
              label="End date"
              description="The date of its bill."
              value={endsOn}
              onChange={setEndsOn}
              timeZone={timeZone}
            />
          </>
        )}
      </form>
    </Dialog>
  );
}

function withName<A, N>(answer: Result<A>, names: N): Result<A & N> {
  return answer.ok ? { ok: true, value: { ...answer.value, ...names } } : answer;
}
