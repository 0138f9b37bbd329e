import type { ReactNode } from 'react';

/** What a signed-out page is about: its title, a word of explanation, and the form. */
export function Panel({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <section className="sm:rounded-xl sm:border sm:bg-surface sm:p-6">
      <h1 className="text-xl tracking-tight">{title}</h1>
      {lead && <p className="mt-1 text-sm text-pretty text-muted">{lead}</p>}
      <div className="mt-5">{children}</div>
    </section>
  );
}
