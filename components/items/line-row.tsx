'use client';

import { CopyPlus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { cx } from '#components/ui/cx.ts';
import type { FieldProblem } from '#components/ui/field.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { MoneyField } from '#components/ui/money-field.tsx';
import { NumberField } from '#components/ui/number-field.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import type { LineChange } from '#lib/domain/coding/line-items.ts';
import type { ProblemField } from '#lib/domain/readiness/problem.ts';
import { netOf, type TaxMode } from '#lib/domain/tax.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import { categorySections, usedCategory } from './category-options.ts';
import { DraftTextField } from './draft-text-field.tsx';
import type { LineColumn } from './line-columns.ts';
import { taxRateOptions } from './tax-rate-options.ts';

export type LineRowProps = {
  line: CodingLine;
  index: number;
  columns: readonly LineColumn[];
  choices: Choices;
  taxMode: TaxMode;
  currency: string;
  isReadOnly: boolean;
  problems: (field: ProblemField) => FieldProblem[];
  onChange: (changes: LineChange) => void;
  /** Null when there may be no more lines. */
  onDuplicate: (() => void) | null;
  onRemove: () => void;
};

/** One line: a row of the grid, and on a narrow screen a card. */
export function LineRow(props: LineRowProps) {
  const { index, columns, isReadOnly, onDuplicate, onRemove } = props;
  return (
    <li
      aria-label={`Line ${index + 1}`}
      data-line={index}
      className={cx(
        'group/line max-lg:grid max-lg:grid-cols-6 max-lg:gap-2 max-lg:rounded-lg max-lg:border max-lg:p-3',
        'lg:col-span-full lg:grid lg:grid-cols-subgrid lg:items-start lg:border-b lg:px-1 lg:py-px lg:focus-within:bg-hover',
      )}
    >
      <span
        aria-hidden="true"
        className="flex min-h-(--control) items-center justify-center text-xs text-muted tabular-nums max-lg:hidden"
      >
        {index + 1}
      </span>
      {columns.map((column) => (
        <div
          key={column.name}
          data-cell={column.name}
          className={cx(
            'min-w-0',
            column.isNumber ? 'max-lg:col-span-2' : 'max-lg:col-span-3 max-lg:first-of-type:col-span-6',
          )}
        >
          <LineCell {...props} column={column} />
        </div>
      ))}
      <div className="flex min-h-(--control) items-center justify-end max-lg:col-span-6 lg:opacity-0 lg:group-focus-within/line:opacity-100 lg:group-hover/line:opacity-100">
        {!isReadOnly && (
          <>
            {onDuplicate && (
              <IconButton
                size="small"
                label={`Duplicate line ${index + 1}`}
                icon={<CopyPlus size={14} />}
                onPress={onDuplicate}
              />
            )}
            <IconButton
              size="small"
              label={`Remove line ${index + 1}`}
              icon={<Trash2 size={14} />}
              onPress={onRemove}
            />
          </>
        )}
      </div>
    </li>
  );
}

function LineCell({
  line,
  column: { name, label, isRequired },
  choices,
  taxMode,
  currency,
  isReadOnly,
  problems,
  onChange,
}: LineRowProps & { column: LineColumn }): ReactNode {
  const { numbers } = useFormats();
  const cell = {
    label,
    isCell: true,
    isRequired,
    problems: name === 'net' ? [] : problems(name),
    isDisabled: isReadOnly,
  };
  const decimals = choices.amountDigits;
  const money = { ...cell, currency, hidesCurrency: true };
  switch (name) {
    case 'description':
      return (
        <DraftTextField {...cell} value={line.description} onCommit={(description) => onChange({ description })} />
      );
    case 'accountId':
      return (
        <ComboBox
          {...cell}
          placeholder="Choose…"
          value={line.accountId}
          options={categorySections(choices.accounts)}
          selectedOption={usedCategory(choices.accounts, line.accountId)}
          onChange={(accountId) => onChange({ accountId })}
        />
      );
    case 'taxRateId': {
      const account = choices.accounts.find(({ id }) => id === line.accountId);
      return (
        <ComboBox
          {...cell}
          placeholder="Choose…"
          value={line.taxRateId}
          {...taxRateOptions(choices.taxRates, account, line.taxRateId, numbers)}
          onChange={(taxRateId) => onChange({ taxRateId })}
        />
      );
    }
    case 'tracking1OptionId':
    case 'tracking2OptionId': {
      const options = choices.tracking[name === 'tracking1OptionId' ? 0 : 1]?.options ?? [];
      return (
        <ComboBox
          {...cell}
          placeholder="None"
          value={line[name]}
          options={options.map(({ id, name }) => ({ id, label: name }))}
          onChange={(id) => onChange({ [name]: id })}
        />
      );
    }
    case 'quantity':
      return (
        <NumberField
          {...cell}
          decimals={choices.unitDigits}
          value={line.quantity}
          onChange={(quantity) => onChange({ quantity: quantity || '1' })}
        />
      );
    case 'unitAmount':
      return (
        <MoneyField
          {...money}
          decimals={choices.unitDigits}
          value={line.unitAmount ?? ''}
          onChange={(amount) => onChange({ unitAmount: amount || null })}
        />
      );
    case 'taxAmount':
      return (
        <MoneyField
          {...money}
          decimals={decimals}
          value={line.taxAmount ?? ''}
          onChange={(amount) => onChange({ taxAmount: amount || null })}
        />
      );
    case 'net': {
      const net = line.total === null ? null : netOf(line.total, line.taxAmount, decimals);
      if (taxMode !== 'EXCLUSIVE') return <Computed label={label} amount={net} />;
      return (
        <MoneyField
          {...money}
          problems={problems('total')}
          decimals={decimals}
          value={net ?? ''}
          onChange={(amount) => onChange({ amount: amount || null })}
        />
      );
    }
    case 'total':
      if (taxMode === 'EXCLUSIVE') return <Computed label={label} amount={line.total} />;
      return (
        <MoneyField
          {...money}
          decimals={decimals}
          value={line.total ?? ''}
          onChange={(amount) => onChange({ total: amount || null })}
        />
      );
  }
}

/** An amount that follows from the others. */
function Computed({ label, amount }: { label: string; amount: string | null }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span data-label="" className="flex min-h-5 items-center text-sm font-medium lg:sr-only">
        {label}
      </span>
      <span className="amount flex min-h-(--control) items-center justify-end px-2.5 text-sm text-muted">
        {amount !== null && <ShownNumber value={amount} />}
      </span>
    </div>
  );
}
