'use client';

import { Rows3 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { brought } from '#components/ui/brought.ts';
import { Button } from '#components/ui/button.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { newId } from '#components/ui/new-id.ts';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import { lineOfItem } from '#lib/domain/coding/line-items.ts';
import type { LineItemsProps } from './line-items-table.tsx';
import type { ItemEditor } from './use-item-editor.ts';
import { addLinesPlace } from './use-line-focus.ts';

/** Most items have no lines. */
const table = later(() => import('./line-items-table.tsx'));
/** Comes with the page of an item that has, which is used once all of it can be. */
const Table = dynamic(() => import('./line-items-table.tsx').then(({ LineItems }) => LineItems));

/** The lines of an item: at once where the table has come before. */
export function LineItems(props: LineItemsProps) {
  const [part] = useState(table.now);
  return part ? <part.LineItems {...props} /> : <Table {...props} />;
}

/** Splits the item into lines, beginning with its own coding as the first. */
export function AddLineItems({
  editor,
  digits,
  onAdd,
}: {
  editor: ItemEditor;
  /** After the point, that the books keep of an amount. */
  digits: number;
  onAdd: (line: CodingLine) => CodingLine;
}) {
  useLater(table);
  async function add() {
    // What is begun is worked on at once.
    if (await brought(table))
      void editor.save({ lines: [onAdd(lineOfItem(editor.coding, newId(), digits))] }, { label: 'Add line items' });
  }
  return (
    <div {...{ [addLinesPlace]: '' }}>
      <Button icon={<Rows3 size={14} />} onPress={() => void add()}>
        Add line items
      </Button>
    </div>
  );
}
