import { useState } from 'react';
import { cx } from '#components/ui/cx.ts';
import { draggedPage, PAGE_TYPE } from './dragged-page.ts';

/** Where a page may be dropped that belongs before none of those that are there. For a mouse alone: keys and buttons do the same. */
export function DropPlace({
  label,
  isWide = false,
  onDropPage,
}: {
  label: string;
  isWide?: boolean;
  onDropPage: (page: number) => void;
}) {
  const [isOver, setOver] = useState(false);
  return (
    <div
      aria-hidden="true"
      title={label}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(PAGE_TYPE)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const moved = draggedPage(event.dataTransfer);
        if (moved === null) return;
        event.preventDefault();
        onDropPage(moved);
      }}
      className={cx(
        'grid min-h-36 place-items-center rounded text-xs text-muted pointer-coarse:hidden',
        isWide ? 'w-28 border border-dashed' : 'w-5',
        isOver && 'bg-accent-soft',
      )}
    >
      {isWide && label}
    </div>
  );
}
