// biome-ignore-all lint/a11y/useSemanticElements: rows are laid out by CSS grid and drawn only when in view
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus is on rows, and on the controls within
'use client';

import { useRouter } from 'next/navigation';
import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { cx } from './cx.ts';
import { isTyping } from './field-keys.ts';
import { useKeyThatLedHere } from './keep-focus.ts';
import { keyName } from './key-name.ts';
import type { RowKey } from './page-keys.ts';
import { TableHead } from './table-head.tsx';
import { TableRow } from './table-row.tsx';
import { noSelection, rangeOf, toggled } from './table-selection.ts';
import type { TableProps } from './table-types.ts';
import { useRowWindow } from './table-window.ts';
import { leave, useUnfinishedRows } from './unfinished.ts';

export type { Column, Sort, TableProps } from './table-types.ts';

const loadAheadRows = 24;

/** The row one was at in a table when one left its page, by the table's name: whoever comes back is there again. */
const leftAt = new Map<string, string>();

/**
 * A dense table that fills the room it is given and draws only the rows in view, so ten thousand are as quick as ten.
 * Put it into a flex column with `min-h-0`. Arrow keys, Page, Home and End move by rows; Enter opens, Space selects,
 * Shift selects a range, Ctrl+A selects all; Tab goes through the controls of the current row, then on.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, rowKey, rowLabel, href, onOpen, actions, selection, onSelectionChange } = props;
  const router = useRouter();
  const scroller = useRef<HTMLDivElement>(null);
  const { first, end, rowHeightPx } = useRowWindow(scroller, rows.length, props.isCompact);
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);

  const [currentKey, setCurrentKey] = useState<string | null>(() => leftAt.get(label) ?? null);
  const isLedByKey = useKeyThatLedHere() !== null;
  const wantsFocus = useRef(currentKey !== null && isLedByKey);
  const anchor = useRef<string | null>(null);
  const current = Math.max(0, currentKey === null ? 0 : keys.indexOf(currentKey));

  // A row that leaves gives its place to the one that follows, and the focus if it had it.
  const place = useRef({ index: 0, hasFocus: false });
  useLayoutEffect(() => {
    if (currentKey === null) return;
    const index = keys.indexOf(currentKey);
    if (index >= 0) {
      place.current.index = index;
      return;
    }
    wantsFocus.current = place.current.hasFocus && document.activeElement === document.body;
    setCurrentKey(keys[Math.min(place.current.index, keys.length - 1)] ?? null);
  }, [keys, currentKey]);

  const canSelect = onSelectionChange !== undefined;

  const at = useRef(currentKey);
  useLayoutEffect(() => {
    at.current = currentKey;
  }, [currentKey]);
  useEffect(
    () => () => {
      if (at.current !== null) leftAt.set(label, at.current);
    },
    [label],
  );
  const chosen = selection ?? noSelection;

  // The rows get handlers that never change, so that a change elsewhere does not draw them all again.
  const latest = useRef({ keys, rows, chosen, onSelectionChange, href, onOpen });
  useLayoutEffect(() => {
    latest.current = { keys, rows, chosen, onSelectionChange, href, onOpen };
  });

  const toggle = useCallback((key: string, isRange: boolean) => {
    const { keys, chosen, onSelectionChange } = latest.current;
    onSelectionChange?.(toggled(chosen, keys, key, anchor.current, isRange));
    anchor.current = key;
  }, []);

  const open = useCallback(
    (key: string, event?: MouseEvent) => {
      const { keys, rows, href, onOpen } = latest.current;
      const row = rows[keys.indexOf(key)];
      if (row === undefined) return;
      const address = href?.(row);
      if (address && (event?.metaKey || event?.ctrlKey)) window.open(address, '_blank', 'noopener');
      else if (address) leave(() => router.push(address));
      else onOpen?.(row);
    },
    [router],
  );

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(currentKey ?? '')}"]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  }, [currentKey]);

  const askedAt = useRef(-1);
  const { hasMore, onLoadMore } = props;
  useEffect(() => {
    if (!hasMore || end < rows.length - loadAheadRows || askedAt.current === rows.length) return;
    askedAt.current = rows.length;
    onLoadMore?.();
  }, [hasMore, onLoadMore, end, rows.length]);

  function moveTo(index: number, extends_: boolean) {
    const key = keys[Math.max(0, Math.min(index, keys.length - 1))];
    if (key === undefined) return;
    if (extends_ && canSelect) {
      anchor.current ??= keys[current] ?? null;
      onSelectionChange(new Set([...chosen, ...rangeOf(keys, anchor.current, key)]));
    }
    wantsFocus.current = true;
    setCurrentKey(key);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
    // Whoever has ticked a box is at the box, where the browser would select the texts of the whole page.
    if (canSelect && event.target !== row && keyName(event) === 'ctrl+a' && !isTyping(event.target)) {
      onSelectionChange(new Set(keys));
      event.preventDefault();
      return;
    }
    if (!row) return;
    if (event.target !== row || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (rowHeightPx ?? 36)) - 2);
    const key = keys[current];
    const moves: { [key in RowKey]?: number } = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      j: current + 1,
      k: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: keys.length - 1,
    };
    const acts: { [key in RowKey]?: (() => void) | false } = {
      Enter: key !== undefined && (() => open(key)),
      ' ': canSelect && key !== undefined && (() => toggle(key, event.shiftKey)),
      x: canSelect && key !== undefined && (() => toggle(key, event.shiftKey)),
      'ctrl+a': canSelect && (() => onSelectionChange(new Set(keys))),
      Escape: canSelect && chosen.size > 0 && (() => onSelectionChange(noSelection)),
    };
    const pressed = keyName(event) as RowKey;
    const target = moves[pressed];
    const act = acts[pressed];
    if (target !== undefined) moveTo(target, event.shiftKey);
    else if (act) act();
    else return;
    event.preventDefault();
  }

  const unfinished = useUnfinishedRows();
  const drawn = useMemo(() => {
    const inView = Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset);
    // The current row stays in the document wherever one scrolls, or the focus would be lost, and so do those with text
    // that is not stored, or that would be.
    const kept = [...unfinished].map((key) => keys.indexOf(key));
    const isAway = (index: number) => index >= 0 && index < keys.length && (index < first || index >= end);
    return [...new Set([...inView, ...[current, ...kept].filter(isAway)])].sort((one, other) => one - other);
  }, [first, end, current, keys, unfinished]);

  const tracks = (shown: typeof columns, actionsWidth = '6rem') =>
    [canSelect && '1.5rem', ...shown.map(({ width }) => width ?? 'minmax(8rem, 1fr)'), actions && actionsWidth]
      .filter(Boolean)
      .join(' ');
  const main = columns.filter(({ isSecondary }) => !isSecondary);
  const isEmpty = rows.length === 0;

  return (
    <div
      className={cx(
        '@container relative flex min-h-0 flex-1 flex-col bg-surface',
        // A finger's button is as high as two lines of a card.
        actions && 'pointer-coarse:[--card:5.5rem]',
        props.isCompact && 'pointer-fine:[--row:1.75rem]',
        props.className,
      )}
      style={
        {
          '--columns': tracks(columns, props.actionsWidth),
          '--compact-columns': tracks(main, props.compactActionsWidth ?? props.actionsWidth),
          '--min-width': props.minWidth ?? '0',
        } as React.CSSProperties
      }
    >
      <div
        ref={scroller}
        role="grid"
        aria-label={label}
        aria-rowcount={props.hasMore ? -1 : rows.length + 1}
        aria-multiselectable={canSelect || undefined}
        onKeyDown={onKeyDown}
        onFocus={() => {
          place.current.hasFocus = true;
        }}
        onBlur={() => {
          place.current.hasFocus = false;
        }}
        tabIndex={isEmpty ? 0 : undefined}
        className="min-h-0 flex-1 overflow-auto overscroll-contain outline-none [scroll-padding-top:2.25rem] focus-visible:shadow-[inset_0_0_0_2px_var(--color-accent)]"
      >
        <TableHead {...props} keys={keys} chosen={chosen} />
        <div
          role="rowgroup"
          className="relative h-[calc(var(--count)*var(--row))] min-w-(--min-width) @max-2xl:h-[calc(var(--count)*var(--card))] @max-2xl:min-w-0"
          style={{ '--count': rows.length } as React.CSSProperties}
        >
          {drawn.map((index) => {
            const row = rows[index];
            const key = keys[index];
            if (row === undefined || key === undefined) return null;
            return (
              <TableRow
                key={key}
                row={row}
                rowId={key}
                index={index}
                columns={columns}
                label={rowLabel(row)}
                href={href?.(row)}
                actions={actions?.(row)}
                hasActions={actions !== undefined}
                isQuiet={props.isQuiet?.(row) ?? false}
                isTabStop={index === current}
                isSelected={canSelect ? chosen.has(key) : null}
                onToggle={toggle}
                onOpen={href || onOpen ? open : null}
                onFocus={setCurrentKey}
              />
            );
          })}
        </div>
        {props.hasMore && rows.length > 0 && (
          // A grid may hold rows only.
          <div role="rowgroup">
            <div role="row" className="flex h-(--row) items-center px-4 text-muted">
              <span role="gridcell">Loading more…</span>
            </div>
          </div>
        )}
      </div>
      {isEmpty && <div className="absolute inset-x-0 top-9 bottom-0 flex">{props.empty}</div>}
    </div>
  );
}
