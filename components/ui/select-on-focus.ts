import type { FocusEvent, MouseEvent } from 'react';

/** Props of an input whose text is replaced by typing: coming to it selects everything, a second click sets the caret. */
export const selectOnFocus = {
  onMouseDown(event: MouseEvent<HTMLInputElement>) {
    if (event.currentTarget === document.activeElement) return;
    // Else the browser would set the caret after the focus, and undo the selection.
    event.preventDefault();
    event.currentTarget.focus();
  },
  onFocus(event: FocusEvent<HTMLInputElement>) {
    // The combo box sends focus events of its own making while one moves through its list.
    if (event.isTrusted) event.currentTarget.select();
  },
};
