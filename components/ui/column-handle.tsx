'use client';

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { cx } from './cx.ts';

/** Pixels that a key moves an edge by. */
const STEP = 8;

export type ColumnHandleProps = {
  header: string;
  widths: { least: number; most: number };
  /** Null gives the column back the width that it has by itself. */
  onResize: (widthPx: number | null) => void;
};

/** The edge of a column's heading: dragged, or moved by ← and →, it sets the width; a double press or Delete undoes it. */
export function ColumnHandle({ header, widths, onResize }: ColumnHandleProps) {
  const handle = useRef<HTMLSpanElement>(null);
  const from = useRef<{ x: number; width: number } | null>(null);
  const [byPx, setBy] = useState<number | null>(null);
  const [now, setNow] = useState(widths.least);
  const widthNow = () => Math.round(handle.current?.parentElement?.getBoundingClientRect().width ?? widths.least);
  const within = (width: number) => Math.round(Math.min(widths.most, Math.max(widths.least, width)));

  // As it is drawn, for whoever hears it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured once, and again when one comes to it
  useEffect(() => setNow(widthNow()), []);

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width: widthNow() };
  }

  function onPointerMove(event: PointerEvent) {
    if (from.current) setBy(within(from.current.width + event.clientX - from.current.x) - from.current.width);
  }

  function onPointerUp() {
    const began = from.current;
    from.current = null;
    setBy(null);
    if (began && byPx) onResize(began.width + byPx);
  }

  function onKeyDown(event: KeyboardEvent) {
    const by = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
    if (by === 0 && event.key !== 'Delete') return;
    event.preventDefault();
    event.stopPropagation();
    onResize(by === 0 ? null : within(widthNow() + by));
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule between paragraphs can't be moved
    <span
      ref={handle}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of ${header}`}
      aria-valuenow={now}
      aria-valuemin={widths.least}
      aria-valuemax={widths.most}
      onFocus={() => setNow(widthNow())}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        from.current = null;
        setBy(null);
      }}
      onDoubleClick={() => onResize(null)}
      onKeyDown={onKeyDown}
      className="group/edge absolute inset-y-0 -right-3 z-1 flex w-3 cursor-col-resize touch-none justify-center outline-none"
    >
      <span
        aria-hidden="true"
        style={byPx === null ? undefined : { transform: `translateX(${byPx}px)` }}
        className={cx(
          'h-full w-px',
          byPx === null
            ? 'group-hover/edge:bg-outline group-focus-visible/edge:w-0.5 group-focus-visible/edge:bg-accent'
            : 'w-0.5 bg-accent',
        )}
      />
    </span>
  );
}
