'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { DateForm } from '#lib/domain/date-form.ts';

/** Whose clock counts, and how dates are read and typed. */
export type Formats = {
  /** IANA name; null while it is not known, when the browser's own counts. */
  timeZone: string | null;
  dates: DateForm;
};

const FormatsContext = createContext<Formats>({ timeZone: null, dates: 'named' });

export function FormatsProvider({ formats, children }: { formats: Formats; children: ReactNode }) {
  return <FormatsContext value={formats}>{children}</FormatsContext>;
}

/** How the person who looks reads dates. */
export const useFormats = () => useContext(FormatsContext);
