import type { Coding, CodingLine } from './coding/coding.ts';
import { changeLine, linesInMode, type Pricing } from './coding/line-items.ts';
import type { Lists, TaxRate } from './lists.ts';
import { decimal } from './money.ts';
import { defaultRateOf, ledgerTax, nominalRate, type TaxMode, taxByLedger } from './tax.ts';

/**
 * An item's coding as the books are told it, by the business's tax policy. What is to be paid never changes: where the
 * ledger computes another tax than the document has, the amounts are told including it.
 *
 * *Ours* tells every tax amount as it stands. *Ledger* tells none: the ledger computes it by the item's rates. *Ours with
 * exceptions* tells them, but where a rate that charges tax has none the ledger computes it by the category's own rate, and
 * where the category's own rate is of 0% there is no tax.
 *
 * On a bank account the ledger takes no tax but what the rate gives, so there it is computed whatever the policy is.
 */
export function asSent(item: Coding, lists: Lists): Coding {
  const coding = withoutSecondTax(item);
  if (coding.taxMode === 'NONE') return coding;
  const told = byPolicy(coding, lists);
  return coding.publishTo === 'BANK_ACCOUNT' ? byLedger(told, lists) : told;
}

function byPolicy(coding: Coding, lists: Lists): Coding {
  switch (lists.tax.policy) {
    case 'OURS':
      return coding;
    case 'LEDGER':
      return byLedger(coding, lists);
    case 'OURS_WITH_EXCEPTIONS':
      return withExceptions(coding, lists);
  }
}

/** The second of two taxes is told of the tax that the document has, and stays here. */
function withoutSecondTax(coding: Coding): Coding {
  if ([coding, ...coding.lines].every(({ secondTaxAmount }) => secondTaxAmount === null)) return coding;
  const lines = coding.lines.map((line) => ({ ...line, secondTaxAmount: null }));
  return { ...coding, secondTaxAmount: null, lines };
}

type Part = Pick<CodingLine, 'accountId' | 'taxRateId' | 'taxAmount' | 'total'>;

function byLedger(coding: Coding, lists: Lists): Coding {
  const parts: readonly Part[] = coding.lines.length > 0 ? coding.lines : [coding];
  const isExact = (part: Part) => {
    const rate = part.taxRateId === null ? null : lists.taxRates.get(part.taxRateId);
    if (part.total === null || part.taxAmount === null) return true;
    const computed = taxByLedger({ ...part, total: part.total }, rate, coding.taxMode, lists.rules.amountDigits);
    return decimal(computed).equals(part.taxAmount);
  };
  if (parts.every(isExact)) return coding;
  const taxMode = 'INCLUSIVE' as const;
  const inclusive = {
    ...coding,
    taxMode,
    lines: coding.taxMode === taxMode ? coding.lines : linesInMode(coding, coding.taxMode, pricingOf(taxMode, lists)),
  };
  return withParts(inclusive, lists, ({ taxRateId }) => taxRateId);
}

function withExceptions(coding: Coding, lists: Lists): Coding {
  return withParts(coding, lists, (part) => {
    const account = part.accountId === null ? null : lists.accounts.get(part.accountId);
    const own = defaultRateOf(account, lists);
    if (own && isOfNothing(own)) return own.id;
    const isTold = part.taxAmount !== null && !decimal(part.taxAmount).isZero();
    const chosen = lists.taxRates.get(part.taxRateId ?? '');
    // A rate that charges nothing, such as a reverse charge, has a tax of nothing by somebody's choice.
    const isFree = chosen !== undefined && decimal(chosen.effectiveRate).isZero();
    return isTold || isFree ? null : (own?.id ?? part.taxRateId);
  });
}

const isOfNothing = (rate: TaxRate) => decimal(rate.effectiveRate).isZero() && decimal(nominalRate(rate)).isZero();

/** The coding with these rates in its parts, each with the tax that its total holds by it; null leaves a part as it is. */
function withParts(coding: Coding, lists: Lists, rateOf: (part: Part) => string | null): Coding {
  const pricing = pricingOf(coding.taxMode, lists);
  if (coding.lines.length > 0) {
    const lines = coding.lines.map((line) => {
      const taxRateId = rateOf(line);
      // A total that is given stands, and its tax is found in it.
      return taxRateId === null ? line : changeLine(line, { taxRateId, taxAmount: null, total: line.total }, pricing);
    });
    return { ...coding, lines };
  }
  const taxRateId = rateOf(coding);
  const rate = taxRateId === null ? undefined : lists.taxRates.get(taxRateId);
  if (!rate || coding.total === null) return coding;
  return { ...coding, taxRateId, taxAmount: ledgerTax(coding.total, rate, pricing.digits) };
}

function pricingOf(taxMode: TaxMode, { taxRates, rules }: Lists): Pricing {
  return { taxMode, rates: taxRates, digits: rules.amountDigits, unitDigits: rules.unitDigits };
}

/** Whether the books are told, or compute, another tax than the item shows: another amount or another rate. */
export function isSentOtherwise(coding: Coding, lists: Lists): boolean {
  const sent = asSent(coding, lists);
  if (sent === coding) return false;
  const parts = (of: Coding): readonly Part[] => (of.lines.length > 0 ? of.lines : [of]);
  return parts(sent).some((part, index) => {
    const shown = parts(coding)[index];
    return part.taxRateId !== shown?.taxRateId || !decimal(part.taxAmount ?? '0').equals(shown?.taxAmount ?? '0');
  });
}
