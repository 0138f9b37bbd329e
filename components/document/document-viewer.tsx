'use client';

import { Download, Maximize, Minimize, RotateCcw, RotateCw, ZoomIn, ZoomOut } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { buttonClass } from '#components/ui/button-styles.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import type { DocumentKey } from '#components/ui/page-keys.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { documentPaths } from '#lib/domain/paths.ts';
import type { DocumentView } from '#lib/inbox/document-view.ts';
import { DocumentPage } from './document-page.tsx';
import { ASSUMED_PAGE, factorOf, nextStep, type Size, type Turn, turnBy } from './page-geometry.ts';
import type { LitPlace, PickedWord } from './places.ts';
import { useDragToScroll, useNextPicture, useRoom } from './viewer-hooks.ts';
import { useZoom } from './zoom-memory.ts';

/** Around and between the pages. */
const GAP_PX = 12;

export type DocumentViewerProps = {
  slug: string;
  document: DocumentView;
  /** Its first page is fetched before it is asked for. */
  nextDocumentId?: string | null;
  /** Where a value stands. */
  lit?: LitPlace | null;
  /** What the document was found by: its words are lit. */
  search?: string;
  /** A word of it was pressed. Null while that fills nothing. */
  onPick?: ((picked: PickedWord) => void) | null;
};

/**
 * The original, page under page, drawn by the server so that every kind looks alike everywhere. Drag or scroll to move,
 * Ctrl and the wheel to zoom; `+ - 0 R F` while it has the focus.
 */
