'use client';

import { useEffect } from 'react';

/** Where one types, and the keys mean letters. */
export const isTyping = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input:not([type=checkbox],[type=radio]),textarea,select') !== null);

/** What has the keys to itself while it is open. A message, which is an `alertdialog`, has not. */
export const floating = 'dialog[open],[role=dialog],[role=menu],[role=listbox]';

const steps: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/**
 * The keys of every field. What would put one right stands below it and out of the way of Tab, which leads from field to
 * field: Alt with Enter takes it, or where there is a choice goes there. Escape gives up what is not stored and, when
 * there is nothing to give up, leaves the field, so that the keys of the page work. Once, in the shell.
 */
export function useFieldKeys() {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const { target, key } = event;
      if (!(target instanceof HTMLElement) || event.isComposing) return;
      const place = target.closest('[data-control]');
      const fixes = [...(place?.querySelectorAll<HTMLElement>('[data-fixes] button') ?? [])];
      const at = fixes.indexOf(target);
      const act =
        at >= 0 ? amongFixes(key, at, fixes, place) : key === 'Enter' && event.altKey ? toFixes(fixes) : undefined;
      if (act) {
        event.preventDefault();
        event.stopPropagation();
        act();
      } else if (key === 'Escape' && isTyping(target) && document.querySelector(floating) === null) {
        // Once the field itself has had the key: what it makes use of, it keeps from having other effects. Not any later,
        // or the next key, meant for the page, would be typed into the field where the browser is busy.
        const onUsed = (used: KeyboardEvent) => {
          if (used === event && !event.defaultPrevented && document.activeElement === target) giveUp(target, fixes);
        };
        document.addEventListener('keydown', onUsed, { once: true });
      }
    }
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
}

const isDiscard = ({ dataset }: HTMLElement) => dataset.discard !== undefined;

function toFixes(fixes: readonly HTMLElement[]): (() => void) | undefined {
  const [first, ...others] = fixes.filter((fix) => !isDiscard(fix));
  return first && (others.length > 0 ? () => first.focus() : () => first.click());
}

function amongFixes(key: string, at: number, fixes: readonly HTMLElement[], place: Element | null) {
  if (key === 'Escape') return () => place?.querySelector<HTMLElement>('input,textarea,button')?.focus();
  const step = steps[key];
  return step === undefined ? undefined : () => fixes.at((at + step) % fixes.length)?.focus();
}

/** In a table the row has the keys then. */
function giveUp(field: HTMLElement, fixes: readonly HTMLElement[]) {
  const discard = fixes.find(isDiscard);
  const row = field.closest<HTMLElement>('[data-row]');
  if (discard) discard.click();
  else if (row) row.focus();
  else {
    field.blur();
    // What was selected in it would go on looking as if one were there.
    window.getSelection()?.removeAllRanges();
  }
}
