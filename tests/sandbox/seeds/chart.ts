import { ACCOUNT_TYPES, type Account, type AccountType } from '../accounting/accounts/record.ts';

/**
 * Reads a chart of accounts written as lines of `code | name | type | tax type | marks`, where a mark is `payments`,
 * `expenses` (shown in expense claims), `system:NAME`, or for a bank account its number and `currency:USD`.
 */
export function readChart(text: string, baseCurrency: string, now: number): Account[] {
  return text
    .trim()
    .split('\n')
    .map((row) => readRow(row, baseCurrency, now));
}

function readRow(row: string, baseCurrency: string, now: number): Account {
  const [code = '', name = '', type = '', taxType = '', marks = ''] = row.split('|').map((cell) => cell.trim());
  if (!ACCOUNT_TYPES.includes(type as AccountType)) throw new Error(`Unknown account type in the chart: ${row}`);
  const words = marks.split(/\s+/).filter(Boolean);
  const marked = (prefix: string) => words.find((word) => word.startsWith(prefix))?.slice(prefix.length) ?? '';
  const isBank = type === 'BANK';
  return {
    id: crypto.randomUUID(),
    code,
    name,
    type: type as AccountType,
    taxType,
    description: '',
    status: 'ACTIVE',
    systemAccount: marked('system:'),
    enablePayments: words.includes('payments'),
    showInExpenseClaims: words.includes('expenses'),
    bankAccountNumber: marked('number:'),
    bankAccountType: isBank ? marked('kind:') || 'BANK' : '',
    currencyCode: isBank ? marked('currency:') || baseCurrency : '',
    addToWatchlist: false,
    hasAttachments: false,
    updatedAt: now,
  };
}
