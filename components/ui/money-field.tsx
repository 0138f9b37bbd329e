'use client';

import { DecimalField, type DecimalFieldProps } from './decimal-field.tsx';

export type MoneyFieldProps = Omit<DecimalFieldProps, 'prefix' | 'suffix'> & {
  /** ISO 4217, shown before the amount. */
  currency?: string;
};

/** An amount of money: two digits after the point unless its currency has others (`decimals`). */
export function MoneyField({ currency, ...props }: MoneyFieldProps) {
  return <DecimalField {...props} prefix={currency} />;
}
