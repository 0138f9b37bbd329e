import type { Amount } from './amount.ts';
import type { LedgerRules } from './ledger-rules.ts';
import type { TaxRate } from './lists.ts';
import { decimal } from './money.ts';
import { nominalRate, taxOnNet } from './tax.ts';

/** Whether nothing is charged by a rate although it stands for a percentage: who buys accounts for the tax. */
export function isReverseCharge(rate: Pick<TaxRate, 'components' | 'effectiveRate'>): boolean {
  return decimal(rate.effectiveRate).isZero() && !decimal(nominalRate(rate)).isZero();
}

/**
 * Whether it is the United Kingdom's domestic reverse charge, by the ledger's codes alone: an organisation may have renamed
 * the rate, and which accounts may carry it says nothing of it.
 */
export function isDomesticReverseCharge(
  { taxType, reportTaxType }: Pick<TaxRate, 'taxType' | 'reportTaxType'>,
  { domesticReverseCharge: codes }: Pick<LedgerRules, 'domesticReverseCharge'>,
): boolean {
  return codes.some((code) => reportTaxType === code || taxType.startsWith(code));
}

/** The tax that nobody is charged and that the tax return tells all the same: the percentage that it stands for, on net. */
export function notionalTax(net: Amount, rate: Pick<TaxRate, 'components' | 'effectiveRate'>, digits: number): Amount {
  return taxOnNet(net, { effectiveRate: nominalRate(rate) }, digits);
}
