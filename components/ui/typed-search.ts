/**
 * What a list's address becomes by typing into its search: one entry of the browser's history, however much is typed, so
 * that *Back* leads to the list as it was before.
 */
export const typedSearch = (text: string) =>
  [
    { search: text || null },
    { history: text && new URLSearchParams(location.search).has('q') ? 'replace' : 'push' },
  ] as const;
