'use client';

import { ListPlus, Plus, Rows3 } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { SaveMark } from '#components/ui/field.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { newId } from '#components/ui/new-id.ts';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import {
  changeLine,
  emptyLine,
  type LineChange,
  lineOfItem,
  MAX_LINES,
  outBy,
  sumLines,
  withRemainingBalance,
} from '#lib/domain/coding/line-items.ts';
import { withSuggestedRate } from '#lib/domain/coding/line-rate.ts';
import { decimal } from '#lib/domain/money.ts';
import { writeNumber } from '#lib/domain/number-form.ts';
import { netOf } from '#lib/domain/tax.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import type { problemsAt } from './field-problems.ts';
import { lineColumns } from './line-columns.ts';
import { LineRow } from './line-row.tsx';
import { TaxModeField } from './tax-mode-field.tsx';
import type { ItemEditor } from './use-item-editor.ts';
import { addLinesPlace, type LineFocus } from './use-line-focus.ts';

export type LineItemsProps = {
  editor: ItemEditor;
  choices: Choices;
  problems: ReturnType<typeof problemsAt>;
  focus: LineFocus;
  isReadOnly: boolean;
};

/** Splits the item into lines, beginning with its own coding as the first. */
export function AddLineItems({
  editor,
  digits,
  onAdd,
}: Pick<LineItemsProps, 'editor'> & {
  /** After the point, that the books keep of an amount. */
  digits: number;
  onAdd: (line: CodingLine) => CodingLine;
}) {
  return (
    <div {...{ [addLinesPlace]: '' }}>
      <Button
        icon={<Rows3 size={14} />}
        onPress={() =>
          void editor.save({ lines: [onAdd(lineOfItem(editor.coding, newId(), digits))] }, { label: 'Add line items' })
        }
      >
        Add line items
      </Button>
    </div>
  );
}

/** The document's lines, each coded by itself, and whether they add up to its total: one row a line, as in a spreadsheet. */
export function LineItems({ editor, choices, problems, focus, isReadOnly }: LineItemsProps) {
  const { coding } = editor;
  const { lines, taxMode } = coding;
  const currency = coding.currency ?? choices.baseCurrency;
  const pricing = {
    taxMode,
    rates: new Map(choices.taxRates.map((rate) => [rate.id, rate])),
    digits: choices.amountDigits,
    unitDigits: choices.unitDigits,
  };
  const columns = lineColumns(taxMode, choices.tracking);
  // Another currency may let several fields at once give on what was refused in them: none may undo another's.
  const newest = useRef(lines);
  useLayoutEffect(() => {
    newest.current = lines;
  });
  const save = (changed: CodingLine[], label?: string) => {
    newest.current = changed;
    void editor.save({ lines: changed }, label ? { label } : {});
  };
  const mayAdd = !isReadOnly && lines.length < MAX_LINES;

  const add = () => {
    const last = newest.current.at(-1);
    const fresh = { ...emptyLine(newId()), accountId: last?.accountId ?? null, taxRateId: last?.taxRateId ?? null };
    save([...newest.current, focus.enter(fresh)], 'Add line');
  };
  /** Not behind a line that waits to be filled in. */
  const addBehind = () => {
    const last = newest.current.at(-1);
    if (mayAdd && last && (last.description !== null || last.total !== null)) add();
  };
  const change = (line: CodingLine, changes: LineChange) =>
    save(
      newest.current.map((each) =>
        each.id === line.id ? changeLine(each, withSuggestedRate(each, changes, choices.accounts), pricing) : each,
      ),
    );
  const duplicate = (index: number) => {
    const copy = lines[index];
    if (copy)
      save(
        [...lines.slice(0, index + 1), focus.enter({ ...copy, id: newId() }), ...lines.slice(index + 1)],
        'Duplicate line',
      );
  };
  const removeAll = () => {
    focus.leave();
    save([], 'Remove all lines');
  };
  const remove = (index: number) =>
    save(
      lines.filter((_, each) => each !== index),
      'Remove line',
    );

  return (
    <section
      aria-label="Line items"
      className="flex min-h-0 flex-1 flex-col"
      onKeyDown={(event) => moveByRows(event, addBehind)}
    >
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-b px-3 py-1">
        <h2 className="text-sm">
          Line items <span className="font-normal text-muted">{lines.length}</span>
        </h2>
        <TaxModeField
          labelPlacement="side"
          value={taxMode}
          onChange={(mode) => void editor.save({ taxMode: mode })}
          isDisabled={isReadOnly}
          className="grid-cols-[auto_9rem]! items-center!"
        />
        <SaveMark state={editor.saveState('lines') ?? editor.saveState('taxMode')} />
        {!isReadOnly && (
          <div className="ml-auto flex gap-1">
            <Button size="small" variant="quiet" onPress={removeAll}>
              Remove all lines
            </Button>
            {mayAdd && (
              <Button size="small" icon={<Plus size={14} />} onPress={add}>
                Add line
              </Button>
            )}
          </div>
        )}
      </div>
      <div className="min-h-0 flex-1 overflow-auto">
        <ol
          style={
            { '--columns': ['1.75rem', ...columns.map(({ track }) => track), '3.5rem'].join(' ') } as CSSProperties
          }
          className={cx(
            'lg:grid lg:grid-cols-(--columns) lg:**:data-label:sr-only',
            'max-lg:flex max-lg:flex-col max-lg:gap-2 max-lg:p-3 max-lg:[&_.control-cell]:border-edge',
          )}
        >
          <li
            aria-hidden="true"
            className="sticky top-0 z-1 border-b bg-surface px-1 text-xs text-muted max-lg:hidden lg:col-span-full lg:grid lg:grid-cols-subgrid"
          >
            <span />
            {columns.map(({ name, label, isNumber, isRequired }) => (
              <span key={name} className={cx('truncate px-2.5 py-1', isNumber && 'text-right')}>
                {label}
                {isRequired && '*'}
              </span>
            ))}
          </li>
          {lines.map((line, index) => (
            <LineRow
              key={line.id}
              {...{ line, index, columns, choices, taxMode, currency, isReadOnly }}
              problems={(field) => problems(field, index)}
              onChange={(changes) => change(line, changes)}
              onDuplicate={mayAdd ? () => duplicate(index) : null}
              onRemove={() => remove(index)}
            />
          ))}
        </ol>
      </div>
      <Balance
        {...{ editor, currency, isReadOnly }}
        digits={choices.amountDigits}
        onBalance={() => {
          const balanced = withRemainingBalance(coding, newId(), pricing);
          const last = balanced?.at(-1);
          if (!balanced || !last) return;
          focus.enter(last);
          save(balanced, 'Add remaining balance');
        }}
      />
    </section>
  );
}

