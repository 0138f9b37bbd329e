'use client';

import { useState } from 'react';
import { brokenOff, type ClaimHandlers } from '#components/gathering/claim-handlers.ts';
import type { ContactHandlers } from '#components/items/contact-field.tsx';
import { DraftTextField } from '#components/items/draft-text-field.tsx';
import { thisTab } from '#components/live/this-tab.ts';
import { AsyncComboBox } from '#components/ui/async-combo-box.tsx';
import { DateField } from '#components/ui/date-field.tsx';
import { DescriptionList } from '#components/ui/description-list.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Select } from '#components/ui/select.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { ClaimChange } from '#lib/claims/change-claim.ts';
import type { ClaimView } from '#lib/claims/get-claim.ts';
import { claimFieldNames } from '#lib/domain/claims/claim-form.ts';
import { showDate } from '#lib/domain/date-form.ts';

const destinations = [
  { value: 'DOCUMENT', label: 'Purchases' },
  { value: 'BANK_ACCOUNT', label: 'Bank account' },
] as const;

/** The claim's own fields, each saved as it is left. */
export function ClaimDetails({
  claim,
  isReadOnly,
  change,
  findContacts,
}: {
  claim: ClaimView;
  isReadOnly: boolean;
  change: ClaimHandlers['change'];
  findContacts: ContactHandlers['find'];
}) {
  const { timeZone, dates } = useFormats();
  const [problems, setProblems] = useState<Record<string, string>>({});
  const { statuses, statusNames, paymentMethods } = claim.choices;

  async function save(changes: Partial<ClaimChange>) {
    const { id: claimId, revision } = claim;
    const saved = await change({ claimId, revision, changes }, thisTab()).catch(brokenOff);
    setProblems(saved.ok ? {} : (saved.error.fields ?? {}));
    if (!saved.ok && !saved.error.fields)
      toast({ title: 'Not saved', description: saved.error.message, tone: 'danger' });
  }

  if (isReadOnly) {
    const { publishTo, publishAs, dueOn, endsOn } = claim;
    return (
      <div className="p-4">
        <DescriptionList
          items={[
            { term: 'Claimant', detail: <bdi>{claim.claimant.name}</bdi> },
            { term: claimFieldNames.contactId, detail: claim.contact?.name ?? '–' },
            { term: claimFieldNames.endsOn, detail: showDate(endsOn, dates) },
            { term: claimFieldNames.dueOn, detail: showDate(dueOn ?? endsOn, dates) },
            {
              term: claimFieldNames.publishTo,
              detail: publishTo === 'DOCUMENT' ? `Purchases, as ${statusNames[publishAs]}` : 'Bank account',
            },
            ...(claim.description ? [{ term: claimFieldNames.description, detail: claim.description }] : []),
          ]}
        />
      </div>
    );
  }
  const problemOf = (field: keyof ClaimChange) => problems[`changes.${field}`] ?? problems[field] ?? '';
  return (
    <div className="flex flex-col gap-3 p-4">
      <p className="text-muted">
        Claim of <bdi className="font-medium text-text">{claim.claimant.name}</bdi>
      </p>
      <DraftTextField
        label={claimFieldNames.name}
        value={claim.name}
        maxLength={100}
        problems={problemOf('name')}
        onCommit={(name) => void save({ name: name ?? '' })}
      />
      <AsyncComboBox
        label={claimFieldNames.contactId}
        description="Who is paid in the books."
        value={claim.contact && { id: claim.contact.id, label: claim.contact.name }}
        loadOptions={async (query) => {
          const found = await findContacts({ workspace: 'COSTS', query });
          if (!found.ok) throw new Error(found.error.message);
          return found.value.map(({ id, name }) => ({ id, label: name }));
        }}
        onChange={(contact) => void save({ contactId: contact?.id ?? null })}
      />
      <div className="grid grid-cols-2 gap-3">
        <DateField
          label={claimFieldNames.endsOn}
          value={claim.endsOn}
          timeZone={timeZone}
          onChange={(endsOn) => endsOn && void save({ endsOn })}
        />
        <DateField
          label={claimFieldNames.dueOn}
          placeholder={showDate(claim.endsOn, dates)}
          value={claim.dueOn}
          timeZone={timeZone}
          onChange={(dueOn) => void save({ dueOn })}
        />
      </div>
      <DraftTextField
        label={claimFieldNames.description}
        rows={2}
        maxLength={1_000}
        value={claim.description || null}
        problems={problemOf('description')}
        onCommit={(description) => void save({ description: description ?? '' })}
      />
      <SegmentedControl
        label={claimFieldNames.publishTo}
        choices={destinations}
        value={claim.publishTo}
        onChange={(publishTo) =>
          void save({
            publishTo,
            // One account is what is meant where there is no other.
            ...(publishTo === 'BANK_ACCOUNT' &&
              claim.paymentMethodId === null &&
              paymentMethods.length === 1 && { paymentMethodId: paymentMethods[0]?.id ?? null }),
          })
        }
      />
      {claim.publishTo === 'DOCUMENT' ? (
        <Select
          label={claimFieldNames.publishAs}
          value={claim.publishAs}
          options={statuses.map((id) => ({ id, label: statusNames[id] }))}
          onChange={(publishAs) => void save({ publishAs })}
        />
      ) : (
        <Select
          label={claimFieldNames.paymentMethodId}
          description="Money spent from this account, whole and on the end date."
          placeholder={paymentMethods.length === 0 ? 'No payment method has a bank account' : 'Choose a payment method'}
          value={claim.paymentMethodId}
          options={paymentMethods.map(({ id, name }) => ({ id, label: name }))}
          onChange={(paymentMethodId) => void save({ paymentMethodId })}
        />
      )}
    </div>
  );
}
