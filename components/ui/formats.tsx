'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { Formats } from '#lib/domain/personal-preferences.ts';

const FormatsContext = createContext<Formats>({
  timeZone: null,
  dates: 'named',
  numbers: 'commaPoint',
  areNumbersChosen: false,
});

export function FormatsProvider({ formats, children }: { formats: Formats; children: ReactNode }) {
  return <FormatsContext value={formats}>{children}</FormatsContext>;
}

/** How the person who looks reads dates, times and numbers. */
export const useFormats = () => useContext(FormatsContext);
