/** The words of a button at the end of a table's row: read aloud always, shown where a row or a card has room for them. */
export const rowLabelClass = '@min-2xl:@max-6xl:sr-only';
