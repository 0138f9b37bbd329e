// biome-ignore-all lint/a11y/useSemanticElements: on a narrow screen a row is a card, which is laid out by CSS
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus is on one cell of the whole grid, which is told by its place
'use client';

import { CopyPlus, Trash2 } from 'lucide-react';
import { memo, useId } from 'react';
import { cx } from '#components/ui/cx.ts';
import { type FieldProblem, ProblemFixes, ProblemLines } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { TypingForm } from '#components/ui/parse-decimal.ts';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import type { ProblemField } from '#lib/domain/readiness/problem.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import type { ProductOption } from '#lib/lists/search-products.ts';
import type { LineColumn, LineColumnName } from './line-columns.ts';
import { LineEditor, type LineEntries } from './line-editor.tsx';
import { cellText, type LineNames } from './line-text.ts';
import type { LineValues } from './line-values.ts';

/** What a row does, the same for all of them and for as long as the grid is there. */
export type RowHandlers = {
  onChange: (id: string, values: LineValues) => void;
  onProduct: (id: string, product: ProductOption | null) => void;
  onCustomer: (id: string, customer: { id: string; name: string } | null) => void;
  onDuplicate: (index: number) => void;
  onRemove: (index: number) => void;
};

export type LineProblems = ReadonlyMap<LineColumnName, readonly FieldProblem[]>;

export type LineRowProps = {
  line: CodingLine;
  index: number;
  columns: readonly LineColumn[];
  choices: Choices;
  names: LineNames;
  entries: LineEntries;
  form: TypingForm;
  currency: string;
  isReadOnly: boolean;
  mayAdd: boolean;
  /** Null where nothing is wrong. */
  problems: LineProblems | null;
  /** The column that the grid's one tab stop is in; null in all other rows. */
  current: number | null;
  /** The columns that are selected, from and to; null in a row that is not. */
  from: number | null;
  to: number | null;
  /** The names of the columns that have a field now, joined by spaces. */
  edited: string;
  /** The columns whose values a rule, earlier items or the contact have made, joined by spaces. */
  marked: string;
  sourceId: string;
  handlers: RowHandlers;
};

/** The key of a cell, which says whether something in it is unfinished. */
export const cellKey = (line: Pick<CodingLine, 'id'>, name: LineColumnName) => `${line.id} ${name}`;

/** One line: a row of the grid, and on a narrow screen a card. Drawn anew only when something in it has changed. */
export const LineRow = memo(function LineRow(props: LineRowProps) {
  const { index, columns, current, from, to, edited, isReadOnly, mayAdd, handlers } = props;
  const open = new Set(edited.split(' '));
  const made = new Set(props.marked.split(' '));
  return (
    <div
      role="row"
      aria-label={`Line ${index + 1}`}
      data-line={index}
      className={cx(
        'group/line max-lg:relative max-lg:grid max-lg:grid-cols-6 max-lg:gap-2 max-lg:rounded-lg max-lg:border max-lg:p-3 max-lg:pt-11',
        'text-sm lg:grid lg:grid-cols-(--columns) lg:border-b',
        // What one types in a row moves no other, and rows out of view cost nothing.
        'lg:[contain-intrinsic-size:auto_32px] lg:[content-visibility:auto]',
      )}
    >
      <span
        role="rowheader"
        data-row-head=""
        className="flex min-h-(--control) items-center justify-center text-xs text-muted tabular-nums max-lg:absolute max-lg:top-1 max-lg:left-3 max-lg:text-sm lg:cursor-pointer"
      >
        <span className="lg:hidden">Line&nbsp;</span>
        {index + 1}
      </span>
      {columns.map((column, at) => (
        <LineCell
          key={column.name}
          {...props}
          column={column}
          isCurrent={at === current}
          isSelected={from !== null && to !== null && at >= from && at <= to}
          isOpen={open.has(column.name)}
          isMade={made.has(column.name)}
        />
      ))}
      <div
        role="gridcell"
        className="flex min-h-(--control) items-center justify-end max-lg:absolute max-lg:top-1 max-lg:right-2 lg:opacity-0 lg:group-focus-within/line:opacity-100 lg:group-hover/line:opacity-100"
      >
        {!isReadOnly && (
          <>
            {mayAdd && (
              <IconButton
                size="small"
                excludeFromTabOrder
                label={`Duplicate line ${index + 1}`}
                icon={<CopyPlus size={14} />}
                onPress={() => handlers.onDuplicate(index)}
              />
            )}
            <IconButton
              size="small"
              excludeFromTabOrder
              label={`Remove line ${index + 1}`}
              icon={<Trash2 size={14} />}
              onPress={() => handlers.onRemove(index)}
            />
          </>
        )}
      </div>
    </div>
  );
});

