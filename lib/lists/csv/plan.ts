import type { CsvProblem } from '#lib/domain/csv.ts';

/** What an import of a file would do, before it does it. */
export type ImportPlan<Write> = {
  /** Each change in words, where its line is. */
  changes: { line: number; name: string; text: string }[];
  /** Lines that cannot be imported, each once or more. */
  problems: CsvProblem[];
  /** Lines that say what is so already. */
  unchanged: number;
  /** What is written, should it be wanted. */
  write: Write;
};

/** The line before which meant the same entry, as a problem of the one after. */
export const meantBefore = (line: number): string => `Line ${line} is about the same entry.`;

const yes = new Set(['yes', 'y', 'true', '1', 'visible', 'shown', 'on']);
const no = new Set(['no', 'n', 'false', '0', 'hidden', 'off']);

/** `Yes` and `No` as people and spreadsheets write them; null for anything else. */
export function yesOrNo(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : null;
}
