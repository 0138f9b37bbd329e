import type { NotedKeys } from './early-keys.ts';
import { floating, isTyping } from './field-keys.ts';

/** Whoever has waited longer has done something else meanwhile. */
const STILL_MEANT_MS = 5_000;

/** What one presses several times. All else that is pressed again was pressed by somebody to whom nothing happened. */
const MOVES = 'jk';

let isPressing = false;

/** Presses the keys again that were noted and not answered; those that are not answered now either stay noted. */
export async function pressAgain(): Promise<void> {
  if (isPressing) return;
  isPressing = true;
  const noting = window as NotedKeys;
  const noted = noting.intrayEarlyKeys ?? [];
  noting.intrayEarlyKeys = [];
  let before = '';
  for (const event of noted) {
    const isImpatience = event.key === before && !MOVES.includes(event.key);
    before = event.key;
    if (event.defaultPrevented || isImpatience || performance.now() - event.timeStamp > STILL_MEANT_MS) continue;
    // Where an earlier one has led, this one is no key of the page: it would be typed, or choose something.
    if (isTyping(document.activeElement) || document.querySelector(floating)) break;
    const again = new KeyboardEvent('keydown', { key: event.key, bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(again);
    if (!again.defaultPrevented) noting.intrayEarlyKeys = [...noting.intrayEarlyKeys, event];
    // What follows is for what has been drawn since.
    await new Promise((drawn) => setTimeout(drawn));
  }
  isPressing = false;
}
