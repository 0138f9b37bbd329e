import { useState } from 'react';
import { cx } from '#components/ui/cx.ts';
import { splitPaths } from '#lib/domain/paths.ts';
import { draggedPage, PAGE_TYPE } from './dragged-page.ts';

/** A page, small, that can be chosen and dragged; another that is dropped on it comes before it. */
export function PageThumb({
  slug,
  arrivalId,
  page,
  label,
  isCurrent,
  canDrop,
  onRef,
  onFocus,
  onDropPage,
}: {
  slug: string;
  arrivalId: string;
  page: number;
  label: string;
  isCurrent: boolean;
  canDrop: boolean;
  onRef: (element: HTMLButtonElement | null) => void;
  onFocus: () => void;
  onDropPage: (page: number) => void;
}) {
  const [isOver, setOver] = useState(false);
  const [isFailed, setFailed] = useState(false);
  return (
    <button
      ref={onRef}
      type="button"
      aria-label={label}
      aria-current={isCurrent ? 'true' : undefined}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={onFocus}
      onClick={onFocus}
      draggable
      onDragStart={({ dataTransfer }) => {
        dataTransfer.setData(PAGE_TYPE, String(page));
        dataTransfer.effectAllowed = 'move';
      }}
      onDragOver={(event) => {
        if (!canDrop || !event.dataTransfer.types.includes(PAGE_TYPE)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const moved = draggedPage(event.dataTransfer);
        if (!canDrop || moved === null) return;
        event.preventDefault();
        onDropPage(moved);
      }}
      className={cx(
        'relative flex w-28 flex-col items-stretch overflow-hidden rounded border bg-raised',
        isCurrent && 'outline-2 outline-accent',
        isOver && 'border-l-4 border-l-accent',
      )}
    >
      {isFailed ? (
        <span className="grid h-36 place-items-center p-2 text-xs text-muted">Not drawn</span>
      ) : (
        // biome-ignore lint/performance/noImgElement: it is drawn in this width already
        <img
          src={splitPaths(slug, arrivalId).page(page, 200)}
          alt=""
          loading="lazy"
          draggable={false}
          onError={() => setFailed(true)}
          className="h-36 w-full bg-white object-contain"
        />
      )}
      <span className="border-t py-0.5 text-xs tabular-nums">{page}</span>
    </button>
  );
}
