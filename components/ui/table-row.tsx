// biome-ignore-all lint/a11y/useSemanticElements: rows are laid out by CSS grid and drawn only when in view
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus is on rows, and on the controls within
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles the keys of all its rows
'use client';

import { type CSSProperties, type MouseEvent, memo, type ReactNode } from 'react';
import { cx } from './cx.ts';
import { PageLink } from './page-link.tsx';
import { OutsideTabOrderContext } from './plain-button.tsx';
import type { Column } from './table-types.ts';

/** Where each part of a card stands on a phone. */
const phonePlaces = {
  title: '@max-2xl:[grid-area:title] @max-2xl:self-end @max-2xl:font-medium',
  value: '@max-2xl:[grid-area:value] @max-2xl:self-end @max-2xl:font-medium',
  detail: '@max-2xl:[grid-area:detail] @max-2xl:text-muted',
  mark: '@max-2xl:[grid-area:mark] @max-2xl:justify-self-end',
};

/** Lies under the first line; beside a button it is as high as that. */
const secondLine = new Set<string | undefined>(['detail', 'mark']);

/** A line on a wide screen, a card on a narrow one. */
export const rowGridClass =
  'grid w-full grid-cols-(--columns) items-center gap-x-4 px-4 @max-6xl:grid-cols-(--compact-columns)';
const cardGridClass = '@max-2xl:grid-cols-[auto_minmax(0,1fr)_auto_auto] @max-2xl:gap-x-3 @max-2xl:gap-y-0.5';
const cardAreas = {
  plain: "@max-2xl:[grid-template-areas:'select_title_value_value'_'select_detail_mark_mark']",
  withActions:
    "@max-2xl:content-center @max-2xl:[grid-template-areas:'select_title_title_value'_'select_detail_mark_actions']",
};

const isInteractive = (target: EventTarget | null, row: Element) =>
  target instanceof Element &&
  target !== row &&
  target.closest('a,button,input,label,select,textarea,[role="menu"]') !== null;

export type TableRowProps<Row> = {
  row: Row;
  rowId: string;
  index: number;
  columns: readonly Column<Row>[];
  label: string;
  href: string | undefined;
  actions: ReactNode;
  hasActions: boolean;
  isQuiet: boolean;
  isTabStop: boolean;
  /** Null when rows cannot be selected. */
  isSelected: boolean | null;
  onToggle: (rowId: string, isRange: boolean) => void;
  onOpen: ((rowId: string, event: MouseEvent) => void) | null;
  onFocus: (rowId: string) => void;
};

function TableRowOnce<Row>({
  row,
  rowId,
  index,
  columns,
  label,
  href,
  actions,
  hasActions,
  isQuiet,
  isTabStop,
  isSelected,
  onToggle,
  onOpen,
  onFocus,
}: TableRowProps<Row>) {
  return (
    <div
      role="row"
      data-row={rowId}
      aria-rowindex={index + 2}
      aria-selected={isSelected ?? undefined}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={() => onFocus(rowId)}
      onClick={(event) => {
        const isReading = window.getSelection()?.isCollapsed === false;
        if (onOpen && !isReading && !isInteractive(event.target, event.currentTarget)) onOpen(rowId, event);
      }}
      style={{ '--index': index } as CSSProperties}
      className={cx(
        'absolute top-[calc(var(--index)*var(--row))] h-(--row) border-b bg-surface outline-none @max-2xl:top-[calc(var(--index)*var(--card))] @max-2xl:h-(--card)',
        rowGridClass,
        cardGridClass,
        hasActions ? cardAreas.withActions : cardAreas.plain,
        onOpen && 'hover:bg-hover',
        'focus-visible:z-1 focus-visible:shadow-[inset_0_0_0_2px_var(--color-accent)] aria-selected:bg-accent-soft',
        // A card's empty first column still has its gap.
        isSelected === null && '@max-2xl:pl-1',
        isQuiet && 'text-muted',
      )}
    >
      {isSelected !== null && (
        <div role="gridcell" className="-ml-4 h-full @max-2xl:[grid-area:select]">
          <label className="grid h-full w-10 place-items-center @max-2xl:w-11">
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={`Select ${label}`}
              checked={isSelected}
              onChange={(event) =>
                onToggle(rowId, 'shiftKey' in event.nativeEvent && event.nativeEvent.shiftKey === true)
              }
              className="check"
            />
          </label>
        </div>
      )}
      {columns.map((column, position) => (
        <div
          key={column.id}
          role="gridcell"
          className={cx(
            // What has the focus in a cell keeps its whole frame.
            'min-w-0 truncate overflow-clip! [overflow-clip-margin:4px] has-[input]:overflow-visible!',
            column.align === 'end' && 'amount',
            column.phone ? phonePlaces[column.phone] : '@max-2xl:hidden',
            !hasActions && secondLine.has(column.phone) && '@max-2xl:self-start',
            column.isSecondary && '@max-6xl:hidden',
          )}
        >
          {position === 0 && href ? (
            <PageLink href={href} tabIndex={-1} className="inline-block min-h-6 content-center hover:underline">
              {column.cell(row)}
            </PageLink>
          ) : (
            <OutsideTabOrderContext value={!isTabStop}>{column.cell(row)}</OutsideTabOrderContext>
          )}
        </div>
      ))}
      {hasActions && (
        <div role="gridcell" className="row-actions flex min-w-0 justify-end gap-1 @max-2xl:[grid-area:actions]">
          <OutsideTabOrderContext value={!isTabStop}>{actions}</OutsideTabOrderContext>
        </div>
      )}
    </div>
  );
}

/** Drawn again only when something about this row changed. */
export const TableRow = memo(TableRowOnce) as typeof TableRowOnce;
