import type { Answer } from '../../server/answer.ts';
import type { AccountType } from '../accounts/record.ts';
import { type ApiCall, todayOf } from '../api/context.ts';
import { unreadableQuery } from '../api/failures.ts';
import { dateParameter } from '../api/listing.ts';
import { add } from '../documents/amounts.ts';
import { type Span, sumsOf, usedAccounts } from './account-sums.ts';
import { linesSection } from './balance-sheet.ts';
import { comparison, firstOfMonth, lastOfMonth, monthsBefore } from './periods.ts';
import { type Posting, postingsOf } from './postings.ts';
import { columns, money, refuseParameters, reportAnswer, row, section } from './report.ts';
import { dateInFull } from './report-dates.ts';

/** GET /Reports/ProfitAndLoss: what was earned and spent in a span and, with `periods`, in those before it. */
export function profitAndLoss(call: ApiCall): Answer {
  refuseParameters(call, 'paymentsOnly', 'trackingCategoryID', 'trackingCategoryID2');
  const { books, organisation } = call;
  const today = todayOf(call);
  const from = dateParameter(call, 'fromDate') ?? firstOfMonth(today);
  const to = dateParameter(call, 'toDate') ?? lastOfMonth(today);
  if (from > to) throw unreadableQuery('The from date is after the to date');
  const { periods, months } = comparison(call);
  const spans: Span[] = Array.from({ length: periods + 1 }, (_, index) => ({
    from: monthsBefore(from, index * months),
    to: monthsBefore(to, index * months),
  }));
  const postings = postingsOf(books).filter(hasTracking(call));
  const accounts = usedAccounts(books, postings);
  const sums = spans.map((span) => sumsOf(postings, span));
  const linesOf = (types: readonly AccountType[], sign: 1 | -1) =>
    accounts
      .filter(({ type }) => types.includes(type))
      .map(({ id, name }) => ({ id, name, amounts: sums.map((sum) => add(sign * (sum.get(id) ?? 0), 0)) }))
      .filter(({ amounts }) => amounts.some((amount) => amount !== 0));
  const income = linesOf(['REVENUE', 'SALES'], -1);
  const costs = linesOf(['DIRECTCOSTS'], 1);
  const otherIncome = linesOf(['OTHERINCOME'], -1);
  const expenses = linesOf(['EXPENSE', 'OVERHEADS', 'DEPRECIATN'], 1);
  const total = (lines: typeof income, index: number) => add(...lines.map(({ amounts }) => amounts[index] ?? 0));
  const gross = spans.map((_, index) => add(total(income, index), -total(costs, index)));
  const net = gross.map((amount, index) => add(amount, total(otherIncome, index), -total(expenses, index)));
  const count = spans.length;
  return reportAnswer(call, {
    type: 'ProfitAndLoss',
    name: 'Profit and Loss',
    titles: ['Profit & Loss', organisation.name, `${dateInFull(from)} to ${dateInFull(to)}`],
    header: ['', ...columns(spans.map((span) => span.to))],
    sections: [
      ...linesSection('Income', income, count),
      ...linesSection('Less Cost of Sales', costs, count, 'Total Cost of Sales'),
      section('', [row(['Gross Profit', ...gross.map(money)])]),
      ...linesSection('Plus Other Income', otherIncome, count, 'Total Other Income'),
      ...linesSection('Less Operating Expenses', expenses, count, 'Total Operating Expenses'),
      section('', [row(['Net Profit', ...net.map(money)])]),
    ],
  });
}

/** Only what carries the options that are asked for. */
function hasTracking({ request: { query } }: ApiCall): (posting: Posting) => boolean {
  const asked = ['trackingOptionID', 'trackingOptionID2'].flatMap((name) => query.get(name)?.toLowerCase() || []);
  return ({ tracking }) => asked.every((id) => tracking.some(({ optionId }) => optionId === id));
}
