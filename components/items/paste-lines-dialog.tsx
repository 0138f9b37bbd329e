'use client';

import { CircleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { cx } from '#components/ui/cx.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { readTable } from '#lib/domain/clipboard-table.ts';
import { MAX_LINES } from '#lib/domain/coding/line-items.ts';
import type { LineColumn, LineColumnName } from './line-columns.ts';
import type { LineValues } from './line-values.ts';
import {
  columnOfHeading,
  type PasteContext,
  type Pasted,
  type PastedColumn,
  readPasted,
  withUnread,
} from './pasted-lines.ts';

/** Rows of it that are shown; those with something that is not understood come first. */
const SHOWN = 50;

export type PasteLinesDialogProps = {
  /** What is on the clipboard; empty where it is still to be pasted into the dialog. */
  text: string;
  /** Every column that can be filled, in the order of the grid. */
  columns: readonly LineColumn[];
  /** The one that the first cell stands for, where nothing else says it. */
  from: number;
  context: PasteContext;
  count: number;
  /** The line that one is at, from zero. */
  at: number;
  descriptionAt: (line: number) => string | null;
  onPaste: (top: number, rows: LineValues[]) => void;
  onClose: () => void;
};

/** What was pasted, column by column, before it is put anywhere: what each column means, and what is not understood. */
export function PasteLinesDialog({
  text: first,
  columns,
  from,
  context,
  count,
  at,
  descriptionAt,
  onPaste,
  onClose,
}: PasteLinesDialogProps) {
  const [text, setText] = useState(first);
  const [byHand, setByHand] = useState<{ columns?: readonly PastedColumn[]; hasHeadings?: boolean }>({});
  const [place, setPlace] = useState<'here' | 'after'>(count > 1 ? 'after' : 'here');
  const [keepsUnread, setKeepsUnread] = useState(true);
  const { rows: table, leftOut } = readTable(text, (cell) => columnOfHeading(cell, columns, context) !== null);
  const isEmpty = text.trim() === '';
  const pasted = readPasted(table, columns, from, context, byHand);
  const top = place === 'here' ? at : count;
  const fits = Math.max(0, MAX_LINES - top);
  const beyond = Math.max(0, pasted.rows.length - fits) + leftOut;
  const rows = keepsUnread ? withUnread(pasted, (row) => descriptionAt(top + row)) : pasted.rows;
  const number = Math.min(pasted.rows.length, fits);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="wide"
      title="Paste from a spreadsheet"
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isDisabled={isEmpty || number === 0}
            onPress={() => {
              onPaste(top, [...rows]);
              onClose();
            }}
          >
            Paste {number} {number === 1 ? 'line' : 'lines'}
          </Button>
        </>
      }
    >
      {first === '' && (
        <TextField
          label="Copy cells in your spreadsheet, and paste them here"
          rows={3}
          value={text}
          onChange={(pastedText) => {
            setText(pastedText);
            setByHand({});
          }}
          className="mb-3"
        />
      )}
      {!isEmpty && (
        <div className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
            <SegmentedControl
              label="Put them"
              value={place}
              onChange={setPlace}
              choices={[
                { value: 'here', label: `From line ${at + 1} on` },
                { value: 'after', label: `After line ${count}` },
              ]}
            />
            <Checkbox isSelected={pasted.hasHeadings} onChange={(hasHeadings) => setByHand({ hasHeadings })}>
              The first row has headings
            </Checkbox>
          </div>
          <PastedTable
            pasted={pasted}
            columns={columns}
            onColumn={(index, name) =>
              setByHand((now) => ({
                ...now,
                hasHeadings: pasted.hasHeadings,
                columns: withColumn(pasted.columns, index, name),
              }))
            }
          />
          {pasted.unread.length > 0 && (
            <div className="flex flex-col gap-1">
              <p role="status" className="text-sm text-warning">
                {pasted.unread.length === 1 ? 'One cell is' : `${pasted.unread.length} cells are`} not understood.
                Nothing else is lost by it.
              </p>
              <Checkbox isSelected={keepsUnread} onChange={setKeepsUnread}>
                Keep what is not understood in the line’s description
              </Checkbox>
            </div>
          )}
          {beyond > 0 && (
            <p role="status" className="text-sm text-danger">
              An item has at most {MAX_LINES} lines: the last {beyond} {beyond === 1 ? 'row does' : 'rows do'} not fit.
            </p>
          )}
        </div>
      )}
    </Dialog>
  );
}

/** A column means one thing, and what meant it before means nothing. */
const withColumn = (columns: readonly PastedColumn[], index: number, name: PastedColumn) =>
  columns.map((each, at) => (at === index ? name : each === name ? null : each));

function PastedTable({
  pasted,
  columns,
  onColumn,
}: {
  pasted: Pasted;
  columns: readonly LineColumn[];
  onColumn: (index: number, name: LineColumnName | null) => void;
}) {
  const id = useId();
  const options = [{ id: leftOutId, label: 'Left out' }, ...columns.map(({ name, label }) => ({ id: name, label }))];
  const why = new Map(pasted.unread.map((unread) => [`${unread.row} ${unread.column}`, unread.why]));
  const unreadRows = new Set(pasted.unread.map(({ row }) => row));
  const order = [...pasted.cells.keys()].sort(
    (one, other) => Number(unreadRows.has(other)) - Number(unreadRows.has(one)),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled has to be reached without a mouse
    <section aria-label="What is pasted" tabIndex={0} className="max-h-80 overflow-auto rounded-md border">
      <table className="w-full text-sm">
        <thead className="sticky top-0 bg-surface">
          <tr>
            <th scope="col" className="px-2 py-1 text-left text-xs font-normal text-muted">
              Row
            </th>
            {pasted.columns.map((name, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
              <th key={index} scope="col" className="min-w-32 p-1 text-left font-normal">
                <Select
                  label={`Column ${index + 1}`}
                  labelPlacement="hidden"
                  value={name ?? leftOutId}
                  options={options}
                  onChange={(chosen) => onColumn(index, chosen === leftOutId ? null : (chosen as LineColumnName))}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {order.slice(0, SHOWN).map((row) => (
            <tr key={row} className="border-t">
              <td className="px-2 py-1 text-xs text-muted tabular-nums">{row + 1}</td>
              {pasted.columns.map((name, column) => {
                const text = pasted.cells[row]?.[column] ?? '';
                const said = why.get(`${row} ${column}`);
                return (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
                    key={column}
                    className={cx('max-w-56 px-2 py-1 align-top', name === null && !said && 'text-muted')}
                  >
                    <span className="block truncate">{text}</span>
                    {said && (
                      <span id={`${id}-${row}-${column}`} className="flex items-start gap-1 text-xs text-warning">
                        <CircleAlert aria-hidden="true" size={12} className="mt-0.5 shrink-0" />
                        {said}
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {order.length > SHOWN && (
        <p className="border-t px-2 py-1 text-xs text-muted">And {order.length - SHOWN} more rows.</p>
      )}
    </section>
  );
}

const leftOutId = 'leftOut';
