/** What says that a text leads somewhere. */
export const linkClass =
  'rounded-sm text-accent-text underline decoration-accent-text/40 underline-offset-2 hover:underline';
