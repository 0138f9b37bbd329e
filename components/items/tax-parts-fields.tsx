'use client';

import type { FieldProblem } from '#components/ui/field.tsx';
import { MoneyField } from '#components/ui/money-field.tsx';
import type { Amount } from '#lib/domain/amount.ts';
import { decimal, toAmount } from '#lib/domain/money.ts';
import { taxParts } from '#lib/domain/tax-components.ts';
import type { TaxRateChoice } from '#lib/lists/load-choices.ts';

/** The two taxes of a combined rate, each as the document prints it; both together are the item's tax. */
export function TaxPartsFields({
  rate,
  taxAmount,
  secondTaxAmount,
  currency,
  decimals,
  problems,
  isDisabled,
  onChange,
}: {
  rate: TaxRateChoice;
  taxAmount: Amount | null;
  secondTaxAmount: Amount | null;
  currency: string;
  decimals: number;
  problems: readonly FieldProblem[];
  isDisabled: boolean;
  onChange: (amounts: { taxAmount: Amount; secondTaxAmount: Amount }, label: string) => void;
}) {
  const [first, second] = taxParts(rate, taxAmount ?? '0', secondTaxAmount, decimals);
  if (!first || !second) return null;
  const both = (one: Amount, other: Amount) => ({
    taxAmount: toAmount(decimal(one).plus(other), decimals),
    secondTaxAmount: toAmount(other, decimals),
  });
  const shared = { currency, decimals, isDisabled };
  const shown = (amount: Amount) => (taxAmount === null ? '' : amount);
  return (
    <>
      <MoneyField
        {...shared}
        label={first.name}
        value={shown(first.amount)}
        onChange={(amount) => onChange(both(amount || '0', second.amount), first.name)}
      />
      <div data-field="secondTaxAmount" className="min-w-0">
        <MoneyField
          {...shared}
          label={second.name}
          problems={problems}
          value={shown(second.amount)}
          onChange={(amount) => onChange(both(first.amount, amount || '0'), second.name)}
          description={second.isNonRecoverable ? 'Not recoverable' : undefined}
        />
      </div>
    </>
  );
}
