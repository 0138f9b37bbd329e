'use client';

import { ListPlus, Plus, Rows3 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { newId } from '#components/ui/new-id.ts';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import {
  changeLine,
  emptyLine,
  lineOfItem,
  MAX_LINES,
  outBy,
  remainingBalance,
  sumLines,
} from '#lib/domain/coding/line-items.ts';
import { decimal, formatAmount } from '#lib/domain/money.ts';
import { netOf } from '#lib/domain/tax.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import type { problemsAt } from './field-problems.ts';
import { goToField } from './go-to-field.ts';
import { LineRow } from './line-row.tsx';
import type { ItemEditor } from './use-item-editor.ts';

export type LineItemsProps = {
  editor: ItemEditor;
  choices: Choices;
  problems: ReturnType<typeof problemsAt>;
  isReadOnly: boolean;
};

/** The document's lines, each coded by itself, and whether they add up to its total. */
export function LineItems({ editor, choices, problems, isReadOnly }: LineItemsProps) {
  const { coding } = editor;
  const { lines } = coding;
  const currency = coding.currency ?? choices.baseCurrency;
  const rates = new Map(choices.taxRates.map((rate) => [rate.id, rate]));
  const enter = useEntering(lines);
  const save = (changed: CodingLine[], label?: string) => void editor.save({ lines: changed }, label ? { label } : {});

  if (lines.length === 0) {
    if (isReadOnly) return null;
    return (
      <Button
        icon={<Rows3 size={14} />}
        onPress={() => save([enter(lineOfItem(coding, newId()))], 'Add line items')}
        className="self-start"
      >
        Add line items
      </Button>
    );
  }

  const add = () => {
    const last = lines.at(-1);
    const fresh = { ...emptyLine(newId()), accountId: last?.accountId ?? null, taxRateId: last?.taxRateId ?? null };
    save([...lines, enter(fresh)], 'Add line');
  };
  const change = (line: CodingLine, changes: Partial<CodingLine>) =>
    save(lines.map((each) => (each.id === line.id ? changeLine(line, changes, rates, currency) : each)));
  const duplicate = (index: number) => {
    const copy = lines[index];
    if (copy)
      save(
        [...lines.slice(0, index + 1), enter({ ...copy, id: newId() }), ...lines.slice(index + 1)],
        'Duplicate line',
      );
  };
  const remove = (index: number) =>
    save(
      lines.filter((_, each) => each !== index),
      'Remove line',
    );

  return (
    <section aria-label="Line items" className="flex flex-col gap-2" onKeyDown={moveByRows}>
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-sm">
          Line items <span className="font-normal text-muted">{lines.length}</span>
        </h2>
        {!isReadOnly && (
          <Button size="small" variant="quiet" onPress={() => save([], 'Remove all lines')}>
            Remove all lines
          </Button>
        )}
      </div>
      <ol className="flex flex-col gap-2">
        {lines.map((line, index) => (
          <LineRow
            key={line.id}
            {...{ line, index, choices, currency, isReadOnly }}
            problems={(field) => problems(field, index)}
            onChange={(changes) => change(line, changes)}
            onDuplicate={lines.length < MAX_LINES ? () => duplicate(index) : null}
            onRemove={() => remove(index)}
          />
        ))}
      </ol>
      {!isReadOnly && lines.length < MAX_LINES && (
        <Button size="small" icon={<Plus size={14} />} onPress={add} className="self-start">
          Add line
        </Button>
      )}
      <Balance
        {...{ editor, currency, isReadOnly }}
        onBalance={() => {
          const line = remainingBalance(coding, newId(), rates, currency);
          if (line) save([...lines, enter(line)], 'Add remaining balance');
        }}
      />
    </section>
  );
}

/** Gives what marks a new line, which is entered once it is drawn. */
function useEntering(lines: readonly CodingLine[]) {
  const awaited = useRef<string | null>(null);
  useEffect(() => {
    const index = lines.findIndex(({ id }) => id === awaited.current);
    if (index < 0) return;
    awaited.current = null;
    goToField('description', index);
  }, [lines]);
  return (line: CodingLine) => {
    awaited.current = line.id;
    return line;
  };
}

/** Net, tax and total of the lines beside the document's, and the difference. */
function Balance({
  editor,
  currency,
  isReadOnly,
  onBalance,
}: Pick<LineItemsProps, 'editor' | 'isReadOnly'> & { currency: string; onBalance: () => void }) {
  const { coding } = editor;
  const sums = sumLines(coding.lines, currency);
  const missing = outBy(coding, currency);
  const isOut = missing !== null && !decimal(missing).isZero();
  return (
    <div className="rounded-lg border">
      <dl className="grid grid-cols-3 gap-x-3 px-3 py-2 text-sm">
        <Sum name="Net" amount={formatAmount(netOf(sums.total, sums.taxAmount, currency), currency)} />
        <Sum name="Tax" amount={formatAmount(sums.taxAmount, currency)} />
        <Sum name="Total of lines" amount={formatAmount(sums.total, currency)} />
      </dl>
      {missing !== null && (
        <div
          role="status"
          className={cx(
            'flex min-h-9 flex-wrap items-center justify-between gap-2 rounded-b-lg border-t px-3 py-1 text-sm',
            isOut ? 'bg-danger-soft text-danger' : 'bg-success-soft text-success',
          )}
        >
          <span className="tabular-nums">
            {isOut
              ? `Out by ${formatAmount(missing, currency)}`
              : `The lines add up to ${currency} ${formatAmount(sums.total, currency)}`}
          </span>
          {isOut && !isReadOnly && (
            <Button size="small" icon={<ListPlus size={14} />} onPress={onBalance}>
              Add remaining balance
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function Sum({ name, amount }: { name: string; amount: string }) {
  return (
    <div>
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="font-medium tabular-nums">{amount}</dd>
    </div>
  );
}

/** Ctrl with the arrows goes to the same field of the line above or below. */
function moveByRows(event: React.KeyboardEvent<HTMLElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(event.ctrlKey || event.metaKey)) return;
  const cell = (event.target as Element).closest<HTMLElement>('[data-cell]');
  const row = cell?.closest<HTMLElement>('[data-line]');
  const next = row?.parentElement?.querySelector<HTMLElement>(
    `[data-line="${Number(row.dataset.line) + step}"] [data-cell="${cell?.dataset.cell}"] input`,
  );
  if (!next) return;
  event.preventDefault();
  next.focus();
}
