'use client';

import { type CSSProperties, type PointerEvent, useEffect, useRef, useState } from 'react';
import { cx } from '#components/ui/cx.ts';
import type { Place, ReadWord } from '#lib/domain/extraction/reading.ts';
import { foldText } from '#lib/domain/fold-text.ts';
import { wordsOf } from '#lib/domain/search-words.ts';
import type { PickedWord } from './places.ts';

export type Box = Pick<Place, 'left' | 'top' | 'width' | 'height'>;

/** More than this between press and release is a drag, which moves the page. */
const DRAG_PX = 5;

/** Over the picture of a page: where a value stands, what a search has found, and words to be pressed. */
export function PageOverlay({
  words: address,
  lit,
  search,
  onPick,
  style,
}: {
  /** Of the page's words. */
  words: string;
  lit: Box | null;
  /** Its words are lit wherever they stand. */
  search: string;
  /** Null while nothing can be filled by pressing a word. */
  onPick: ((picked: PickedWord) => void) | null;
  style: CSSProperties;
}) {
  const terms = wordsOf(search).map(foldText);
  const [rows, setRows] = useState<ReadWord[][] | null>(null);
  const [isWanted, setWanted] = useState(terms.length > 0);
  const [under, setUnder] = useState<Box | null>(null);
  const down = useRef<{ x: number; y: number } | null>(null);

  useEffect(() => {
    if (!isWanted || rows) return;
    const ending = new AbortController();
    fetch(address, { signal: ending.signal })
      .then((answer) => (answer.ok ? answer.json() : []))
      .then((read: ReadWord[][]) => setRows(read))
      .catch(() => {});
    return () => ending.abort();
  }, [address, isWanted, rows]);

  const wordAt = (event: PointerEvent<HTMLElement>): PickedWord | null => {
    const { clientWidth, clientHeight } = event.currentTarget;
    // In the sheet's own directions, however it is turned.
    const [x, y] = [event.nativeEvent.offsetX / clientWidth, event.nativeEvent.offsetY / clientHeight];
    for (const row of rows ?? []) {
      const index = row.findIndex(
        (word) => x >= word.left && x <= word.left + word.width && y >= word.top && y <= word.top + word.height,
      );
      if (index >= 0) return { row, index };
    }
    return null;
  };
  const hits =
    terms.length === 0
      ? []
      : (rows ?? []).flat().filter(({ text }) => terms.some((term) => foldText(text).includes(term)));

  return (
    <div
      data-overlay
      className={cx('absolute top-1/2 left-1/2', !onPick && 'pointer-events-none', under && 'cursor-pointer')}
      style={style}
      onPointerEnter={() => onPick && setWanted(true)}
      onPointerMove={(event) => {
        const found = onPick && wordAt(event);
        setUnder(found ? (found.row[found.index] ?? null) : null);
      }}
      onPointerLeave={() => setUnder(null)}
      onPointerDown={(event) => {
        down.current = { x: event.clientX, y: event.clientY };
        // The field stays the one that is filled.
        if (onPick && wordAt(event)) event.preventDefault();
      }}
      onPointerUp={(event) => {
        const from = down.current;
        down.current = null;
        const isDrag = !from || Math.hypot(event.clientX - from.x, event.clientY - from.y) > DRAG_PX;
        const picked = isDrag || !onPick ? null : wordAt(event);
        if (picked) onPick?.(picked);
      }}
    >
      {hits.map((box) => (
        <Mark key={`${box.left} ${box.top}`} box={box} className="bg-[#ffd54a]/45" />
      ))}
      {under && <Mark box={under} className="bg-[#2b7a5b]/15 outline-1 outline-[#2b7a5b]/60" />}
      {lit && <Mark box={lit} isLit className="bg-[#2b7a5b]/15 outline-2 outline-[#2b7a5b]" />}
    </div>
  );
}

/** On paper, which is white in the dark too. */
function Mark({ box, isLit, className }: { box: Box; isLit?: boolean; className: string }) {
  const part = (value: number) => `${value * 100}%`;
  return (
    <div
      {...(isLit && { 'data-lit': '' })}
      aria-hidden="true"
      className={cx('pointer-events-none absolute -m-0.5 rounded-xs box-content p-0.5', className)}
      style={{ left: part(box.left), top: part(box.top), width: part(box.width), height: part(box.height) }}
    />
  );
}
