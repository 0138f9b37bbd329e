/** Where the next Tab leads to the first field. */
export function focusDetails() {
  document.querySelector<HTMLElement>('[data-details]')?.focus({ preventScroll: true });
}

/** Where nothing is left to do but to publish; for whoever may not, back to the fields. */
export function focusPublish() {
  const publish = document.querySelector<HTMLElement>('[data-publish] button');
  if (publish) publish.focus({ preventScroll: true });
  else focusDetails();
}
