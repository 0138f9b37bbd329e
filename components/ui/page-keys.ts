/**
 * Every key that a page answers to, and what the list of keys says of it: a handler for a key that is not here does not
 * compile. `ctrl+` stands for Ctrl or Cmd; one without words does what another does.
 */
export const pageKeys = {
  '?': { where: 'everywhere', keys: ['?'], what: 'Show these keys' },
  '/': { where: 'everywhere', keys: ['/'], what: 'Search on this page' },
  '[': { where: 'everywhere', keys: ['['], what: 'Narrow or widen the sidebar' },
  b: { where: 'everywhere', keys: ['B'], what: 'Go to another business' },
  n: { where: 'everywhere', keys: ['N'], what: 'Add documents, also with U' },
  u: null,
  j: { where: 'item', keys: ['J'], what: 'Next item' },
  k: { where: 'item', keys: ['K'], what: 'Previous item' },
  p: { where: 'item', keys: ['P'], what: 'Publish (what is selected), or go to what is missing' },
  s: { where: 'item', keys: ['S'], what: 'Set supplier or customer rules' },
  c: { where: 'item', keys: ['C'], what: 'Code it: take all that is suggested for empty fields' },
  a: { where: 'item', keys: ['A', 'D', 'T'], what: 'Archive, export, or move to sales or costs' },
  l: { where: 'item', keys: ['L'], what: 'Send it to somebody outside, by mail or link' },
  d: null,
  t: null,
  'ctrl+z': { where: 'item', keys: ['Ctrl', 'Z'], what: 'Undo the last change' },
  e: { where: 'table', keys: ['E'], what: 'Edit what is selected, or this row' },
  F2: { where: 'table', keys: ['F2'], what: 'Edit this row where it is; Esc leaves it' },
  f: { where: 'table', keys: ['F'], what: 'Flag it; with Shift add a filter' },
  F: null,
  o: { where: 'table', keys: ['O'], what: 'Give it to an owner' },
  m: { where: 'table', keys: ['M'], what: 'Mark it as unread, or as read' },
  Delete: { where: 'table', keys: ['Delete'], what: 'Delete what is selected' },
  v: { where: 'table', keys: ['V'], what: 'In a list: show what is selected' },
  h: { where: 'table', keys: ['H'], what: 'In a list: hide what is selected' },
} as const;

export type PageKey = keyof typeof pageKeys;

/** The same of the rows of a table. */
export const rowKeys = {
  ArrowDown: { keys: ['↑', '↓'], what: 'Move, also with J and K' },
  ArrowUp: null,
  j: null,
  k: null,
  PageDown: { keys: ['Page Up', 'Page Down'], what: 'Move by a page' },
  PageUp: null,
  Home: { keys: ['Home', 'End'], what: 'First and last' },
  End: null,
  Enter: { keys: ['Enter'], what: 'Open' },
  ' ': { keys: ['Space'], what: 'Select, also with X; with Shift a range' },
  x: null,
  'ctrl+a': { keys: ['Ctrl', 'A'], what: 'Select all' },
  Escape: { keys: ['Esc'], what: 'Select none' },
} as const;

export type RowKey = keyof typeof rowKeys;

/** The same of every field. */
export const fieldKeys = {
  Escape: { keys: ['Esc'], what: 'Discard what is not saved, or leave the field' },
  'alt+Enter': { keys: ['Alt', 'Enter'], what: 'Take what is offered below it, or go there' },
  'alt+1': { keys: ['Alt', '1'], what: 'Take another value that was read or is suggested; 2 or 3 the next' },
} as const;

/** The same of the pages of a file that is split. */
export const splitKeys = {
  Arrow: { keys: ['↑', '↓', '←', '→'], what: 'From page to page, from item to item' },
  ',': { keys: [','], what: 'Move the page to the item before' },
  '.': { keys: ['.'], what: 'Move the page to the item behind' },
  Enter: { keys: ['Enter'], what: 'Begin an item with it, or join it to the one before' },
  Delete: { keys: ['Delete'], what: 'Leave it out, or put it back' },
} as const;

/** The same of the pages of an item. */
export const sheetKeys = {
  'alt+Arrow': { keys: ['Alt', '→'], what: 'Move the page one place on' },
  r: { keys: ['R'], what: 'Turn it; Shift the other way' },
  c: { keys: ['C'], what: 'Cut before it, or not; Delete takes it out' },
} as const;

/** The same of the line items of a document, which are a spreadsheet. */
export const lineKeys = {
  Arrow: { keys: ['↑', '↓', '←', '→'], what: 'Move; Shift selects' },
  Enter: { keys: ['Enter'], what: 'Edit, or next line; or just type' },
  Tab: { keys: ['Tab'], what: 'Next cell; after Esc leave' },
  Delete: { keys: ['Delete'], what: 'Empty' },
  'ctrl+c': { keys: ['Ctrl', 'C'], what: 'Copy; X cuts, V pastes' },
  'ctrl+d': { keys: ['Ctrl', 'D'], what: 'Fill down' },
  'ctrl+Enter': { keys: ['Ctrl', 'Enter'], what: 'Add a line below' },
  'ctrl+Delete': { keys: ['Ctrl', 'Delete'], what: 'Remove the lines' },
  'alt+Arrow': { keys: ['Alt', '↓'], what: 'Move lines; Shift duplicates' },
  'alt+=': { keys: ['Alt', '='], what: 'Put the difference here' },
} as const;

/** The same of a document that has the focus. */
export const documentKeys = {
  '+': { keys: ['+', '−'], what: 'Larger and smaller' },
  '=': null,
  '-': null,
  '0': { keys: ['0'], what: 'As wide as its place' },
  r: { keys: ['R'], what: 'Turn; with Shift the other way' },
  R: null,
  f: { keys: ['F'], what: 'Fill the screen' },
  PageDown: { keys: ['Page Up', 'Page Down'], what: 'Previous and next page' },
  PageUp: null,
} as const;

export type DocumentKey = keyof typeof documentKeys;
