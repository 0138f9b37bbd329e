'use client';

import { DecimalField, type DecimalFieldProps } from './decimal-field.tsx';

export type MoneyFieldProps = Omit<DecimalFieldProps, 'prefix' | 'suffix'> & {
  /** Where a heading or another field shows the currency already. */
  hidesCurrency?: boolean;
};

/** An amount of money: two digits after the point unless its currency has others (`decimals`). */
export function MoneyField({ hidesCurrency = false, ...props }: MoneyFieldProps) {
  return <DecimalField {...props} prefix={hidesCurrency ? undefined : props.currency} />;
}
