/** Whether a field of the item stands among its lines now: their coding takes the place of the item's own. */
export function isAmongLines(field: string, line: number | null): boolean {
  return line !== null || document.querySelector(`[data-field="${field}"]`) === null;
}

/** Where one types in a field of the item, or the cell of one of its lines: in a line, one types where one is. */
export function fieldControl(field: string, line: number | null): HTMLElement | null {
  // An item's own coding gives way to that of its lines: the first stands for them.
  const places = [
    line === null ? `[data-field="${field}"]` : `[data-line="${line}"] [data-cell="${field}"]`,
    `[data-line="${line ?? 0}"] [data-cell="${field}"]`,
    `[data-line="${line ?? 0}"]`,
  ];
  const controls = places.map(
    (place) =>
      document.querySelector<HTMLElement>(`${place} :is(input, textarea, [role=spinbutton])`) ??
      document.querySelector<HTMLElement>(`${place}[role=gridcell], ${place} [role=gridcell]`) ??
      document.querySelector<HTMLElement>(`${place} button`),
  );
  return controls.find((found) => found !== null) ?? null;
}

/** Puts the cursor there, and brings it into view. */
export function goToField(field: string, line: number | null): void {
  const control = fieldControl(field, line);
  control?.focus({ preventScroll: true });
  control?.scrollIntoView({ block: 'center' });
}
