import { formatDecimal, type TypingForm } from '#components/ui/parse-decimal.ts';
import { accountLabel } from '#lib/domain/account.ts';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import { inUnits } from '#lib/domain/currency-units.ts';
import { padded } from '#lib/domain/money.ts';
import { netOf } from '#lib/domain/tax.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import { accountOf } from './found-categories.ts';
import type { LineColumnName } from './line-columns.ts';

/** What the ids on lines stand for. */
export type LineNames = {
  account: (id: string) => Choices['accounts'][number] | undefined;
  taxRates: ReadonlyMap<string, Choices['taxRates'][number]>;
  options: ReadonlyMap<string, string>;
  /** Products and customers. */
  others: ReadonlyMap<string, string>;
};

export function lineNames(choices: Choices, others: Record<string, string>): LineNames {
  const accounts = new Map(choices.accounts.map((account) => [account.id, account]));
  return {
    account: (id) => accounts.get(id) ?? accountOf([], id),
    taxRates: new Map(choices.taxRates.map((rate) => [rate.id, rate])),
    options: new Map(choices.tracking.flatMap(({ options }) => options.map(({ id, name }) => [id, name]))),
    others: new Map(Object.entries(others)),
  };
}

/** An entry that was chosen and is not known here, such as an archived one. */
const UNKNOWN = 'No longer on the list';

/** The value of a cell as it is stored; a net amount follows from the others. */
export function cellValue(line: CodingLine, name: LineColumnName, digits: number): string | null {
  if (name !== 'net') return line[name];
  return line.total === null ? null : netOf(line.total, line.taxAmount, digits);
}

/** What a cell shows, in the reader's form. */
export function cellText(
  line: CodingLine,
  name: LineColumnName,
  names: LineNames,
  { digits, unitDigits, currency = '' }: { digits: number; unitDigits: number; currency?: string },
  form: TypingForm,
): string {
  const value = cellValue(line, name, digits);
  if (value === null) return '';
  switch (name) {
    case 'description':
      return value;
    case 'quantity':
      return formatDecimal(value, unitDigits, form);
    case 'unitAmount':
      return formatDecimal(inUnits(padded(value, digits), currency), unitDigits, form);
    case 'net':
    case 'taxAmount':
    case 'secondTaxAmount':
    case 'total':
      return formatDecimal(inUnits(value, currency), digits, form);
    case 'accountId':
      return names.account(value)?.name ?? UNKNOWN;
    case 'taxRateId':
      return names.taxRates.get(value)?.name ?? UNKNOWN;
    case 'tracking1OptionId':
    case 'tracking2OptionId':
      return names.options.get(value) ?? UNKNOWN;
    case 'productId':
    case 'rebillableContactId':
      return names.others.get(value) ?? UNKNOWN;
  }
}

/** The same for the clipboard: a category with its code, by which it is found again whatever it is called. */
export function copiedText(...[line, name, names, digits, form]: Parameters<typeof cellText>): string {
  const account = name === 'accountId' && line.accountId ? names.account(line.accountId) : undefined;
  return account ? accountLabel(account) : cellText(line, name, names, digits, form);
}
