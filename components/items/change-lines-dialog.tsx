'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import type { TaxMode } from '#lib/domain/tax.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import { categorySections } from './category-options.ts';
import type { LineValues } from './line-values.ts';
import { taxRateOptions } from './tax-rate-options.ts';

/** One value for several lines at once; what is left open stays as it is on each. */
export function ChangeLinesDialog({
  count,
  choices,
  taxMode,
  onChange,
  onClose,
}: {
  count: number;
  choices: Choices;
  taxMode: TaxMode;
  onChange: (values: LineValues) => void;
  onClose: () => void;
}) {
  const [values, setValues] = useState<LineValues>({});
  const { numbers } = useFormats();
  const field = (name: keyof LineValues) => ({
    placeholder: 'Stays as it is',
    value: values[name] ?? null,
    onChange: (id: string | null) =>
      setValues((now) => {
        const { [name]: _, ...others } = now;
        return id === null ? others : { ...others, [name]: id };
      }),
  });
  const account = choices.accounts.find(({ id }) => id === values.accountId);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={count === 1 ? 'Change the line' : `Change ${count} lines`}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={Object.keys(values).length === 0}
            onPress={() => {
              onChange(values);
              onClose();
            }}
          >
            Change
          </Button>
        </>
      }
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <ComboBox label="Category" {...field('accountId')} options={categorySections(choices.accounts)} />
        {taxMode !== 'NONE' && (
          <ComboBox
            label="Tax rate"
            {...field('taxRateId')}
            {...taxRateOptions(choices.taxRates, account, values.taxRateId ?? null, numbers)}
            description="The tax of each line follows."
          />
        )}
        {choices.tracking.map(({ name, options }, slot) => (
          <ComboBox
            key={name}
            label={name}
            {...field(slot === 0 ? 'tracking1OptionId' : 'tracking2OptionId')}
            options={options.map(({ id, name: label }) => ({ id, label }))}
          />
        ))}
      </div>
    </Dialog>
  );
}
