import type { Answer } from '../../server/answer.ts';
import { type Account, type AccountClass, classOf } from '../accounts/record.ts';
import { type ApiCall, todayOf } from '../api/context.ts';
import { dateParameter } from '../api/listing.ts';
import { add } from '../documents/amounts.ts';
import { sumsOf, usedAccounts } from './account-sums.ts';
import { firstOfMonth, yearStart } from './periods.ts';
import { postingsOf } from './postings.ts';
import { money, refuseParameters, reportAnswer, row, section, summaryRow } from './report.ts';
import { dateInFull } from './report-dates.ts';

const SECTIONS: readonly [AccountClass, string][] = [
  ['REVENUE', 'Revenue'],
  ['EXPENSE', 'Expenses'],
  ['ASSET', 'Assets'],
  ['LIABILITY', 'Liabilities'],
  ['EQUITY', 'Equity'],
];

const ofTheYear = (account: Account) => ['REVENUE', 'EXPENSE'].includes(classOf(account));

/** GET /Reports/TrialBalance: each account in the month up to a date, and in the year or, of what is owned and owed, ever. */
export function trialBalance(call: ApiCall): Answer {
  refuseParameters(call, 'paymentsOnly');
  const { books, organisation } = call;
  const to = dateParameter(call, 'date') ?? todayOf(call);
  const postings = postingsOf(books);
  const accounts = usedAccounts(books, postings);
  const from = yearStart(organisation, to);
  const month = sumsOf(postings, { from: firstOfMonth(to), to });
  const year = sumsOf(postings, { from, to });
  const ever = sumsOf(postings, { to });
  // What was earned in earlier years is retained.
  const retained = add(...accounts.filter(ofTheYear).map(({ id }) => add(ever.get(id) ?? 0, -(year.get(id) ?? 0))));
  const retains = books.accounts.all().find(({ systemAccount }) => systemAccount === 'RETAINEDEARNINGS');
  const shown = retained !== 0 && retains && !accounts.includes(retains) ? [...accounts, retains] : accounts;
  const totals = [0, 0, 0, 0];
  const sections = SECTIONS.flatMap(([accountClass, title]) => {
    const rows = shown
      .filter((account) => classOf(account) === accountClass)
      .map((account) => {
        const moved = month.get(account.id) ?? 0;
        const standing = ofTheYear(account) ? (year.get(account.id) ?? 0) : (ever.get(account.id) ?? 0);
        const balance = account === retains ? add(standing, retained) : standing;
        const isDebit = ['EXPENSE', 'ASSET'].includes(accountClass);
        const cells = [...sides(moved, isDebit), ...sides(balance, isDebit)];
        for (const [index, cell] of cells.entries()) totals[index] = add(totals[index] ?? 0, cell ?? 0);
        const name = account.code ? `${account.name} (${account.code})` : account.name;
        const texts = cells.map((cell) => (cell === undefined ? '' : money(cell)));
        return row([name, ...texts], { id: 'account', value: account.id });
      });
    return rows.length > 0 ? [section(title, rows)] : [];
  });
  return reportAnswer(call, {
    type: 'TrialBalance',
    name: 'Trial Balance',
    titles: ['Trial Balance', organisation.name, `As at ${dateInFull(to)}`],
    header: ['Account', 'Debit', 'Credit', 'YTD Debit', 'YTD Credit'],
    sections: [...sections, section('', [summaryRow(['Total', ...totals.map(money)])])],
  });
}

/** On the side that it is on; nothing is on the account's own side. */
function sides(amount: number, isDebit: boolean): [number | undefined, number | undefined] {
  if (amount === 0) return isDebit ? [0, undefined] : [undefined, 0];
  return amount > 0 ? [amount, undefined] : [undefined, -amount];
}
