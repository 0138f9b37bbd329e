// biome-ignore-all lint/a11y/noStaticElementInteractions: it only hears of what happens to the control within
'use client';

import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { later, useLater } from './later.ts';
import type { TooltipPlacement } from './tooltip-panel.tsx';

const panel = later(() => import('./tooltip-panel.tsx'));

const delayMs = 500;
/** Whoever goes along a row of icons need not wait at each. */
const warmMs = 400;
let hiddenAt = Number.NEGATIVE_INFINITY;

/** Words for a control that shows only an icon, or a short addition. Its child must be one focusable element. */
export function Tooltip({
  text,
  placement = 'top',
  children,
}: {
  text: ReactNode;
  placement?: TooltipPlacement;
  children: ReactNode;
}) {
  const part = useLater(panel);
  const id = useId();
  const around = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [anchor, setAnchor] = useState<Element | null>(null);

  function show() {
    clearTimeout(timer.current);
    setAnchor(around.current?.firstElementChild ?? null);
  }

  function hide() {
    clearTimeout(timer.current);
    if (anchor) hiddenAt = performance.now();
    setAnchor(null);
  }

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!anchor) return;
    anchor.setAttribute('aria-describedby', id);
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && setAnchor(null);
    document.addEventListener('keydown', onKey, true);
    return () => {
      anchor.removeAttribute('aria-describedby');
      document.removeEventListener('keydown', onKey, true);
    };
  }, [anchor, id]);

  return (
    <>
      <span
        ref={around}
        className="contents"
        onPointerEnter={({ pointerType }) => {
          if (pointerType === 'touch') return;
          timer.current = setTimeout(show, performance.now() - hiddenAt < warmMs ? 0 : delayMs);
        }}
        onPointerLeave={hide}
        onPointerDown={hide}
        onFocus={({ target }) => target.matches(':focus-visible') && show()}
        onBlur={hide}
        onKeyDown={hide}
      >
        {children}
      </span>
      {part && anchor && <part.TooltipPanel {...{ id, anchor, placement }}>{text}</part.TooltipPanel>}
    </>
  );
}
