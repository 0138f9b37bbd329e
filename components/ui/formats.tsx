'use client';

import { createContext, type ReactNode, useContext } from 'react';

/** Whose clock counts. */
export type Formats = {
  /** IANA name; null while it is not known, when the browser's own counts. */
  timeZone: string | null;
};

const FormatsContext = createContext<Formats>({ timeZone: null });

export function FormatsProvider({ formats, children }: { formats: Formats; children: ReactNode }) {
  return <FormatsContext value={formats}>{children}</FormatsContext>;
}

/** How the person who looks reads dates. */
export const useFormats = () => useContext(FormatsContext);