/** Net, tax and total of the lines beside the document's, and the difference. */
function Balance({
  editor,
  currency,
  digits,
  isReadOnly,
  onBalance,
}: Pick<LineItemsProps, 'editor' | 'isReadOnly'> & { currency: string; digits: number; onBalance: () => void }) {
  const { coding } = editor;
  const sums = sumLines(coding.lines, digits);
  const missing = outBy(coding, digits);
  const { numbers } = useFormats();
  const shown = (amount: string) => writeNumber(amount, numbers);
  const isOut = missing !== null && !decimal(missing).isZero();
  return (
    <div className="flex min-h-10 shrink-0 flex-wrap items-center justify-end gap-x-4 gap-y-1 border-t px-3 py-1 text-sm">
      {missing !== null && (
        <div
          role="status"
          className={cx('mr-auto flex items-center gap-3 tabular-nums', isOut ? 'text-danger' : 'text-success')}
        >
          {isOut ? `Out by ${shown(missing)}` : `The lines add up to ${currency} ${shown(sums.total)}`}
          {isOut && !isReadOnly && (
            <Button size="small" icon={<ListPlus size={14} />} onPress={onBalance}>
              Add remaining balance
            </Button>
          )}
        </div>
      )}
      <dl className="flex gap-x-4">
        {coding.taxMode !== 'NONE' && (
          <>
            <Sum name="Net" amount={shown(netOf(sums.total, sums.taxAmount, digits))} />
            <Sum name="Tax" amount={shown(sums.taxAmount)} />
          </>
        )}
        <Sum name="Total" amount={shown(sums.total)} />
      </dl>
    </div>
  );
}

function Sum({ name, amount }: { name: string; amount: string }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-muted">{name}</dt>
      <dd className="font-medium tabular-nums">{amount}</dd>
    </div>
  );
}

/**
 * As in a spreadsheet: Enter goes to the same field of the next line, with Shift of the one before, and the arrows
 * likewise in a field whose own they are not. Enter in the last one begins another. A list that is open has the keys to
 * itself.
 */
function moveByRows(event: KeyboardEvent<HTMLElement>, addBehind: () => void) {
  const input = event.target as HTMLElement;
  if (event.defaultPrevented || event.altKey || input.getAttribute('aria-expanded') === 'true') return;
  const isChoice = input.getAttribute('role') === 'combobox';
  const byArrow = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
  const isArrowFree = !isChoice || event.ctrlKey || event.metaKey;
  const step = event.key === 'Enter' && input.matches('input') ? (event.shiftKey ? -1 : 1) : isArrowFree ? byArrow : 0;
  if (step === 0) return;
  const cell = input.closest<HTMLElement>('[data-cell]');
  const row = cell?.closest<HTMLElement>('[data-line]');
  const next = row?.parentElement?.querySelector<HTMLElement>(
    `[data-line="${Number(row.dataset.line) + step}"] [data-cell="${cell?.dataset.cell}"] input`,
  );
  if (next) {
    event.preventDefault();
    next.focus();
  } else if (row && event.key === 'Enter' && step > 0) addBehind();
}
