import type { Answer } from '../../server/answer.ts';
import { type Account, type AccountType, classOf } from '../accounts/record.ts';
import { type ApiCall, todayOf } from '../api/context.ts';
import { dateParameter } from '../api/listing.ts';
import { add } from '../documents/amounts.ts';
import { sumsOf, usedAccounts } from './account-sums.ts';
import { comparison, lastOfMonth, monthsBefore, yearStart } from './periods.ts';
import { postingsOf } from './postings.ts';
import { columns, money, refuseParameters, reportAnswer, row, type Section, section, summaryRow } from './report.ts';
import { dateInFull } from './report-dates.ts';

type Group = [title: string, types: readonly AccountType[]];
const ASSETS: readonly Group[] = [
  ['Bank', ['BANK']],
  ['Current Assets', ['CURRENT', 'INVENTORY', 'PREPAYMENT']],
  ['Fixed Assets', ['FIXED']],
  ['Non-current Assets', ['NONCURRENT']],
];
const LIABILITIES: readonly Group[] = [
  ['Current Liabilities', ['CURRLIAB', 'PAYG']],
  ['Non-Current Liabilities', ['LIABILITY', 'TERMLIAB']],
];
const NO_ACCOUNT = '00000000-0000-0000-0000-000000000000';

/** One amount for each column. */
type Amounts = number[];
type Line = { name: string; id: string; amounts: Amounts };

const sum = (lines: readonly { amounts: Amounts }[], count: number): Amounts =>
  Array.from({ length: count }, (_, index) => add(...lines.map(({ amounts }) => amounts[index] ?? 0)));

/** GET /Reports/BalanceSheet: what is owned, owed and left on a date and, with `periods`, at the ends of earlier ones. */
export function balanceSheet(call: ApiCall): Answer {
  refuseParameters(call, 'paymentsOnly', 'trackingOptionID1', 'trackingOptionID2');
  const { books, organisation } = call;
  const date = dateParameter(call, 'date') ?? todayOf(call);
  const { periods, months } = comparison(call);
  const last = periods > 0 ? lastOfMonth(date) : date;
  const dates = Array.from({ length: periods + 1 }, (_, index) => monthsBefore(last, index * months));
  const postings = postingsOf(books);
  const accounts = usedAccounts(books, postings);
  const ever = dates.map((to) => sumsOf(postings, { to }));
  const year = dates.map((to) => sumsOf(postings, { from: yearStart(organisation, to), to }));
  const lineOf = ({ id, name }: Account, sign: 1 | -1): Line => ({
    name,
    id,
    amounts: ever.map((sums) => add(sign * (sums.get(id) ?? 0), 0)),
  });
  const grouped = (groups: readonly Group[], sign: 1 | -1) =>
    groups.map(([title, types]) => ({
      title,
      lines: accounts.filter(({ type }) => types.includes(type)).map((account) => lineOf(account, sign)),
    }));
  const assets = grouped(ASSETS, 1);
  const liabilities = grouped(LIABILITIES, -1);

  const earning = accounts.filter((account) => ['REVENUE', 'EXPENSE'].includes(classOf(account)));
  const earnedIn = (sums: Map<string, number>) => -add(...earning.map(({ id }) => sums.get(id) ?? 0));
  const thisYear = year.map(earnedIn);
  const earlier = ever.map((sums, index) => add(earnedIn(sums), -(thisYear[index] ?? 0)));
  const retains = books.accounts.all().find(({ systemAccount }) => systemAccount === 'RETAINEDEARNINGS');
  const equity = [
    { name: 'Current Year Earnings', id: NO_ACCOUNT, amounts: thisYear },
    ...accounts.filter(({ type, id }) => type === 'EQUITY' && id !== retains?.id).map((account) => lineOf(account, -1)),
    ...(retains
      ? [{ ...lineOf(retains, -1), amounts: sum([lineOf(retains, -1), { amounts: earlier }], dates.length) }]
      : []),
  ];

  const totalOf = (groups: readonly { lines: Line[] }[]) =>
    sum(
      groups.flatMap(({ lines }) => lines),
      dates.length,
    );
  const owned = totalOf(assets);
  const owes = totalOf(liabilities);
  const net = owned.map((amount, index) => add(amount, -(owes[index] ?? 0)));
  return reportAnswer(call, {
    type: 'BalanceSheet',
    name: 'Balance Sheet',
    titles: ['Balance Sheet', organisation.name, `As at ${dateInFull(last)}`],
    header: ['', ...columns(dates)],
    sections: [
      section('Assets', []),
      ...assets.flatMap(({ title, lines }) => linesSection(title, lines, dates.length)),
      section('', [summaryRow(['Total Assets', ...owned.map(money)])]),
      section('Liabilities', []),
      ...liabilities.flatMap(({ title, lines }) => linesSection(title, lines, dates.length)),
      section('', [summaryRow(['Total Liabilities', ...owes.map(money)])]),
      section('', [row(['Net Assets', ...net.map(money)])]),
      ...linesSection('Equity', equity, dates.length),
    ],
  });
}

/** Accounts under a title with their total; nothing where there are none. */
export function linesSection(
  title: string,
  lines: readonly Line[],
  count: number,
  totalName = `Total ${title}`,
): Section[] {
  if (lines.length === 0) return [];
  return [
    section(title, [
      ...lines.map(({ name, id, amounts }) => row([name, ...amounts.map(money)], { id: 'account', value: id })),
      summaryRow([totalName, ...sum(lines, count).map(money)]),
    ]),
  ];
}
