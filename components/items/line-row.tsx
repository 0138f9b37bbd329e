'use client';

import { CopyPlus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { ComboBox } from '#components/ui/combo-box.tsx';
import type { FieldProblem } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { MoneyField } from '#components/ui/money-field.tsx';
import { NumberField } from '#components/ui/number-field.tsx';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import { UNIT_DIGITS } from '#lib/domain/coding/line-items.ts';
import { amountDigits } from '#lib/domain/money.ts';
import type { ProblemField } from '#lib/domain/readiness/problem.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import { categorySections, usedCategory } from './category-options.ts';
import { DraftTextField } from './draft-text-field.tsx';
import { taxRateOptions } from './tax-rate-options.ts';

export type LineRowProps = {
  line: CodingLine;
  index: number;
  choices: Choices;
  currency: string;
  isReadOnly: boolean;
  problems: (field: ProblemField) => FieldProblem[];
  onChange: (changes: Partial<CodingLine>) => void;
  /** Null when there may be no more lines. */
  onDuplicate: (() => void) | null;
  onRemove: () => void;
};

/** One line: what it is and how it is coded above, its amounts below. */
export function LineRow({
  line,
  index,
  choices,
  currency,
  isReadOnly,
  problems,
  onChange,
  onDuplicate,
  onRemove,
}: LineRowProps) {
  const account = choices.accounts.find(({ id }) => id === line.accountId);
  const decimals = amountDigits(currency);
  const money = { currency, hidesCurrency: true };
  const field = (name: ProblemField) => ({ problems: problems(name), isDisabled: isReadOnly });
  return (
    <li data-line={index} className="flex flex-col gap-2 rounded-lg border p-3">
      <div className="flex items-start gap-2">
        <Cell name="description" className="flex-1">
          <DraftTextField
            label={`Line ${index + 1}`}
            {...field('description')}
            placeholder="Description"
            value={line.description}
            onCommit={(description) => onChange({ description })}
          />
        </Cell>
        {!isReadOnly && (
          <div className="flex pt-6">
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
          </div>
        )}
      </div>
      <div className="grid grid-cols-2 gap-2">
        <Cell name="accountId">
          <ComboBox
            label="Category"
            {...field('accountId')}
            placeholder="Choose…"
            value={line.accountId}
            options={categorySections(choices.accounts)}
            selectedOption={usedCategory(choices.accounts, line.accountId)}
            onChange={(accountId) => onChange({ accountId })}
          />
        </Cell>
        <Cell name="taxRateId">
          <ComboBox
            label="Tax rate"
            {...field('taxRateId')}
            placeholder="Choose…"
            value={line.taxRateId}
            {...taxRateOptions(choices.taxRates, account, line.taxRateId)}
            onChange={(taxRateId) => onChange({ taxRateId })}
          />
        </Cell>
        {choices.tracking.map(({ name, options }, slot) => {
          const of = slot === 0 ? 'tracking1OptionId' : 'tracking2OptionId';
          return (
            <Cell key={name} name={of}>
              <ComboBox
                label={name}
                {...field(of)}
                placeholder="None"
                value={line[of]}
                options={options.map(({ id, name: label }) => ({ id, label }))}
                onChange={(id) => onChange({ [of]: id })}
              />
            </Cell>
          );
        })}
      </div>
      <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_minmax(0,3fr)_minmax(0,3fr)] gap-2">
        <Cell name="quantity">
          <NumberField
            label="Quantity"
            {...field('quantity')}
            decimals={UNIT_DIGITS}
            value={line.quantity}
            onChange={(quantity) => onChange({ quantity: quantity || '1' })}
          />
        </Cell>
        <Cell name="unitAmount">
          <MoneyField
            {...money}
            label="Unit price"
            {...field('unitAmount')}
            decimals={UNIT_DIGITS}
            value={line.unitAmount ?? ''}
            onChange={(amount) => onChange({ unitAmount: amount || null })}
          />
        </Cell>
        <Cell name="taxAmount">
          <MoneyField
            {...money}
            label="Tax"
            {...field('taxAmount')}
            decimals={decimals}
            value={line.taxAmount ?? ''}
            onChange={(amount) => onChange({ taxAmount: amount || null })}
          />
        </Cell>
        <Cell name="total">
          <MoneyField
            {...money}
            label="Total"
            {...field('total')}
            decimals={decimals}
            value={line.total ?? ''}
            onChange={(amount) => onChange({ total: amount || null })}
          />
        </Cell>
      </div>
    </li>
  );
}

function Cell({ name, className, children }: { name: string; className?: string; children: ReactNode }) {
  return (
    <div data-cell={name} className={className ?? 'min-w-0'}>
      {children}
    </div>
  );
}
