/** The lists that can be had as a file, by the last part of their page's address; some can be read from one too. */
export const fileLists = [
  ...(['categories', 'tax-rates', 'tracking', 'suppliers', 'customers', 'products'] as const),
  ...(['payment-methods', 'currencies'] as const),
] as const;
export type FileList = (typeof fileLists)[number];

export const importLists = [
  'categories',
  'tax-rates',
  'suppliers',
  'customers',
  'payment-methods',
] as const satisfies FileList[];
export type ImportList = (typeof importLists)[number];

export const isImportList = (list: FileList): list is ImportList => (importLists as readonly FileList[]).includes(list);

/** What an import would do, as its preview shows it: the first of each, and how many there are. */
export type ImportPreview = {
  changes: { line: number; name: string; text: string }[];
  changeCount: number;
  problems: { line: number; message: string }[];
  problemCount: number;
  unchanged: number;
  /** Columns of the file that say nothing of this list. */
  unused: string[];
  /** Names exactly these changes: they are what is imported, or nothing is. */
  fingerprint: string;
};

/** `changeId` undoes it; null when nothing was to be changed. */
export type ImportOutcome = { changeId: string | null; changed: number };
