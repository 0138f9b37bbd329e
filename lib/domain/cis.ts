import type { Amount } from './amount.ts';
import type { Coding, CodingLine } from './coding/coding.ts';
import { changeLine, emptyLine, lineOfItem, outBy, type Pricing } from './coding/line-items.ts';
import type { Account, Contact, Lists, TaxRate } from './lists.ts';
import { decimal, padded, sum, toAmount } from './money.ts';
import { defaultRateOf, mayCarry, netOf, nominalRate } from './tax.ts';

/**
 * The Construction Industry Scheme: a contractor in the United Kingdom takes income tax off what it pays a subcontractor
 * for labour, before VAT and without materials, and pays it to HMRC.
 */

/** Where a contractor's deductions go, and by which category materials are known; `TaxSettings.cis`. */
export type CisSettings = { accountId: string; materialsAccountId: string | null };

/** The rates of HMRC, in per cent, by how the subcontractor is registered. */
export const cisRates = { '20': 'Registered: 20%', '30': 'Not verified: 30%', '0': 'Gross payment: 0%' } as const;
export type CisRate = keyof typeof cisRates;

/** What is to be taken off an item. */
export type CisDeduction = {
  labour: Amount;
  materials: Amount;
  /** Per cent. */
  rate: Amount;
  amount: Amount;
  accountId: string;
  /** One of nothing, that the account may carry; null where there is none. */
  taxRateId: string | null;
};

/** The deduction of an item; null where there is none to be made. What is on the account for deductions is no labour. */
export function cisDeduction(coding: Coding, lists: Lists): CisDeduction | null {
  const settings = lists.tax.cis;
  const rate = cisRateOf(lists.contacts.get(coding.contactId ?? ''));
  if (!settings || rate === null || coding.total === null) return null;
  const digits = lists.rules.amountDigits;
  const parts: readonly Pick<CodingLine, 'accountId' | 'total' | 'taxAmount'>[] =
    coding.lines.length > 0 ? coding.lines : [coding];
  const netOn = (is: (accountId: string | null) => boolean) =>
    toAmount(
      sum(
        parts.filter(({ accountId }) => is(accountId)).map((part) => netOf(part.total ?? '0', part.taxAmount, digits)),
      ),
      digits,
    );
  const { accountId, materialsAccountId } = settings;
  const isMaterials = (id: string | null) => id !== null && id === materialsAccountId;
  const labour = netOn((id) => id !== accountId && !isMaterials(id));
  const amount = toAmount(decimal(labour).times(rate).div(100), digits);
  if (!decimal(amount).isPositive() || decimal(amount).isZero()) return null;
  const taxRateId = taxlessRate(lists.accounts.get(accountId), lists)?.id ?? null;
  return { labour, materials: netOn(isMaterials), rate, amount, accountId, taxRateId };
}

/** The per cent that are taken off what a subcontractor is paid; null for any other contact, and for one paid gross. */
function cisRateOf(contact: Pick<Contact, 'cisRate'> | undefined): Amount | null {
  const rate = contact?.cisRate ?? null;
  return rate === null || decimal(rate).isZero() ? null : decimal(rate).toFixed();
}

/** What an item has on the account for deductions, as a positive amount. */
export function deductedAlready({ lines }: Pick<Coding, 'lines'>, { accountId }: CisDeduction, digits: number): Amount {
  const on = lines.filter((line) => line.accountId === accountId).map(({ total }) => total ?? '0');
  return toAmount(sum(on).negated(), digits);
}

/**
 * The item with its deduction as a line, in place of any that is there. Its total is what is left to be paid; one that had
 * the deduction taken off before stays. `ids` are for the lines that are new.
 */
export function withDeduction(
  coding: Coding,
  deduction: CisDeduction,
  ids: readonly [string, string],
  pricing: Pricing,
): Pick<Coding, 'lines' | 'total'> {
  const { digits } = pricing;
  const lines = coding.lines.length > 0 ? coding.lines : [lineOfItem(coding, ids[0], digits)];
  const others = lines.filter(({ accountId }) => accountId !== deduction.accountId);
  const start: CodingLine = {
    ...emptyLine(lines.find(({ accountId }) => accountId === deduction.accountId)?.id ?? ids[1]),
    description: `CIS deduction, ${deduction.rate}% of labour ${deduction.labour}`,
    accountId: deduction.accountId,
    taxRateId: deduction.taxRateId,
    tracking1OptionId: others[0]?.tracking1OptionId ?? null,
    tracking2OptionId: others[0]?.tracking2OptionId ?? null,
  };
  const line = changeLine(start, { total: padded(decimal(deduction.amount).negated(), digits) }, pricing);
  const after = [...others, line];
  const isTakenOff = outBy({ total: coding.total, lines: after }, digits);
  const total = isTakenOff !== null && decimal(isTakenOff).isZero() ? coding.total : toAmount(totalOf(after), digits);
  return { lines: after, total };
}

const totalOf = (lines: readonly CodingLine[]) => sum(lines.map(({ total }) => total ?? '0'));

/** The account's own rate where that is one of nothing, or the first such that it may carry. */
function taxlessRate(account: Account | undefined, lists: Lists): TaxRate | null {
  if (!account) return null;
  const isOfNothing = (rate: TaxRate) => decimal(rate.effectiveRate).isZero() && decimal(nominalRate(rate)).isZero();
  const own = defaultRateOf(account, lists);
  if (own && isOfNothing(own)) return own;
  const free = [...lists.taxRates.values()].filter(
    (rate) => !rate.isArchived && mayCarry(account, rate) && isOfNothing(rate),
  );
  return free.find(({ taxType }) => taxType === lists.rules.noTaxType) ?? free[0] ?? null;
}
