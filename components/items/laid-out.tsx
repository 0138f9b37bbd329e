import { ShownNumber } from '#components/ui/shown-number.tsx';
import type { Column } from '#components/ui/table.tsx';
import type { CalendarDate } from '#lib/domain/calendar-date.ts';
import { type ExtraColumn, extraColumns, type ListLayout, WIDTHS } from '#lib/domain/list-layout.ts';
import type { ExtraCells } from '#lib/inbox/extra-cells.ts';
import type { Found } from '#lib/inbox/found-in.ts';
import { Marked, markedIf } from './marked.tsx';
import { ShownDate } from './shown-date.tsx';
import type { KeptLayout } from './use-layout.ts';

/** What the columns that only some people show are called; tracking has the organisation's own names. */
const extraHeaders: Record<ExtraColumn, string> = {
  number: 'Number',
  type: 'Type',
  reference: 'Reference',
  description: 'Description',
  due: 'Due date',
  net: 'Net',
  taxRate: 'Tax rate',
  tracking1: 'Tracking 1',
  tracking2: 'Tracking 2',
  method: 'Payment method',
  paid: 'Paid',
  file: 'File',
  submitter: 'Added by',
  added: 'Added',
  claim: 'Expense claim',
};

const narrow: ReadonlySet<string> = new Set<ExtraColumn>(['number', 'due', 'net', 'paid', 'added', 'type']);

type LaidOutRow = { extra: ExtraCells; found: Found | null };

/** A list's columns as a person has laid them out; those that they have chosen go nowhere where there is little room. */
export function laidOut<Row extends LaidOutRow>(
  own: readonly Column<Row>[],
  layout: ListLayout,
  isUsual: boolean,
  tracking: readonly string[],
): readonly Column<Row>[] {
  const all = new Map([...own, ...extraColumns.map((name) => extraColumn<Row>(name, tracking))].map((c) => [c.id, c]));
  return layout.columns.flatMap(({ name, widthPx }) => {
    const column = all.get(name);
    if (!column) return [];
    return [{ ...column, ...(widthPx && { width: `${widthPx}px` }), ...(!isUsual && { isSecondary: false }) }];
  });
}

function extraColumn<Row extends LaidOutRow>(name: ExtraColumn, tracking: readonly string[]): Column<Row> {
  return {
    id: name,
    header: extraHeader(name, tracking),
    width: narrow.has(name) ? '6.5rem' : 'minmax(7rem, 1fr)',
    ...(name === 'due' && { isSortable: true }),
    ...(name === 'net' && { align: 'end' as const }),
    cell: ({ extra, found }) => {
      const text = extra[name];
      if (text === undefined) return null;
      const marks = found?.extra[name];
      if (name === 'net') return markedIf(marks, <ShownNumber value={text} />);
      if (name === 'due' || name === 'added') return markedIf(marks, <ShownDate date={text as CalendarDate} />);
      return (
        <bdi title={text}>
          <Marked text={text} marks={marks} />
        </bdi>
      );
    },
  };
}

export const extraHeader = (name: ExtraColumn, tracking: readonly string[]): string =>
  (name === 'tracking1' ? tracking[0] : name === 'tracking2' ? tracking[1] : undefined) ?? extraHeaders[name];

/** As wide as the columns at least have to be, with the boxes and buttons beside them. */
export function widthOf(columns: readonly Column<never>[]): string {
  const rem = columns.reduce((sum, { width = '8rem' }) => {
    const [, number = '8', unit] = /([\d.]+)(rem|px)/.exec(width) ?? [];
    return sum + Number(number) / (unit === 'px' ? 16 : 1) + 1;
  }, 10);
  return `${rem}rem`;
}

/** Widths as they are set at the edges of the columns. */
export const resizingOf = ({ layout, change }: KeptLayout) => ({
  ...WIDTHS,
  onResize: (column: string, widthPx: number | null) =>
    change({
      ...layout,
      columns: layout.columns.map((each) => (each.name === column ? { ...each, widthPx } : each)),
    }),
});
