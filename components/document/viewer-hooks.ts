'use client';

import { type RefObject, useEffect, useState } from 'react';
import { documentPaths } from '#lib/domain/paths.ts';
import { ASSUMED_PAGE, fetchedWidthPx, type Size, shownSize, type Zoom } from './page-geometry.ts';

/** Of the document that was shown before in this tab: the next one most likely has the same, and need not wait for it. */
let lastRoom: Size = { width: 0, height: 0 };

/** The room inside an element's padding, as it changes. Zero until it is known. */
export function useRoom(ref: RefObject<HTMLElement | null>, paddingPx: number): Size {
  const [room, setRoom] = useState(lastRoom);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      // Without the scrollbar that a long document brings, or fitting its width would toggle it for ever.
      const width = Math.max(0, element.offsetWidth - 2 * paddingPx - SCROLLBAR_PX);
      const height = Math.max(0, element.clientHeight - 2 * paddingPx);
      // One that is hidden, as on a phone, has no room that says anything of the next.
      if (width > 0) lastRoom = { width, height };
      setRoom((now) => (now.width === width && now.height === height ? now : { width, height }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, paddingPx]);
  return room;
}

const SCROLLBAR_PX = 15;

/** A mouse pulls the pages along; fingers and wheels scroll as they always do. */
export function useDragToScroll(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const onDown = (down: PointerEvent) => {
      if (down.pointerType !== 'mouse' || down.button !== 0) return;
      const from = { x: element.scrollLeft + down.clientX, y: element.scrollTop + down.clientY };
      const onMove = (move: PointerEvent) => element.scrollTo(from.x - move.clientX, from.y - move.clientY);
      const onUp = () => {
        window.removeEventListener('pointermove', onMove);
        window.removeEventListener('pointerup', onUp);
        element.style.removeProperty('cursor');
      };
      element.style.setProperty('cursor', 'grabbing');
      window.addEventListener('pointermove', onMove);
      window.addEventListener('pointerup', onUp);
    };
    element.addEventListener('pointerdown', onDown);
    return () => element.removeEventListener('pointerdown', onDown);
  }, [ref]);
}

/** Kept, or the browser would let go of what it has decoded. */
let nextPicture: HTMLImageElement | null = null;

/** Fetches and decodes the first page of a document, as it will be asked for when it is shown in the same room. */
export function useNextPicture(slug: string, documentId: string | null, zoom: Zoom, room: Size): void {
  const width = fetchedWidthPx(
    shownSize(ASSUMED_PAGE, 0, zoom, room),
    0,
    typeof window === 'undefined' ? 1 : window.devicePixelRatio,
  );
  const isKnown = room.width > 0;
  useEffect(() => {
    if (documentId === null || !isKnown) return;
    const picture = new Image();
    picture.fetchPriority = 'low';
    picture.src = documentPaths(slug, documentId).page(1, width);
    nextPicture = picture;
    // Whoever shows it says what is wrong with it.
    nextPicture.decode().catch(() => {});
  }, [slug, documentId, isKnown, width]);
}
