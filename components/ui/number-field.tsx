'use client';

import { DecimalField, type DecimalFieldProps } from './decimal-field.tsx';

/** A quantity, a unit price or a percentage: up to four digits after the point, as the accounting software takes them. */
export function NumberField({ decimals = 4, ...props }: DecimalFieldProps) {
  return <DecimalField {...props} decimals={decimals} />;
}
