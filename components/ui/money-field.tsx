'use client';

import { digitsOf, inUnits } from '#lib/domain/currency-units.ts';
import { DecimalField, type DecimalFieldProps } from './decimal-field.tsx';

export type MoneyFieldProps = Omit<DecimalFieldProps, 'prefix' | 'suffix'> & {
  /** Where a heading or another field shows the currency already. */
  hidesCurrency?: boolean;
};

/** An amount of money: with up to two digits after the point, more where `decimals` says so, and none of yen. */
export function MoneyField({ hidesCurrency = false, decimals = 2, ...props }: MoneyFieldProps) {
  const { currency, value } = props;
  const shown = currency === undefined ? value : inUnits(value, currency);
  const isWhole = currency !== undefined && digitsOf(currency) === 0 && decimals <= 2 && !shown.includes('.');
  return (
    <DecimalField
      {...props}
      value={shown}
      decimals={isWhole ? 0 : decimals}
      prefix={hidesCurrency ? undefined : currency}
    />
  );
}
