'use client';

import { writeNumber } from '#lib/domain/number-form.ts';
import { useFormats } from './formats.tsx';

/** A count or a plain decimal in the reader's form, where it stands by itself; in a sentence: lib/domain/number-form.ts. */
export function ShownNumber({ value }: { value: number | string }) {
  return writeNumber(String(value), useFormats().numbers);
}
