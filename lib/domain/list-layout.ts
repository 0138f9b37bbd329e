/** The lists that a person can lay out, each by itself, in each workspace of each business. */
export const laidOutLists = ['inbox', 'failed', 'archive'] as const;
export type LaidOutList = (typeof laidOutLists)[number];

/** Columns whose cells are texts alone, which rows bring only where the list shows them. */
export const extraColumns = [
  'number',
  'type',
  'reference',
  'description',
  'due',
  'net',
  'taxRate',
  'tracking1',
  'tracking2',
  'method',
  'paid',
  'file',
  'submitter',
  'added',
  'claim',
] as const;
export type ExtraColumn = (typeof extraColumns)[number];

/** What each list shows as long as nobody has said otherwise, in this order. */
export const usualColumns = {
  inbox: ['date', 'contact', 'category', 'total', 'tax', 'owner', 'status'],
  failed: ['date', 'contact', 'category', 'total', 'tax', 'owner', 'status'],
  archive: ['date', 'contact', 'category', 'total', 'tax', 'owner', 'status', 'published'],
} as const satisfies Record<LaidOutList, readonly string[]>;
export type ColumnName = (typeof usualColumns)[LaidOutList][number] | ExtraColumn;

export const densities = { comfortable: 'Comfortable', compact: 'Compact' } as const;
export type Density = keyof typeof densities;

/** Widths in CSS pixels: one that is not said is the column's own, which shares the room. */
export const WIDTHS = { least: 48, most: 800 } as const;

/** How somebody looks at a list: its columns in their order. The contact is always among them, since it names the row. */
export type ListLayout = { columns: { name: ColumnName; widthPx: number | null }[]; density: Density };

/** The columns that a list can show, those that it shows at first before the others. */
export const columnsOf = (list: LaidOutList): readonly ColumnName[] => [
  ...usualColumns[list],
  // What is in an expense claim is in no inbox.
  ...extraColumns.filter((name) => name !== 'claim' || list === 'archive'),
];

export const usualLayout = (list: LaidOutList): ListLayout => ({
  columns: usualColumns[list].map((name) => ({ name, widthPx: null })),
  density: 'comfortable',
});

/** The columns of a layout whose cells rows have to bring. */
export const extraOf = ({ columns }: ListLayout): ExtraColumn[] =>
  extraColumns.filter((name) => columns.some((column) => column.name === name));
