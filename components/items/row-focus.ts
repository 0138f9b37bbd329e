/** Into the list, as J and K lead there. */
export function focusRows() {
  document.querySelector<HTMLElement>('[data-row][tabindex="0"]')?.focus();
}

/** The id of the row that has the focus. */
export const focusedRow = () => document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row;
