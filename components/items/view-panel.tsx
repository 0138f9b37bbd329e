'use client';

import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { cx } from '#components/ui/cx.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { type ColumnName, columnsOf, type Density, densities, type ListLayout } from '#lib/domain/list-layout.ts';
import { headersOf } from './column-headers.ts';
import type { ViewMenuProps } from './view-menu.tsx';

/** The columns in their order, those that are shown first, each to be taken in, left out, and moved. */
export function ViewPanel({ list, layout, change, own, tracking }: ViewMenuProps) {
  const headers = headersOf(own, tracking);
  const [told, setTold] = useState('');
  const [dragged, setDragged] = useState<ColumnName | null>(null);
  const rows = useRef<HTMLOListElement>(null);
  const shown = layout.columns.filter(({ name }) => headers[name] !== undefined);
  const left = columnsOf(list).filter(
    (name) => headers[name] !== undefined && !shown.some((column) => column.name === name),
  );
  const set = (columns: ListLayout['columns']) => change({ ...layout, columns });

  /** Puts a column before the one that stands at a place now. */
  function move(name: ColumnName, to: number) {
    const from = shown.findIndex((column) => column.name === name);
    const column = shown[from];
    if (!column || to < 0 || to >= shown.length || to === from) return;
    set(shown.toSpliced(from, 1).toSpliced(to, 0, column));
    setTold(`${headers[name]} is now ${to + 1} of ${shown.length}.`);
    requestAnimationFrame(() => rows.current?.querySelector<HTMLElement>(`[data-column="${name}"] input`)?.focus());
  }

  function onKeyDown(event: KeyboardEvent, name: ColumnName, index: number) {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || by === 0) return;
    event.preventDefault();
    move(name, index + by);
  }

  return (
    <div className="flex w-64 flex-col gap-3">
      <SegmentedControl<Density>
        label="Density"
        choices={Object.entries(densities).map(([value, label]) => ({ value: value as Density, label }))}
        value={layout.density}
        onChange={(density) => change({ ...layout, density })}
      />
      <div>
        <h3 className="text-sm font-medium">Columns</h3>
        <p className="mb-1 text-xs text-muted">Drag to order, or Alt with ↑ and ↓. Their edges set the widths.</p>
        <ol ref={rows} className="-mx-1">
          {shown.map(({ name }, index) => (
            <li
              key={name}
              data-column={name}
              draggable
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                setDragged(name);
              }}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={(event) => {
                event.preventDefault();
                if (dragged) move(dragged, index);
                setDragged(null);
              }}
              onKeyDown={(event) => onKeyDown(event, name, index)}
              className={cx(
                'flex min-h-7 items-center gap-1.5 rounded-md px-1 hover:bg-hover',
                dragged === name && 'opacity-50',
              )}
            >
              <GripVertical aria-hidden="true" size={14} className="shrink-0 cursor-grab text-muted" />
              <Checkbox
                className="flex-1"
                isSelected
                isDisabled={name === 'contact'}
                onChange={() => set(layout.columns.filter((column) => column.name !== name))}
              >
                {headers[name]}
              </Checkbox>
              <IconButton
                size="small"
                label={`Move ${headers[name]} up`}
                icon={<ArrowUp aria-hidden="true" size={13} />}
                isDisabled={index === 0}
                onPress={() => move(name, index - 1)}
              />
              <IconButton
                size="small"
                label={`Move ${headers[name]} down`}
                icon={<ArrowDown aria-hidden="true" size={13} />}
                isDisabled={index === shown.length - 1}
                onPress={() => move(name, index + 1)}
              />
            </li>
          ))}
        </ol>
        <ul aria-label="Columns that are not shown" className="-mx-1 border-t pt-1">
          {left.map((name) => (
            <li key={name} className="flex min-h-7 items-center rounded-md px-1 pl-6.5 hover:bg-hover">
              <Checkbox
                className="flex-1"
                isSelected={false}
                onChange={() => set([...layout.columns, { name, widthPx: null }])}
              >
                {headers[name]}
              </Checkbox>
            </li>
          ))}
        </ul>
      </div>
      <p role="status" className="sr-only">
        {told}
      </p>
      <Button variant="quiet" onPress={() => change(null)} className="self-start">
        Reset
      </Button>
    </div>
  );
}
