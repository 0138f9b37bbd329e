import { type WrittenForm, writeCount } from './number-form.ts';

/** Items that use an entry of a list are counted up to here: beyond, only that there are many matters. */
export const MAX_USES = 1_000;

/** How many items use an entry: `12`, or `1,000+` where there are more than are counted. */
export function usesText(uses: number, numbers: WrittenForm): string {
  const shown = writeCount(Math.min(uses, MAX_USES), numbers);
  return uses > MAX_USES ? `${shown}+` : shown;
}
