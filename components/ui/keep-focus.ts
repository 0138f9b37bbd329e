'use client';

import { useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';
import { useIsReady } from './is-ready.ts';

let key: string | null = null;

/**
 * The key that led to the part of a page that asks, as it is first drawn: the last one, if nothing was clicked or touched
 * since. Null for a page that the browser has loaded: what is pressed there while it comes has led nowhere.
 */
export function useKeyThatLedHere(): string | null {
  const isLoaded = !useIsReady();
  const [ledHere] = useState(() => (isLoaded ? null : key));
  return ledHere;
}

const focusable =
  ':is(a[href]:not([href="#content"]),button,input,select,textarea,[tabindex="0"]):not(:disabled,[tabindex="-1"],[type="hidden"],[inert] *)';

/**
 * What takes the place of the thing that had the focus takes the focus, else what follows it: otherwise one who works
 * without a mouse is thrown back to the top of the page by each button that goes once it is pressed. Another page has it
 * as a whole unless it puts it somewhere: at its first field, the keys of the page would be typed. Once, in the shell.
 */
export function useKeepsFocus() {
  useEffect(() => {
    // One may have come to something before these scripts have.
    let focused = document.activeElement === document.body ? null : document.activeElement;
    let place = window.location.pathname;
    const onFocus = ({ target }: FocusEvent) => {
      focused = target instanceof Element ? target : null;
      place = window.location.pathname;
    };
    const onBlur = ({ target }: FocusEvent) => {
      // What is being taken away loses the focus while it is still there: look once it is gone.
      queueMicrotask(() => {
        const isLeft = target instanceof Element && target.isConnected && !target.matches(':disabled');
        if (isLeft && focused === target) focused = null;
      });
    };
    const onKey = (event: KeyboardEvent) => {
      key = event.key;
    };
    const onPointer = () => {
      key = null;
    };
    const observer = new MutationObserver((records) => {
      if (!focused || document.activeElement !== document.body) return;
      const lost = focused;
      const gone = records.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(lost)));
      const isSettled = [lost, gone?.target].some((at) => at instanceof Element && at.closest(fixes));
      if (gone && isSettled && toNextStep) toNextStep();
      else if (gone && lost.closest(floating))
        onceGivenBack(() => main()?.querySelector<HTMLElement>(focusable)?.focus());
      else if (gone && place !== window.location.pathname) main()?.focus({ preventScroll: true });
      else if (gone) focusAt(gone, records);
      else if (lost.matches(':disabled')) after(lost)?.focus({ preventScroll: true });
      else return;
      if (focused === lost) focused = null;
    });
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    // Before React, which keeps the coming of the focus to itself where it has not taken the page over yet.
    document.addEventListener('focusin', onFocus, true);
    document.addEventListener('focusout', onBlur, true);
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerdown', onPointer, true);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', onFocus, true);
      document.removeEventListener('focusout', onBlur, true);
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('pointerdown', onPointer, true);
    };
  }, []);
}

/** The buttons that put a field right: once that is done, one goes on to what is left to do. */
const fixes = '[data-fixes]';

let toNextStep: (() => void) | null = null;

/**
 * For a page that knows what is to be done next: `go` puts the focus there once something was put right by its button.
 * What merely follows that button may be a field that takes text, and the next key would be written into it.
 */
export function useNextStep(go: () => void) {
  const onSettled = useEffectEvent(go);
  // Before the observer above hears that the button has gone.
  useLayoutEffect(() => {
    const step = () => onSettled();
    toNextStep = step;
    return () => {
      if (toNextStep === step) toNextStep = null;
    };
  }, []);
}

/** The same, from a button that gets the focus back from what it opened, and has nothing more to offer. */
export function goToNextStep(from: Element | null): void {
  onceSettled(() => {
    if (document.activeElement === from || document.activeElement === document.body) toNextStep?.();
  });
}

/** What floats over the page gives the focus back to what opened it by itself, a frame after it has closed. */
const floating = '[role=dialog],[role=alertdialog],[role=menu],[role=listbox]';

/** Two frames later, if nothing has the focus by then. */
function onceGivenBack(act: () => void) {
  onceSettled(() => {
    if (document.activeElement === document.body) act();
  });
}

function onceSettled(act: () => void) {
  requestAnimationFrame(() => requestAnimationFrame(act));
}

const main = () => document.querySelector<HTMLElement>('main');

/** Into what was put where something was taken away, else on to what follows that place. */
function focusAt({ target, nextSibling }: MutationRecord, records: readonly MutationRecord[]) {
  const added = records.filter((record) => record.target === target).flatMap(({ addedNodes }) => [...addedNodes]);
  const inPlace = [...added, nextSibling].filter((node) => node instanceof Element && node.isConnected) as Element[];
  const next =
    inPlace.map((element) => (element.matches(focusable) ? element : element.querySelector(focusable))).find(Boolean) ??
    (target instanceof Element && target.isConnected ? after(target) : null);
  if (next instanceof HTMLElement) next.focus({ preventScroll: true });
}

/** The next thing in the page after an element that can take the focus, else the last before it. */
function after(element: Element): HTMLElement | null {
  const all = [...(element.closest('main') ?? main() ?? document.body).querySelectorAll<HTMLElement>(focusable)];
  const isBehind = (other: Element) =>
    (element.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 && other.checkVisibility();
  return all.find(isBehind) ?? all.findLast((other) => other !== element && other.checkVisibility()) ?? null;
}
