import type { Column } from '#components/ui/table.tsx';
import { type ColumnName, extraColumns } from '#lib/domain/list-layout.ts';
import { extraHeader } from './laid-out.tsx';

/** What each column of a list is called, those of tracking only where the organisation has them. */
export function headersOf(
  own: readonly Column<never>[],
  tracking: readonly string[],
): Partial<Record<ColumnName, string>> {
  const offered = extraColumns.filter(
    (name) => !(name === 'tracking1' && tracking.length === 0) && !(name === 'tracking2' && tracking.length < 2),
  );
  return Object.fromEntries([
    ...own.map(({ id, header }) => [id, header]),
    ...offered.map((name) => [name, extraHeader(name, tracking)]),
  ]);
}
