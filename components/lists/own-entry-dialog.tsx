'use client';

import { type FormEvent, useId, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { ownAccountTypeNames, ownAccountTypes } from '#lib/domain/own-lists.ts';
import type { Failure, Result } from '#lib/domain/result.ts';
import type { OwnEntry, OwnTaxRateChoice } from './keep-own-entries.tsx';

const types = ownAccountTypes.map(({ type }, index) => ({ id: type, label: ownAccountTypeNames[index] ?? type }));

/** The details of an entry that the business keeps itself. What was typed stays until it is saved or given up. */
export function OwnEntryDialog({
  noun,
  entry,
  taxRates,
  save,
  onClose,
}: {
  noun: string;
  entry: OwnEntry;
  taxRates: readonly OwnTaxRateChoice[];
  save: (entry: OwnEntry) => Promise<Result<unknown>>;
  onClose: () => void;
}) {
  const form = useId();
  const [values, setValues] = useState(entry);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const set = (part: Partial<OwnEntry>) => setValues((now) => ({ ...now, ...part }));
  const problems = (field: string) => failure?.fields?.[field] && { problems: failure.fields[field] };
  const isNew = entry.id === null;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const saved = await save(values);
    setPending(false);
    if (saved.ok) onClose();
    else setFailure(saved.error);
  }

  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`${isNew ? 'Add' : 'Change'} ${noun}`}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" isPending={isPending}>
            {isNew ? `Add ${noun}` : 'Save'}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {failure && <Banner tone="danger">{failure.message}</Banner>}
        <TextField
          {...problems('name')}
          name="name"
          label="Name"
          value={values.name}
          onChange={(name) => set({ name })}
          autoComplete="off"
          autoFocus
        />
        <TextField
          {...problems('code')}
          name="code"
          label="Code (optional)"
          value={values.code}
          onChange={(code) => set({ code })}
          autoComplete="off"
        />
        {values.list === 'categories' ? (
          <>
            <Select
              label="Type"
              options={types}
              value={values.type}
              onChange={(type) => set({ type: type as OwnEntry['type'] })}
            />
            <ComboBox
              {...problems('taxType')}
              label="Tax rate (optional)"
              placeholder={taxRates.length === 0 ? 'Add tax rates first' : 'None'}
              description="What items of this category carry unless you choose another."
              options={taxRates.map(({ taxType, name }) => ({ id: taxType, label: name }))}
              value={values.taxType}
              onChange={(taxType) => set({ taxType })}
            />
          </>
        ) : (
          <TextField
            {...problems('rate')}
            name="rate"
            label="Rate in percent"
            value={values.rate}
            onChange={(rate) => set({ rate })}
            inputMode="decimal"
            autoComplete="off"
          />
        )}
      </form>
    </Dialog>
  );
}
