'use client';

import { useState } from 'react';
import { AsyncComboBox } from '#components/ui/async-combo-box.tsx';
import { Button } from '#components/ui/button.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import type { Option } from '#components/ui/options.ts';
import { TextField } from '#components/ui/text-field.tsx';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import type { TaxMode } from '#lib/domain/tax.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import { CategoryField } from './category-field.tsx';
import { accountOf } from './found-categories.ts';
import type { LineColumn } from './line-columns.ts';
import { type LineEntries, loadCustomers } from './line-editor.tsx';
import type { LineValues } from './line-values.ts';
import { type LinesPreview, previewLines } from './preview-lines.ts';
import { taxRateOptions } from './tax-rate-options.ts';

/** A customer who was chosen, with the name, which lines alone do not tell. */
type Customer = Pick<Option, 'id' | 'label'>;

/** One value for several lines at once, with what it would do to them; what is left open stays as it is on each. */
export function ChangeLinesDialog({
  lines,
  columns,
  choices,
  taxMode,
  entries,
  changed,
  show,
  onChange,
  onClose,
}: {
  lines: readonly CodingLine[];
  /** All that the lines can have, shown or not. */
  columns: readonly LineColumn[];
  choices: Choices;
  taxMode: TaxMode;
  entries: LineEntries;
  /** A line as it would be with the values. */
  changed: (line: CodingLine, values: LineValues) => CodingLine;
  show: (line: CodingLine, column: LineColumn, customer: Customer | null) => string;
  onChange: (values: LineValues, customer: Customer | null) => void;
  onClose: () => void;
}) {
  const [values, setValues] = useState<LineValues>({});
  const [customer, setCustomer] = useState<Customer | null>(null);
  const { numbers } = useFormats();
  const set = (name: keyof LineValues, value: string | null) =>
    setValues(({ [name]: _, ...others }) => (value ? { ...others, [name]: value } : others));
  const field = (name: keyof LineValues) => ({
    placeholder: 'Stays as it is',
    value: values[name] ?? null,
    onChange: (id: string | null) => set(name, id),
  });
  const account = accountOf(choices.accounts, values.accountId);
  const rebill = columns.find(({ name }) => name === 'rebillableContactId');
  const isChosen = Object.keys(values).length > 0;
  const after = lines.map((line) => changed(line, values));
  const preview = previewLines({ before: lines, after, values }, columns, (line, column) =>
    show(line, column, customer),
  );
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={lines.length === 1 ? 'Change the line' : `Change ${lines.length} lines`}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={preview.changing === 0}
            onPress={() => {
              onChange(values, customer);
              onClose();
            }}
          >
            Change
          </Button>
        </>
      }
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label="Description"
          placeholder="Stays as it is"
          value={values.description ?? ''}
          onChange={(text) => set('description', text)}
          autoComplete="off"
          className="sm:col-span-2"
        />
        <CategoryField
          label="Category"
          {...field('accountId')}
          {...{ choices }}
          find={entries.findCategories}
          {...entries.of}
        />
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
        {rebill && (
          <AsyncComboBox
            label={rebill.label}
            placeholder="Stays as it is"
            emptyText="No customer of this name"
            value={customer}
            onChange={(option) => {
              setCustomer(option);
              set('rebillableContactId', option?.id ?? null);
            }}
            loadOptions={(query) => loadCustomers(entries, query)}
          />
        )}
      </div>
      {isChosen && <Preview preview={preview} count={lines.length} />}
    </Dialog>
  );
}

function Preview({ preview: { changing, fields, follows }, count }: { preview: LinesPreview; count: number }) {
  return (
    <div role="status" className="mt-4 flex flex-col gap-2 border-t pt-3 text-sm">
      <p className="font-medium">
        {changing === 0
          ? 'Nothing would change: they have these values already.'
          : `${changing} of ${count} ${count === 1 ? 'line' : 'lines'} would change.`}
      </p>
      <dl className="flex flex-col gap-2">
        {fields.map(({ name, label, to, from }) => (
          <div key={name}>
            <dt className="break-words">
              {label}: {to}
            </dt>
            {from.map(({ text, count: those }) => (
              <dd key={text} className="flex justify-between gap-4 text-muted">
                <span className="min-w-0 truncate">in place of {text || 'nothing'}</span>
                <span className="shrink-0 tabular-nums">{those}</span>
              </dd>
            ))}
          </div>
        ))}
      </dl>
      {changing > 0 && (
        <p className="text-muted">
          {follows.map(({ label, count: those }) => `${label} follows in ${those}. `)}
          You can take it back afterwards.
        </p>
      )}
    </div>
  );
}
