import type { Coding, CodingLine } from '../coding/coding.ts';
import { changeLine } from '../coding/line-items.ts';
import { isolated } from '../isolated.ts';
import { decimal, padded } from '../money.ts';
import { isDomesticReverseCharge, isReverseCharge } from '../reverse-charge.ts';
import { mayCarry, nominalRate } from '../tax.ts';
import { type Circumstances, moneyOf } from './circumstances.ts';
import { rateFixes } from './entries.ts';
import { type Fix, type Problem, problem } from './problem.ts';

type Part = Pick<CodingLine, 'accountId' | 'taxRateId' | 'taxAmount' | 'total'>;

/** A reverse charge that also carries tax: whoever sells charges none, so one of both is a mistake. */
export function reverseChargeTax(
  part: Part,
  line: number | null,
  circumstances: Circumstances,
  coding: Pick<Coding, 'taxMode' | 'lines' | 'currency'>,
): Problem[] {
  const { lists, workspace } = circumstances;
  const rate = lists.taxRates.get(part.taxRateId ?? '');
  if (!rate || part.taxAmount === null || decimal(part.taxAmount).isZero()) return [];
  const isDomestic = isDomesticReverseCharge(rate, lists.rules);
  if (!isDomestic && !isReverseCharge(rate)) return [];
  const tax = moneyOf(coding, circumstances)(padded(part.taxAmount, lists.rules.amountDigits));
  const by = workspace === 'COSTS' ? 'the supplier charges none' : 'you charge none';
  const message = `${isolated(rate.name)} is a reverse charge, of which ${by}: here it carries a tax of ${tax}. Take the tax out, or choose a rate that charges it.`;
  const account = lists.accounts.get(part.accountId ?? '');
  const charging = [...lists.taxRates.values()].filter(
    (other) =>
      !other.isArchived &&
      !isReverseCharge(other) &&
      decimal(other.effectiveRate).equals(nominalRate(rate)) &&
      (!account || mayCarry(account, other)),
  );
  const asked = `${part.taxRateId} ${padded(part.taxAmount, lists.rules.amountDigits)}`;
  return [
    problem('reverseChargeWithTax', 'taxAmount', message, {
      line,
      fixes: [
        withoutTax(line, circumstances, coding),
        ...(charging.length === 1 ? rateFixes(charging, line, circumstances, coding) : []),
        { label: 'It is meant', kind: 'confirm', question: asked },
      ],
    }),
  ];
}

function withoutTax(
  line: number | null,
  { lists: { taxRates, rules } }: Circumstances,
  { taxMode, lines }: Pick<Coding, 'taxMode' | 'lines'>,
): Fix {
  const label = 'Take the tax out';
  const taxAmount = padded('0', rules.amountDigits);
  if (line === null) return { label, kind: 'edit', changes: { taxAmount } };
  const pricing = { taxMode, rates: taxRates, digits: rules.amountDigits, unitDigits: rules.unitDigits };
  // The total is what the document asks for, whatever of it was taken for tax.
  const without = (each: CodingLine) => changeLine(each, { taxAmount, total: each.total }, pricing);
  return {
    label,
    kind: 'edit',
    changes: { lines: lines.map((each, at) => (at === line ? without(each) : each)) },
  };
}
