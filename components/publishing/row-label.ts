/** The words of a button at the end of a table's row: read aloud always, shown where the table has room for them. */
export const rowLabelClass = '@max-6xl:sr-only';
