// biome-ignore-all lint/a11y/useSemanticElements: on a narrow screen rows are cards, which are laid out by CSS
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus is on one of the cells
'use client';

import {
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { cx } from '#components/ui/cx.ts';
import type { FieldProblem } from '#components/ui/field.tsx';
import { isTyping } from '#components/ui/field-keys.ts';
import type { TypingForm } from '#components/ui/parse-decimal.ts';
import { writeTable } from '#lib/domain/clipboard-table.ts';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import { MAX_LINES } from '#lib/domain/coding/line-items.ts';
import type { ProblemField } from '#lib/domain/readiness/problem.ts';
import type { LineSources } from '#lib/inbox/shown-sources.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import { type At, columnsOf, isRange, moved, nextCell, rangeOf, rowsOf, type Spot, within } from './grid-moves.ts';
import { type LineColumn, trackOf } from './line-columns.ts';
import type { LineEntries } from './line-editor.tsx';
import { cellKey, LineRow, problemsOf, type RowHandlers } from './line-row.tsx';
import { cellText, cellValue, copiedText, type LineNames } from './line-text.ts';
import type { LineValues } from './line-values.ts';
import { useClipboard } from './use-clipboard.ts';
import type { LineChanges } from './use-line-changes.ts';
import { useOpenCells } from './use-open-cells.ts';

export type LineGridProps = {
  lines: readonly CodingLine[];
  columns: readonly LineColumn[];
  choices: Choices;
  names: LineNames;
  entries: LineEntries;
  form: TypingForm;
  currency: string;
  isReadOnly: boolean;
  /** By line, the fields that something may be said at. */
  places: ReadonlyMap<number, ReadonlySet<string>>;
  problems: (field: ProblemField, line: number) => readonly FieldProblem[];
  changes: LineChanges;
  handlers: RowHandlers;
  /** Where values come from, and the id of what tells it of the cell at hand. */
  sources: LineSources;
  sourceId: string;
  /** Where one is: what the buttons around the grid go by. */
  spot: Spot;
  onSpot: (spot: Spot) => void;
  onPaste: (text: string, spot: Spot) => void;
};

/**
 * An item's lines as a spreadsheet has its cells: one is the tab stop, arrows lead on, typing replaces what is there, and
 * what is selected is copied, filled, emptied and moved together. On a narrow screen each line is a card.
 */
export function LineGrid(props: LineGridProps) {
  const { lines, columns, choices, isReadOnly, places, problems, changes, spot: asked, onSpot } = props;
  const grid = useRef<HTMLDivElement>(null);
  const size = { rows: lines.length, columns: columns.length };
  const spot = { at: within(asked.at, size), anchor: within(asked.anchor, size) };
  // Known before it is drawn: keys and focus come faster than drawings.
  const newest = useRef(spot);
  newest.current = spot;
  const [editing, setEditing] = useState<string | null>(null);
  const open = useOpenCells(lines, columns, editing);
  /** Since something was entered, Tab goes from cell to cell. */
  const isEntering = useRef(false);
  const range = rangeOf(spot);
  const { names, form } = props;
  const tracks = useMemo(() => {
    const digits = { digits: choices.amountDigits, unitDigits: choices.unitDigits };
    const longest = ({ name }: LineColumn) =>
      Math.max(0, ...lines.map((line) => widthOf(cellText(line, name, names, digits, form))));
    const all = columns.map((column) => trackOf(column, column.isNumber ? longest(column) : 0));
    return ['1.75rem', ...all, '3.25rem'].join(' ');
  }, [lines, columns, choices, names, form]);

  function take(next: Spot) {
    newest.current = next;
    onSpot(next);
  }

  const cellAt = ({ row, column }: At) =>
    grid.current?.querySelector<HTMLElement>(`[data-line="${row}"] [data-cell="${columns[column]?.name}"]`) ?? null;

  function placeOf(target: EventTarget | null): At | null {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null;
    const row = cell?.closest<HTMLElement>('[data-line]')?.dataset.line;
    const column = columns.findIndex(({ name }) => name === cell?.dataset.cell);
    return row === undefined || column < 0 ? null : { row: Number(row), column };
  }

  /** There, and with `extends` all between there and where the selection began. */
  function go(at: At, { extend = false } = {}) {
    take({ at, anchor: extend ? newest.current.anchor : at });
    const cell = cellAt(at);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** Puts the field into the cell: what is there is selected, or its list is opened. */
  function edit(at: At, how: 'replace' | 'open') {
    const line = lines[at.row];
    const column = columns[at.column];
    if (isReadOnly || !line || !column) return;
    isEntering.current = true;
    take({ at, anchor: at });
    // At once: the key that is pressed is typed into it.
    flushSync(() => setEditing(cellKey(line, column.name)));
    const input = cellAt(at)?.querySelector<HTMLInputElement>('input');
    if (!input) return;
    input.focus({ preventScroll: true });
    if (how === 'open' && input.getAttribute('role') === 'combobox') input.click();
    else if (how === 'open') input.setSelectionRange(input.value.length, input.value.length);
  }

  function onKeyDownCapture(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !isTyping(event.target)) return;
    const at = placeOf(event.target);
    if (!at || document.querySelector('[role=listbox]')) return;
    // Once the field itself has given up what was typed.
    document.addEventListener(
      'keydown',
      (used) => {
        used.preventDefault();
        go(at);
      },
      { once: true },
    );
  }

  function onKeyDown(event: KeyboardEvent) {
    const at = placeOf(event.target);
    if (!at) return;
    if (isTyping(event.target)) onFieldKey(event, event.target, at);
    else if (event.target === cellAt(at)) onCellKey(event, at);
  }

  function onFieldKey(event: KeyboardEvent, input: HTMLElement, at: At) {
    if (event.nativeEvent.isComposing || event.altKey) return;
    const isChoice = input.getAttribute('role') === 'combobox';
    if (event.key === 'Enter') {
      event.preventDefault();
      const next = at.row + (event.shiftKey ? -1 : 1);
      if (next >= size.rows) changes.addBehind();
      if (next < size.rows && next >= 0) go({ ...at, row: next });
      else if (newest.current.at.row === at.row) cellAt(at)?.focus();
    } else if (event.key === 'Tab') {
      const next = nextCell(at, event.shiftKey ? -1 : 1, size);
      if (!next) return;
      event.preventDefault();
      go(next);
    } else if (!isChoice && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const next = moved(at, event.key, false, size);
      if (next) go(next);
    }
  }

  function onCellKey(event: KeyboardEvent, at: At) {
    const act = actOf(event, at);
    if (!act) return;
    // What is typed must reach the field, and not the keys of the page.
    if (act !== 'type') event.preventDefault();
    event.stopPropagation();
    if (act === 'type') edit(at, 'replace');
    else act();
  }

  function actOf(event: KeyboardEvent, at: At): (() => void) | 'type' | null {
    const { key, shiftKey, altKey } = event;
    const isCtrl = event.ctrlKey || event.metaKey;
    if (altKey) return isReadOnly ? null : altAct(event);
    const to = moved(at, key, isCtrl, size);
    if (to) return () => go(to, { extend: shiftKey });
    if (key === 'Tab') {
      const next = isEntering.current ? nextCell(at, shiftKey ? -1 : 1, size) : null;
      return next && (() => go(next));
    }
    if (key === 'Escape') return escapeAct(at);
    if (isCtrl && key === 'a')
      return () => take({ at: { row: size.rows - 1, column: size.columns - 1 }, anchor: { row: 0, column: 0 } });
    if (shiftKey && key === ' ') return () => selectRow(at.row);
    if (isReadOnly) return null;
    if (isCtrl) return ctrlAct(key, at);
    if (key === 'Enter' && shiftKey) return () => go({ ...at, row: Math.max(0, at.row - 1) });
    if (key === 'Enter' || key === 'F2') return () => edit(at, 'open');
    if (key === 'Delete' || key === 'Backspace') return empty;
    return key.length === 1 || key === 'Process' || key === 'Dead' || key === 'Unidentified' ? 'type' : null;
  }

  function altAct({ key, code, shiftKey }: KeyboardEvent) {
    const chosen = rangeOf(newest.current);
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : null;
    // A Mac writes another sign with Alt.
    if (key === '=' || code === 'Equal') return () => changes.putDifferenceOn(newest.current.at.row);
    if (step === 1 && shiftKey) return () => changes.duplicate(chosen);
    return step === null || shiftKey ? null : () => moveLines(step);
  }

  function ctrlAct(key: string, at: At) {
    if (key === 'd') return fillDown;
    if (key === 'Enter') return () => changes.add(at.row);
    if (key === 'Delete' || key === 'Backspace')
      return () => changes.remove(rangeOf(newest.current), columns[at.column]?.name);
    return null;
  }

  /** What is selected is let go first, then Tab leads out of the grid again. */
  function escapeAct(at: At) {
    if (isRange(newest.current)) return () => go(at);
    if (!isEntering.current) return null;
    return () => {
      isEntering.current = false;
    };
  }

  function selectRow(row: number) {
    go({ row, column: size.columns - 1 });
    take({ at: { row, column: size.columns - 1 }, anchor: { row, column: 0 } });
  }

  function moveLines(step: 1 | -1) {
    const { at, anchor } = newest.current;
    const field = columns[at.column]?.name;
    if (!field || !changes.move(rangeOf(newest.current), step, { row: at.row, field })) return;
    take({ at: { ...at, row: at.row + step }, anchor: { ...anchor, row: anchor.row + step } });
  }

  function empty() {
    const { top, left, right, bottom } = rangeOf(newest.current);
    const emptied = columns.slice(left, right + 1).map(({ name }) => name);
    const values: LineValues = Object.fromEntries(emptied.map((name) => [name, name === 'quantity' ? '1' : null]));
    const rows = rowsOf({ top, bottom, left, right }).map(() => values);
    if (rows.length === 1 && emptied.length === 1) changes.setValues(lines[top]?.id ?? '', values);
    else changes.setMany(top, rows, 'Empty cells', (of) => `Cells of ${of} emptied`);
  }

  /** What is in the first row of what is selected, or in the one above it, in all the others. */
  function fillDown() {
    const chosen = rangeOf(newest.current);
    const from = chosen.top === chosen.bottom ? chosen.top - 1 : chosen.top;
    const source = lines[from];
    if (!source) return;
    const values: LineValues = Object.fromEntries(
      columnsOf(chosen).flatMap((at) => {
        const name = columns[at]?.name;
        return name ? [[name, cellValue(source, name, choices.amountDigits)]] : [];
      }),
    );
    const rows = Array.from({ length: chosen.bottom - from }, () => values);
    changes.setMany(from + 1, rows, 'Fill down', (of) => `${of} filled`);
  }

  function onFocus({ target }: FocusEvent) {
    const at = placeOf(target);
    if (!at) return;
    if (isTyping(target)) setEditing(target.closest<HTMLElement>('[data-key]')?.dataset.key ?? null);
    const { at: was } = newest.current;
    if (was.row !== at.row || was.column !== at.column) take({ at, anchor: at });
  }

  function onBlur({ target, relatedTarget }: FocusEvent) {
    if (!(relatedTarget instanceof Node) || !grid.current?.contains(relatedTarget)) isEntering.current = false;
    const cell = target.closest<HTMLElement>('[data-cell]');
    if (!isTyping(target) || !cell) return;
    // Once the field has said whether it is done with what was typed.
    setTimeout(() => {
      const { activeElement } = document;
      const isStillIn = cell !== activeElement && cell.contains(activeElement);
      if (!isStillIn) setEditing((now) => (now === cell.dataset.key ? null : now));
    });
  }

  /** Where the pointer was pressed, while it is. */
  const pressed = useRef<{ at: At; wasThere: boolean } | null>(null);

  function onMouseDown(event: MouseEvent) {
    const head = (event.target as Element).closest<HTMLElement>('[data-row-head]');
    if (head && event.button === 0) {
      event.preventDefault();
      return selectRow(Number(head.closest<HTMLElement>('[data-line]')?.dataset.line));
    }
    const at = placeOf(event.target);
    if (!at || event.button !== 0 || isInControl(event.target)) return;
    event.preventDefault();
    const { at: was } = newest.current;
    const wasThere = was.row === at.row && was.column === at.column && document.activeElement === cellAt(at);
    pressed.current = { at, wasThere: wasThere && !isRange(newest.current) };
    go(at, { extend: event.shiftKey });
  }

  function onMouseOver(event: MouseEvent) {
    // Let go elsewhere.
    if ((event.buttons & 1) === 0) pressed.current = null;
    const at = placeOf(event.target);
    if (!at || !pressed.current) return;
    if (at.row === newest.current.at.row && at.column === newest.current.at.column) return;
    pressed.current.wasThere = false;
    go(at, { extend: true });
  }

  /** A second click edits, and so does a finger's first one. */
  function onClick(event: MouseEvent) {
    const { wasThere, at: begun } = pressed.current ?? { wasThere: false, at: null };
    pressed.current = null;
    const at = placeOf(event.target);
    if (!at || !begun || isInControl(event.target) || event.shiftKey) return;
    const isFinger = event.nativeEvent instanceof PointerEvent && event.nativeEvent.pointerType === 'touch';
    if (isFinger || (wasThere && begun.row === at.row && begun.column === at.column)) edit(at, 'open');
  }

  function copied(): string {
    const chosen = rangeOf(newest.current);
    const digits = { digits: choices.amountDigits, unitDigits: choices.unitDigits };
    const shown = columnsOf(chosen).flatMap((at) => columns[at]?.name ?? []);
    const rows = lines.slice(chosen.top, chosen.bottom + 1);
    return writeTable(rows.map((line) => shown.map((name) => copiedText(line, name, names, digits, form))));
  }

  useClipboard(grid, {
    copied,
    onCut: isReadOnly ? null : empty,
    onPaste: isReadOnly ? null : (text) => props.onPaste(text, newest.current),
  });

  return (
    <div
      ref={grid}
      role="grid"
      aria-label="Lines"
      aria-multiselectable="true"
      aria-readonly={isReadOnly || undefined}
      style={{ '--columns': tracks } as CSSProperties}
      className="lg:min-w-min max-lg:flex max-lg:flex-col max-lg:gap-2 max-lg:p-3"
      {...{ onKeyDownCapture, onKeyDown, onFocus, onBlur, onMouseDown, onMouseOver, onClick }}
    >
      <div
        role="row"
        className="sticky top-0 z-2 border-b bg-surface text-sm text-muted max-lg:hidden lg:grid lg:grid-cols-(--columns)"
      >
        <span role="columnheader">
          <span className="sr-only">Line</span>
        </span>
        {columns.map(({ name, label, isNumber, isRequired }) => (
          <span
            key={name}
            role="columnheader"
            className={cx('truncate py-1 text-xs', isNumber ? 'px-1.5 text-right' : 'px-2')}
          >
            {label}
            {isRequired && <span aria-hidden="true">*</span>}
          </span>
        ))}
        <span role="columnheader">
          <span className="sr-only">What can be done</span>
        </span>
      </div>
      {lines.map((line, index) => {
        const isIn = index >= range.top && index <= range.bottom;
        return (
          <LineRow
            key={line.id}
            {...{ line, index, columns, choices, isReadOnly }}
            {...{ names, form }}
            entries={props.entries}
            currency={props.currency}
            mayAdd={lines.length < MAX_LINES}
            problems={problemsOf(columns, places.get(index), (field) => problems(field, index))}
            current={index === spot.at.row ? spot.at.column : null}
            from={isIn && isRange(spot) ? range.left : null}
            to={isIn && isRange(spot) ? range.right : null}
            edited={open.get(line.id) ?? ''}
            marked={Object.keys(props.sources[line.id] ?? {}).join(' ')}
            sourceId={props.sourceId}
            handlers={props.handlers}
          />
        );
      })}
    </div>
  );
}

/** Of a number, in the widths of a digit: its marks are narrower. */
const widthOf = (number: string) => [...number].reduce((width, sign) => width + (/\d/.test(sign) ? 1 : 0.6), 0);

/** Buttons and fields in a cell have their clicks to themselves. */
const isInControl = (target: EventTarget) => (target as Element).closest('button, input, [data-fixes]') !== null;
