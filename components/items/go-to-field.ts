/** Whether a field of the item stands among its lines now: their coding takes the place of the item's own. */
export function isAmongLines(field: string, line: number | null): boolean {
  return line !== null || document.querySelector(`[data-field="${field}"]`) === null;
}

/** Puts the cursor into a field of the item, or of one of its lines, and brings it into view. */
export function goToField(field: string, line: number | null): void {
  // An item's own coding gives way to that of its lines: the first stands for them.
  const places = [
    line === null ? `[data-field="${field}"]` : `[data-line="${line}"] [data-cell="${field}"]`,
    `[data-line="${line ?? 0}"] [data-cell="${field}"]`,
    `[data-line="${line ?? 0}"]`,
  ];
  const control = places
    .map((place) => document.querySelector<HTMLElement>(`${place} :is(input, textarea, button, [role=spinbutton])`))
    .find((found) => found !== null);
  control?.focus({ preventScroll: true });
  control?.scrollIntoView({ block: 'center' });
}
