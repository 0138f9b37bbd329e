'use client';

import type { DecimalFieldProps } from '#components/ui/decimal-field.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { NumberField } from '#components/ui/number-field.tsx';
import type { Coding } from '#lib/domain/coding/coding.ts';
import { writeMoney } from '#lib/domain/currency-units.ts';
import { totalInBase } from '#lib/domain/foreign-currency.ts';

/** Digits that are kept after the point of a rate. */
const RATE_DECIMALS = 10;

/** Where an item's rate comes from, in words, and whether it can't be published without one. */
export type ItemRate = { from: string | null; isNeeded: boolean };

/** How much of the document's currency one of the books' is, and what the document then comes to in those. */
export function ExchangeRateField({
  coding,
  baseCurrency,
  decimals,
  onChange,
  rate,
  ...field
}: Omit<DecimalFieldProps, 'label' | 'value'> & {
  coding: Coding;
  baseCurrency: string;
  decimals: number;
  rate: ItemRate;
}) {
  const { numbers } = useFormats();
  const total = totalInBase(coding, baseCurrency, decimals);
  return (
    <NumberField
      {...field}
      label={`Exchange rate: one ${baseCurrency} in ${coding.currency}`}
      decimals={RATE_DECIMALS}
      allowsNegative={false}
      isRequired={rate.isNeeded}
      placeholder={rate.isNeeded ? undefined : 'The rate of the books'}
      value={coding.exchangeRate ?? ''}
      onChange={onChange}
      description={note()}
    />
  );

  function note(): string {
    if (coding.exchangeRate === null) {
      return rate.isNeeded
        ? `Needed, since this becomes ${baseCurrency} in the books.`
        : 'Empty: the books take their own rate of the day when it is published.';
    }
    const amount = total === null ? [] : [`${baseCurrency} ${writeMoney(total, baseCurrency, numbers)} in the books.`];
    return [...amount, ...(rate.from ? [`${rate.from}.`] : [])].join(' ');
  }
}
