import type { ReactNode } from 'react';

/** One subject of a page of an account: what it is, how it stands, and what can be done. */
export function AccountSection({
  title,
  aside,
  lead,
  children,
}: {
  title: string;
  aside?: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="max-w-2xl">
      <div className="mb-3 flex items-center gap-2.5 border-b pb-2">
        <h2 className="text-sm font-semibold">{title}</h2>
        {aside}
      </div>
      {lead && <p className="mb-4 text-pretty break-words text-muted">{lead}</p>}
      {children}
    </section>
  );
}
