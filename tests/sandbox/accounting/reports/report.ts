import type { Answer } from '../../server/answer.ts';
import { type ApiCall, envelope } from '../api/context.ts';
import { msDate } from '../api/dates.ts';
import { unreadableQuery } from '../api/failures.ts';
import { add } from '../documents/amounts.ts';
import { dateInFull, shortDate } from './report-dates.ts';

interface Cell {
  Value: string;
  Attributes?: { Value: string; Id: string }[];
}

interface Row {
  RowType: 'Row' | 'SummaryRow';
  Cells: Cell[];
}

export interface Section {
  RowType: 'Section';
  Title: string;
  Rows: Row[];
}

export const money = (amount: number): string => add(amount, 0).toFixed(2);

/** A row; with an attribute, as of an account, each of its cells names it. */
export function row(values: readonly string[], attribute?: { id: string; value: string }): Row {
  const named = attribute && { Attributes: [{ Value: attribute.value, Id: attribute.id }] };
  return { RowType: 'Row', Cells: values.map((Value) => ({ Value, ...named })) };
}

export function summaryRow(values: readonly string[]): Row {
  return { RowType: 'SummaryRow', Cells: values.map((Value) => ({ Value })) };
}

export function section(Title: string, Rows: Row[]): Section {
  return { RowType: 'Section', Title, Rows };
}

/** The answer of a report: its titles, its header and its sections. */
export function reportAnswer(
  call: ApiCall,
  report: { type: string; name: string; titles: readonly string[]; header: readonly string[]; sections: Section[] },
): Answer {
  const { type, name, titles, header, sections } = report;
  return envelope(call, {
    Reports: [
      {
        ReportID: type,
        ReportName: name,
        ReportType: type,
        ReportTitles: titles,
        ReportDate: dateInFull(new Date(call.now).toISOString().slice(0, 10)),
        UpdatedDateUTC: msDate(call.now),
        Fields: [],
        Rows: [{ RowType: 'Header', Cells: header.map((Value) => ({ Value })) }, ...sections],
      },
    ],
  });
}

/** What would make another report of it is refused, and not ignored in silence. */
export function refuseParameters({ request: { query } }: ApiCall, ...names: string[]): void {
  const asked = names.find((name) => query.has(name) && query.get(name)?.toLowerCase() !== 'false');
  if (asked) throw unreadableQuery(`The sandbox has no reports with ${asked}`);
}

export const columns = (dates: readonly string[]) => dates.map(shortDate);
