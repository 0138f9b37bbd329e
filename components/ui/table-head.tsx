// biome-ignore-all lint/a11y/useSemanticElements: rows are laid out by CSS grid and drawn only when in view
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus is on rows, and on the controls within
'use client';

import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { cx } from './cx.ts';
import { later, useLater } from './later.ts';
import { rowGridClass } from './table-row.tsx';
import { coverage, noSelection } from './table-selection.ts';
import type { Column, Sort, TableProps } from './table-types.ts';

const handle = later(() => import('./column-handle.tsx'));

/** Stays in sight: sorts, and selects all. */
export function TableHead<Row>({
  columns,
  actions,
  sort,
  onSort,
  onSelectionChange,
  resizing,
  keys,
  chosen,
}: TableProps<Row> & { keys: readonly string[]; chosen: ReadonlySet<string> }) {
  const covered = coverage(chosen, keys);
  return (
    <div role="rowgroup" className="sticky top-0 z-2 min-w-(--min-width) @max-2xl:min-w-0">
      <div
        role="row"
        aria-rowindex={1}
        className={cx(
          'h-9 border-b bg-surface text-xs font-medium text-muted',
          rowGridClass,
          // Cards have no columns.
          '@max-2xl:hidden',
        )}
      >
        {onSelectionChange && (
          <div role="columnheader" className="-ml-4 h-full">
            <label className="flex h-full w-10 items-center justify-center">
              <input
                type="checkbox"
                aria-label="Select all"
                checked={covered === 'all'}
                ref={(input) => {
                  if (input) input.indeterminate = covered === 'some';
                }}
                disabled={keys.length === 0}
                onChange={() => onSelectionChange(covered === 'all' ? noSelection : new Set(keys))}
                className="check"
              />
            </label>
          </div>
        )}
        {columns.map((column) => (
          <ColumnHead key={column.id} column={column} sort={sort} onSort={onSort} resizing={resizing} />
        ))}
        {actions && (
          <div role="columnheader" className="text-right @max-2xl:hidden">
            <span className="sr-only">Actions</span>
          </div>
        )}
      </div>
    </div>
  );
}

function ColumnHead<Row>({
  column,
  sort,
  onSort,
  resizing,
}: {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
  resizing: TableProps<Row>['resizing'];
}) {
  const part = useLater(handle);
  const direction = sort?.column === column.id ? sort.direction : undefined;
  const Arrow = direction === 'ascending' ? ArrowUp : direction === 'descending' ? ArrowDown : ChevronsUpDown;
  return (
    <div
      role="columnheader"
      aria-sort={column.isSortable ? (direction ?? 'none') : undefined}
      className={cx(
        'relative h-full min-w-0 content-center @max-2xl:hidden',
        !resizing && 'truncate',
        column.align === 'end' && 'text-right',
        column.isSecondary && '@max-6xl:hidden',
      )}
    >
      {column.isSortable && onSort ? (
        <button
          type="button"
          onClick={() =>
            onSort({ column: column.id, direction: direction === 'ascending' ? 'descending' : 'ascending' })
          }
          className={cx(
            'group/sort -mx-1.5 inline-flex h-6 max-w-full items-center gap-1 rounded-sm px-1.5 align-middle hover:bg-hover hover:text-text',
            column.align === 'end' && 'flex-row-reverse',
            direction && 'text-text',
          )}
        >
          <span className="truncate">{column.header}</span>
          <Arrow
            aria-hidden="true"
            size={12}
            className={cx(
              'shrink-0',
              !direction && 'opacity-0 group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100',
            )}
          />
        </button>
      ) : (
        <span className="block truncate">{column.header}</span>
      )}
      {resizing && part && (
        <part.ColumnHandle
          header={column.header}
          widths={resizing}
          onResize={(widthPx) => resizing.onResize(column.id, widthPx)}
        />
      )}
    </div>
  );
}
