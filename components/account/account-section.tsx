import type { ReactNode } from 'react';

export type AccountSectionProps = {
  /** By which an address leads to it. */
  id?: string;
  title: string;
  /** How it stands, beside the title. */
  aside?: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
};

/** One subject of a page of an account. */
export function AccountSection({ id, title, aside, lead, children }: AccountSectionProps) {
  return (
    <section id={id}>
      <div className="mb-3 flex items-center gap-2.5 border-b pb-2">
        <h2 className="text-sm font-semibold">{title}</h2>
        {aside}
      </div>
      {lead && <p className="mb-4 text-pretty break-words text-muted">{lead}</p>}
      {children}
    </section>
  );
}
