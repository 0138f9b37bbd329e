import type { FieldProps } from './field.tsx';
import type { Option, OptionSection } from './options.ts';

/** What the two combo boxes share with their callers. */
export type ComboBoxBaseProps = FieldProps & {
  placeholder?: string;
  /** Offers to create what was typed when nothing has exactly that name. Tells whether it is now chosen. */
  onCreate?: (name: string) => Promise<boolean>;
  /** Shown when nothing matches. */
  emptyText?: string;
  /** A cell of a table: no outline until it is hovered or focused. */
  isCell?: boolean;
  isReadOnly?: boolean;
  autoFocus?: boolean;
};

/** The best matches for a query, best first; for an empty query whatever is most likely wanted. Ask for fifty or so. */
export type LoadOptions = (query: string, signal: AbortSignal) => Promise<readonly Option[] | readonly OptionSection[]>;

export type OptionComboBoxProps = ComboBoxBaseProps & {
  selected: Option | null;
  onSelect: (option: Option | null) => void;
  /** What matches the query, in order. */
  matches: readonly OptionSection[];
  /** Asks for what matches, in place of `matches`, once somebody has come to the field. */
  loadOptions?: LoadOptions;
  /** What was typed, or null when nothing was typed since the last choice. */
  query: string | null;
  onQueryChange: (query: string | null) => void;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  isLoading?: boolean;
  failureText?: string | undefined;
};

/**
 * How somebody was done with what they typed: by Enter, which may also create it, by Tab, which takes what is meant too,
 * or by going elsewhere.
 */
export type Ending = 'entered' | 'tabbed' | 'left';

/** In what state somebody is when a field takes the place of the plain one that stood for it. */
export type Arrival = {
  /** Null when they are not in it. */
  caret: readonly [start: number, end: number] | null;
  /** They asked for its list. */
  opens: boolean;
  /** What they pressed to move in it, and to choose, which is pressed again. */
  keys: readonly string[];
  ending: Ending | null;
};
