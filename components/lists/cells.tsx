import type { ReactNode } from 'react';
import { StatusBadge } from '#components/ui/status-badge.tsx';

/** An entry's name; under way to its end in a narrow column, so the whole of it is on hover. */
export function NameCell({
  name,
  title = name,
  isArchived,
  children,
}: {
  name: string;
  /** More than the name, where there is more to say. */
  title?: string;
  isArchived: boolean;
  children?: ReactNode;
}) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className={isArchived ? 'truncate' : 'truncate font-medium'} title={title}>
        {name}
      </span>
      {isArchived && <StatusBadge status="archived" />}
      {children}
    </span>
  );
}

/** Codes and numbers line up by their digits. */
export function CodeCell({ code }: { code: string | null }) {
  return code === null ? <None /> : <span className="tabular-nums">{code}</span>;
}

export function TextCell({ text }: { text: string | null }) {
  return text === null || text === '' ? <None /> : <span title={text}>{text}</span>;
}

/** Nothing is known: a quiet dash, silent to screen readers. */
function None() {
  return (
    <span aria-hidden="true" className="text-muted">
      –
    </span>
  );
}
