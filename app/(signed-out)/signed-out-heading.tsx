import type { ReactNode } from 'react';

export function SignedOutHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="mb-6">
      <p className="mb-6 text-sm font-semibold tracking-tight text-accent-text">Intray</p>
      <h1 className="text-xl tracking-tight">{title}</h1>
      {children && <p className="mt-1 text-sm text-pretty text-muted">{children}</p>}
    </header>
  );
}
