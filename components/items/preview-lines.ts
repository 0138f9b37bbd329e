import type { CodingLine } from '#lib/domain/coding/coding.ts';
import type { LineColumn } from './line-columns.ts';
import type { LineValues } from './line-values.ts';

/** What one value for several lines would do to them. */
export type LinesPreview = {
  changing: number;
  /** What was chosen, and what the lines have in its place. */
  fields: { name: string; label: string; to: string; from: { text: string; count: number }[] }[];
  /** What else of them would change with it, such as the tax. */
  follows: { label: string; count: number }[];
};

/** `show` is the text of a cell. Lines are told before and after, in one order. */
export function previewLines(
  { before, after, values }: { before: readonly CodingLine[]; after: readonly CodingLine[]; values: LineValues },
  columns: readonly LineColumn[],
  show: (line: CodingLine, column: LineColumn) => string,
): LinesPreview {
  const pairs = before.flatMap((line, index) => {
    const next = after[index];
    return next ? [{ line, next }] : [];
  });
  const changedIn = (column: LineColumn) => pairs.filter(({ line, next }) => show(line, column) !== show(next, column));
  const changes = columns.map((column) => ({ column, changed: changedIn(column) }));
  return {
    changing: pairs.filter((pair) => changes.some(({ changed }) => changed.includes(pair))).length,
    fields: changes.flatMap(({ column, changed: [first, ...others] }) => {
      if (!first || !(column.name in values)) return [];
      const texts = Map.groupBy([first, ...others], ({ line }) => show(line, column));
      const from = [...texts].map(([text, those]) => ({ text, count: those.length }));
      return [{ name: column.name, label: column.label, to: show(first.next, column), from }];
    }),
    follows: changes.flatMap(({ column: { name, label }, changed }) =>
      changed.length > 0 && !(name in values) ? [{ label, count: changed.length }] : [],
    ),
  };
}
