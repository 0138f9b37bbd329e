import type { ReactNode } from 'react';

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** A CSS grid track, such as `8rem` or `minmax(10rem, 2fr)`. Shares the room equally unless given. */
  width?: string;
  /** `end` for amounts: right, digits under digits. */
  align?: 'start' | 'end';
  isSortable?: boolean;
  /** Where it stands in the card that a row becomes on a phone; each place once. Left out, it is not shown there. */
  phone?: 'title' | 'value' | 'detail' | 'mark';
  /** The first to go where the table is narrower than 72rem, as beside the sidebar on a small laptop. */
  isSecondary?: boolean;
};

export type Sort = { column: string; direction: 'ascending' | 'descending' };

export type TableProps<Row> = {
  /** Its name, read aloud. */
  label: string;
  /** Keep the array stable (a constant, or memoised), so that unchanged rows are not drawn again. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The row's name, read aloud by its checkbox. */
  rowLabel: (row: Row) => string;
  /** Where a row leads: a real link, so that it can be opened in a new tab. */
  href?: (row: Row) => string | undefined;
  /** What opening a row does when it leads nowhere. */
  onOpen?: (row: Row) => void;
  /** Buttons or a menu at the end of the row. */
  actions?: (row: Row) => ReactNode;
  /** A CSS grid track for the actions. */
  actionsWidth?: string;
  /** The same where the table is narrower than 72rem, and the actions show icons only. */
  compactActionsWidth?: string;
  /** Drawn quietly, such as an archived entry. */
  isQuiet?: (row: Row) => boolean;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  selection?: ReadonlySet<string>;
  onSelectionChange?: (selection: ReadonlySet<string>) => void;
  /** Shown in place of rows when there are none. */
  empty?: ReactNode;
  /** There are more rows than `rows`; `onLoadMore` is called once as the end comes near. */
  hasMore?: boolean;
  onLoadMore?: () => void;
  /** Below this width the table scrolls sideways rather than squeeze its columns. */
  minWidth?: string;
  /** Rows closer together, where there is a mouse. */
  isCompact?: boolean;
  /** The edges of columns can be moved; null gives one back its own width. */
  resizing?: { least: number; most: number; onResize: (column: string, widthPx: number | null) => void };
  className?: string;
};
