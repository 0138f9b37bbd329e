import type { ReactNode } from 'react';

/** One subject of a page of an account. */
export function AccountSection({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-3 border-b pb-2 text-sm font-semibold">{title}</h2>
      {lead && <p className="mb-4 text-pretty break-words text-muted">{lead}</p>}
      {children}
    </section>
  );
}
