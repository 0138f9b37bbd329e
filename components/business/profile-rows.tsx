'use client';

import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { MAX_TAX_NUMBERS, MAX_TRADING_NAMES } from '#lib/domain/business-profile.ts';
import { type TaxNumber, taxNumberKinds, taxNumberWarning, usualKinds } from '#lib/domain/tax-number.ts';

const replaced = <T,>(rows: readonly T[], index: number, row: T) => rows.map((each, at) => (at === index ? row : each));
const without = <T,>(rows: readonly T[], index: number) => rows.filter((_, at) => at !== index);

/** The other names of a business, one to a line. */
export function TradingNames({
  names,
  problem,
  onChange,
}: {
  names: readonly string[];
  problem: string | undefined;
  onChange: (names: string[]) => void;
}) {
  return (
    <Rows
      title="Trading names"
      add="Add a trading name"
      problem={problem}
      onAdd={names.length < MAX_TRADING_NAMES ? () => onChange([...names, '']) : null}
    >
      {names.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name has nothing else that tells it from another
        <li key={index} className="flex items-start gap-2">
          <TextField
            label={`Trading name ${index + 1}`}
            labelPlacement="hidden"
            className="flex-1"
            autoComplete="off"
            autoFocus={name === ''}
            value={name}
            onChange={(text) => onChange(replaced(names, index, text))}
          />
          <IconButton
            label={`Remove trading name ${index + 1}`}
            icon={<X size={15} />}
            onPress={() => onChange(without(names, index))}
          />
        </li>
      ))}
    </Rows>
  );
}

/** The numbers by which tax offices know it. What looks like a slip is said, and kept all the same. */
export function TaxNumbers({
  numbers,
  country,
  problem,
  onChange,
}: {
  numbers: readonly TaxNumber[];
  country: string;
  problem: string | undefined;
  onChange: (numbers: TaxNumber[]) => void;
}) {
  const kinds = usualKinds(country);
  const options = kinds.map((id) => ({ id, label: taxNumberKinds[id] }));
  const nextKind = kinds.find((kind) => !numbers.some((each) => each.kind === kind)) ?? 'OTHER';
  return (
    <Rows
      title="Tax numbers"
      add="Add a tax number"
      problem={problem}
      onAdd={numbers.length < MAX_TAX_NUMBERS ? () => onChange([...numbers, { kind: nextKind, number: '' }]) : null}
    >
      {numbers.map((each, index) => {
        const warning = each.number.trim() === '' ? null : taxNumberWarning(each, country);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a number has nothing else that tells it from another
          <li key={index} className="flex items-start gap-2">
            <Select
              label={`Kind of tax number ${index + 1}`}
              labelPlacement="hidden"
              className="w-36 shrink-0"
              value={each.kind}
              options={options}
              onChange={(kind) => onChange(replaced(numbers, index, { ...each, kind }))}
            />
            <TextField
              label={`Tax number ${index + 1}`}
              labelPlacement="hidden"
              className="flex-1"
              autoComplete="off"
              spellCheck="false"
              autoFocus={each.number === ''}
              value={each.number}
              onChange={(number) => onChange(replaced(numbers, index, { ...each, number }))}
              {...(warning && { problems: [{ message: warning, severity: 'warning' }] })}
            />
            <IconButton
              label={`Remove tax number ${index + 1}`}
              icon={<X size={15} />}
              onPress={() => onChange(without(numbers, index))}
            />
          </li>
        );
      })}
    </Rows>
  );
}

function Rows({
  title,
  add,
  problem,
  onAdd,
  children,
}: {
  title: string;
  add: string;
  problem: string | undefined;
  /** Null where there are as many as there may be. */
  onAdd: (() => void) | null;
  children: ReactNode;
}) {
  return (
    <fieldset className="flex min-w-0 flex-col items-start gap-2">
      <legend className="mb-1 min-h-5 text-sm font-medium">{title}</legend>
      <ul className="flex w-full flex-col gap-2 empty:hidden">{children}</ul>
      {problem && <p className="text-xs text-danger">{problem}</p>}
      {onAdd && (
        <Button size="small" icon={<Plus size={14} />} onPress={onAdd}>
          {add}
        </Button>
      )}
    </fieldset>
  );
}