export function DocumentViewer({
  slug,
  document,
  nextDocumentId,
  lit = null,
  search = '',
  onPick = null,
}: DocumentViewerProps) {
  const frame = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLElement>(null);
  const [zoom, setZoom] = useZoom();
  const [turn, setTurn] = useState<Turn>(0);
  const [pageSize, setPageSize] = useState<Size>(ASSUMED_PAGE);
  const [page, setPage] = useState(1);
  const [isFull, setFull] = useState(false);
  const room = useRoom(scroller, GAP_PX);
  useDragToScroll(scroller);

  const { sheets } = document;
  useNextPicture(slug, nextDocumentId ?? null, zoom, room);
  const factor = factorOf(pageSize, turn, zoom, room);
  const step = (direction: 1 | -1) => {
    const next = nextStep(factor, direction);
    if (next !== null) setZoom({ kind: 'factor', factor: next });
  };
  const zoomByWheel = useRef(step);
  useEffect(() => {
    zoomByWheel.current = step;
  });

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // React listens passively, which could not keep the browser from zooming the page.
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomByWheel.current(event.deltaY < 0 ? 1 : -1);
    };
    const onFull = () => setFull(window.document.fullscreenElement === frame.current);
    element.addEventListener('wheel', onWheel, { passive: false });
    window.document.addEventListener('fullscreenchange', onFull);
    return () => {
      element.removeEventListener('wheel', onWheel);
      window.document.removeEventListener('fullscreenchange', onFull);
    };
  }, []);

  const litPlace = lit?.isHere ? lit.place : null;
  useEffect(() => {
    const pages = scroller.current;
    const sheet = litPlace && pages?.querySelector(`[data-page="${litPlace.page + 1}"]`);
    if (!pages || !sheet) return;
    const [room, page] = [pages.getBoundingClientRect(), sheet.getBoundingClientRect()];
    const [top, bottom] = [litPlace.top, litPlace.top + litPlace.height].map(
      (part) => page.top + part * page.height,
    ) as [number, number];
    if (top < room.top || bottom > room.bottom)
      pages.scrollBy({ top: (top + bottom) / 2 - (room.top + room.bottom) / 2 });
  }, [litPlace]);

  const toggleFull = () =>
    void (window.document.fullscreenElement ? window.document.exitFullscreen() : frame.current?.requestFullscreen());

  function goTo(wanted: number) {
    const target = Math.max(1, Math.min(sheets.length, wanted));
    scroller.current?.querySelector(`[data-page="${target}"]`)?.scrollIntoView({ block: 'start' });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = new Map<DocumentKey, () => void>([
      ['+', () => step(1)],
      ['=', () => step(1)],
      ['-', () => step(-1)],
      ['0', () => setZoom({ kind: 'width' })],
      ['r', () => setTurn(turnBy(turn, 90))],
      ['R', () => setTurn(turnBy(turn, -90))],
      ['f', toggleFull],
      ['PageDown', () => goTo(page + 1)],
      ['PageUp', () => goTo(page - 1)],
    ]).get(event.key as DocumentKey);
    if (!act) return;
    event.preventDefault();
    act();
  }

  return (
    <section
      ref={frame}
      aria-label={`Document ${document.fileName}`}
      className="flex min-h-0 min-w-0 flex-1 flex-col bg-canvas"
    >
      <div className="flex shrink-0 items-center gap-0.5 border-b bg-surface px-2 py-1">
        <p className="min-w-0 flex-1 truncate px-1 text-xs text-muted" title={document.fileName}>
          {document.fileName}
          {sheets.length > 1 && (
            <span className="ml-2 tabular-nums">
              Page {page} of {sheets.length}
            </span>
          )}
        </p>
        <IconButton size="small" label="Zoom out" shortcut="-" icon={<ZoomOut size={15} />} onPress={() => step(-1)} />
        <Menu
          label="Zoom"
          trigger={
            <Button
              size="small"
              variant="quiet"
              aria-label={`Zoom, now ${Math.round(factor * 100)}%`}
              className="w-14 tabular-nums"
            >
              {Math.round(factor * 100)}%
            </Button>
          }
        >
          <MenuItem shortcut="0" isCurrent={zoom.kind === 'width'} onAction={() => setZoom({ kind: 'width' })}>
            Fit the width
          </MenuItem>
          <MenuItem isCurrent={zoom.kind === 'page'} onAction={() => setZoom({ kind: 'page' })}>
            Fit the page
          </MenuItem>
          {[0.5, 1, 1.5, 2, 3].map((each) => (
            <MenuItem key={each} onAction={() => setZoom({ kind: 'factor', factor: each })}>
              {`${each * 100}%`}
            </MenuItem>
          ))}
        </Menu>
        <IconButton size="small" label="Zoom in" shortcut="+" icon={<ZoomIn size={15} />} onPress={() => step(1)} />
        <IconButton
          size="small"
          label="Turn left"
          shortcut="Shift R"
          icon={<RotateCcw size={15} />}
          onPress={() => setTurn(turnBy(turn, -90))}
        />
        <IconButton
          size="small"
          label="Turn right"
          shortcut="R"
          icon={<RotateCw size={15} />}
          onPress={() => setTurn(turnBy(turn, 90))}
        />
        <IconButton
          size="small"
          label={isFull ? 'Leave full screen' : 'Full screen'}
          shortcut="F"
          icon={isFull ? <Minimize size={15} /> : <Maximize size={15} />}
          onPress={toggleFull}
        />
        <Tooltip text="Download the original">
          <a
            href={documentPaths(slug, document.id).download}
            aria-label="Download the original"
            className={buttonClass('quiet', 'small', { isSquare: true })}
          >
            <Download size={15} />
          </a>
        </Tooltip>
      </div>
      <section
        ref={scroller}
        aria-label="Pages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="flex min-h-0 flex-1 flex-col items-center-safe gap-3 overflow-auto p-3 outline-none focus-visible:shadow-[inset_0_0_0_2px_var(--color-accent)]"
      >
        {sheets.map(({ documentId, page, turn: own, text }, index) => (
          <DocumentPage
            key={`${documentId}${page}`}
            {...{ zoom, room, text }}
            turn={turnBy(turn, own)}
            address={(widthPx) => documentPaths(slug, documentId).page(page, widthPx)}
            words={documentPaths(slug, documentId).words(page)}
            lit={lit?.place.page === index ? lit.place : null}
            {...{ search, onPick }}
            number={index + 1}
            label={`Page ${index + 1} of ${document.fileName}`}
            scroller={scroller}
            onSeen={setPage}
            onSize={index === 0 ? setPageSize : undefined}
          />
        ))}
      </section>
    </section>
  );
}
