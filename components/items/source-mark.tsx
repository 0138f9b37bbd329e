'use client';

import { BookOpen, FileText, History, Sigma, UserRound, Workflow } from 'lucide-react';
import { createContext, useContext } from 'react';
import type { CodingField } from '#lib/domain/coding/coding.ts';
import type { ShownSource, ShownSources } from '#lib/inbox/shown-sources.ts';

/** Where the values of the item at hand come from. */
export const SourcesContext = createContext<ShownSources>({});

const icons = {
  person: UserRound,
  rule: Workflow,
  document: FileText,
  history: History,
  books: BookOpen,
  calculated: Sigma,
} as const satisfies Record<ShownSource['by'], unknown>;

/** A small mark beside a field's label for where its value comes from; in words when one points at it, or is in the field. */
export function SourceMark({ field }: { field: CodingField }) {
  const source = useContext(SourcesContext)[field];
  if (!source) return null;
  const Icon = icons[source.by];
  return (
    <span
      data-source={source.by}
      className="group/source absolute top-0 right-0 flex h-5 items-center group-has-[[role=status]>*]/place:hidden"
    >
      <span role="img" aria-label={source.text} className="text-muted">
        <Icon aria-hidden="true" size={12} />
      </span>
      <span
        aria-hidden="true"
        className="pointer-events-none invisible absolute right-0 bottom-full z-20 mb-0.5 w-max max-w-[min(13rem,40vw)] rounded-md border bg-surface px-2 py-1 text-xs text-text shadow-sm group-hover/source:visible group-has-focus-visible/place:visible"
      >
        {source.text}
      </span>
    </span>
  );
}