type LineCellProps = LineRowProps & {
  column: LineColumn;
  isCurrent: boolean;
  isSelected: boolean;
  isOpen: boolean;
  isMade: boolean;
};

function LineCell({
  line,
  column,
  choices,
  names,
  entries,
  form,
  currency,
  isReadOnly,
  problems,
  isCurrent,
  isSelected,
  isOpen,
  isMade,
  sourceId,
  handlers,
}: LineCellProps) {
  const { name, label, isNumber, isRequired } = column;
  const id = useId();
  const said = problems?.get(name) ?? none;
  const isWrong = said.some(({ severity = 'danger' }) => severity === 'danger');
  return (
    <div
      role="gridcell"
      data-cell={name}
      data-key={cellKey(line, name)}
      data-control={isOpen ? undefined : ''}
      tabIndex={isCurrent ? 0 : -1}
      aria-selected={isSelected}
      aria-readonly={isReadOnly || undefined}
      aria-required={isRequired || undefined}
      aria-invalid={isWrong || undefined}
      aria-describedby={said.length > 0 && !isOpen ? id : isMade && isCurrent ? sourceId : undefined}
      data-made={isMade || undefined}
      className={cx(
        'flex min-w-0 flex-col justify-start outline-none select-none lg:scroll-mt-8',
        'group/cell focus:z-1 lg:focus:shadow-[inset_0_0_0_2px_var(--color-accent)] lg:border-r lg:last-of-type:border-r-0',
        'max-lg:rounded-md',
        // A corner says that nobody typed it; what it is of stands under the lines.
        isMade &&
          'relative after:pointer-events-none after:absolute after:top-0 after:right-0 after:border-[3px] after:border-transparent after:border-t-edge after:border-r-edge',
        isSelected && !isOpen && 'bg-accent-soft',
        isNumber ? 'max-lg:col-span-2' : 'max-lg:col-span-3 max-lg:first-of-type:col-span-6',
      )}
    >
      <span aria-hidden={isOpen || undefined} className="flex min-h-5 items-center text-xs text-muted lg:hidden">
        {label}
        {isRequired && '*'}
      </span>
      {isOpen ? (
        <LineEditor
          {...{ line, column, choices, names, entries, currency }}
          problems={said}
          onChange={(values) => handlers.onChange(line.id, values)}
          onProduct={(product) => handlers.onProduct(line.id, product)}
          onCustomer={(customer) => handlers.onCustomer(line.id, customer)}
        />
      ) : (
        <>
          <span
            className={cx(
              'min-h-(--control) max-lg:rounded-md max-lg:border max-lg:border-edge',
              // On a phone the box is the cell, not the label above it.
              'max-lg:group-focus/cell:shadow-[inset_0_0_0_2px_var(--color-accent)]',
              isNumber
                ? 'amount flex items-center justify-end px-1 lg:px-1.5'
                : 'block truncate px-2 leading-(--control)',
              said.length > 0 && (isWrong ? 'max-lg:border-danger' : 'max-lg:border-warning'),
            )}
          >
            {cellText(
              line,
              name,
              names,
              { digits: choices.amountDigits, unitDigits: choices.unitDigits, currency },
              form,
            )}
          </span>
          {said.length > 0 && (
            <span className="flex flex-col gap-1 px-1.5 pb-1 wrap-anywhere select-text">
              <span id={id}>
                <ProblemLines problems={said} />
              </span>
              <ProblemFixes problems={said} />
            </span>
          )}
        </>
      )}
    </div>
  );
}

const none: readonly FieldProblem[] = [];

/** What is said at the cells of a line, of whose `fields` something is said at all. */
export function problemsOf(
  columns: readonly LineColumn[],
  fields: ReadonlySet<string> | undefined,
  problems: (field: ProblemField) => readonly FieldProblem[],
): LineProblems | null {
  if (!fields) return null;
  const said = columns.flatMap(({ name }) => {
    if (!fields.has(name) || !isProblemField(name)) return [];
    const found = problems(name);
    return found.length > 0 ? [[name, found] as const] : [];
  });
  return said.length > 0 ? new Map(said) : null;
}

const isProblemField = (name: LineColumn['name']): name is LineColumn['name'] & ProblemField =>
  name !== 'net' && name !== 'productId' && name !== 'rebillableContactId';
