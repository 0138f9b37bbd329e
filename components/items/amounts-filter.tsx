'use client';

import { DecimalField } from '#components/ui/decimal-field.tsx';
import type { FilterFieldProps } from './filter-words.tsx';

/** Digits that an amount keeps after the point. */
const DECIMALS = 4;

/** From one amount to another; either may be open. */
export function AmountsFilter({ value, onChange }: FilterFieldProps<'amounts'>) {
  const set = (change: { from?: string; to?: string }) => {
    const from = (change.from ?? value?.from) || null;
    const to = (change.to ?? value?.to) || null;
    onChange(from === null && to === null ? null : { kind: 'amounts', from, to });
  };
  return (
    <div className="grid grid-cols-2 gap-2">
      <DecimalField
        label="From"
        allowsNegative
        decimals={DECIMALS}
        value={value?.from ?? ''}
        onChange={(from) => set({ from })}
      />
      <DecimalField
        label="To"
        allowsNegative
        decimals={DECIMALS}
        value={value?.to ?? ''}
        onChange={(to) => set({ to })}
      />
    </div>
  );
}
