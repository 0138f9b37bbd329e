import type { ReactNode } from 'react';

/** A part of the page about one's account: what it is, how it stands, and what can be done. */
export function AccountSection({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="max-w-2xl">
      <div className="mb-3 flex items-center gap-2.5 border-b pb-2">
        <h2 className="text-sm font-semibold">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
