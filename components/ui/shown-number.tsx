'use client';

import { inUnits } from '#lib/domain/currency-units.ts';
import { writeNumber } from '#lib/domain/number-form.ts';
import { useFormats } from './formats.tsx';

/** A count, a plain decimal, or an amount of a currency in the reader's form, where it stands by itself; in a sentence: lib/domain/number-form.ts. */
export function ShownNumber({ value, currency }: { value: number | string; currency?: string }) {
  const text = String(value);
  return writeNumber(currency === undefined ? text : inUnits(text, currency), useFormats().numbers);
}
