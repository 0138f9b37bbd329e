'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import { cx } from '#components/ui/cx.ts';
import { later, useLater } from '#components/ui/later.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Sheet } from '#lib/inbox/document-view.ts';
import { ASSUMED_PAGE, fetchedWidthPx, type Size, shownSize, type Turn, turned, type Zoom } from './page-geometry.ts';
import type { Box } from './page-overlay.tsx';
import type { PickedWord } from './places.ts';

const overlayPart = later(() => import('./page-overlay.tsx'));

export type DocumentPageProps = {
  /** Of its picture. */
  address: (widthPx: number) => string;
  /** From 1. */
  number: number;
  label: string;
  /** Some of its text is missing in the picture, or whether some is, is not known. */
  text?: Sheet['text'];
  turn: Turn;
  zoom: Zoom;
  room: Size;
  scroller: RefObject<HTMLElement | null>;
  /** The page takes the middle of the room. */
  onSeen: (number: number) => void;
  onSize?: ((size: Size) => void) | undefined;
  /** The address of its words. */
  words: string;
  lit: Box | null;
  search: string;
  onPick: ((picked: PickedWord) => void) | null;
};

/** One page: fetched when it comes near, in the sharpness that its size on the screen asks for. */
export function DocumentPage({
  address,
  number,
  label,
  text,
  turn,
  zoom,
  room,
  scroller,
  onSeen,
  onSize,
  words,
  lit,
  search,
  onPick,
}: DocumentPageProps) {
  const overlay = useLater(overlayPart, lit !== null || onPick !== null || search !== '');
  const sheet = useRef<HTMLDivElement>(null);
  const [natural, setNatural] = useState<Size | null>(null);
  const [isNear, setNear] = useState(number === 1);
  const [hasFailed, setFailed] = useState(false);

  useEffect(() => {
    const element = sheet.current;
    if (!element) return;
    const near = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      root: scroller.current,
      rootMargin: '100%',
    });
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && onSeen(number), {
      root: scroller.current,
      rootMargin: '-50% 0px -50% 0px',
    });
    near.observe(element);
    seen.observe(element);
    return () => {
      near.disconnect();
      seen.disconnect();
    };
  }, [number, onSeen, scroller]);

  const shown = shownSize(natural ?? ASSUMED_PAGE, turn, zoom, room);
  const upright = turned(shown, turn);
  const width = fetchedWidthPx(shown, turn, typeof window === 'undefined' ? 1 : window.devicePixelRatio);
  return (
    <>
      {text && (
        <p
          role="note"
          className={cx(
            'shrink-0 rounded-md px-3 py-1.5 text-xs',
            text === 'undrawn' ? 'bg-warning-soft' : 'bg-surface text-muted',
          )}
          style={{ width: shown.width }}
        >
          {text === 'undrawn'
            ? 'Some text of this page is missing in the picture, since its font is not in the file. Download the original to read it.'
            : 'Not checked: there is so much text in this document that some of this page may be missing in the picture. The original has it all.'}
        </p>
      )}
      <div
        ref={sheet}
        data-page={number}
        className="relative shrink-0 bg-[#fff] shadow-[0_1px_3px_rgb(0_0_0/0.2)]"
        style={room.width > 0 ? shown : { width: '100%', aspectRatio: '210 / 297' }}
      >
        {hasFailed ? (
          <p role="alert" className="absolute inset-0 grid place-items-center p-6 text-center text-[#ad2b22]">
            This page could not be drawn. The original is safe: download it to read it.
          </p>
        ) : (
          isNear &&
          room.width > 0 && (
            // biome-ignore lint/performance/noImgElement: pages are drawn in fitting sizes by our own route
            <img
              src={address(width)}
              alt={label}
              draggable={false}
              decoding="async"
              onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
                const size = { width: naturalWidth, height: naturalHeight };
                setNatural(size);
                onSize?.(size);
              }}
              onError={() => setFailed(true)}
              className="absolute top-1/2 left-1/2 max-w-none"
              style={{ ...upright, transform: `translate(-50%, -50%) rotate(${turn}deg)` }}
            />
          )
        )}
        {overlay && natural && (
          <overlay.PageOverlay
            {...{ words, lit, onPick, search }}
            style={{ ...upright, transform: `translate(-50%, -50%) rotate(${turn}deg)` }}
          />
        )}
        {!natural && !hasFailed && <Skeleton className="absolute inset-0 h-full rounded-none opacity-40" />}
      </div>
    </>
  );
}
