'use client';

import { BookOpen, FileText, History, Sigma, UserRound, Workflow } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { createContext, useContext } from 'react';
import { PageLink } from '#components/ui/page-link.tsx';
import type { CodingField } from '#lib/domain/coding/coding.ts';
import { rulePaths } from '#lib/domain/paths.ts';
import type { ShownSource, ShownSources } from '#lib/inbox/shown-sources.ts';

/** Where the values of the item at hand come from. */
export const SourcesContext = createContext<ShownSources>({});

export const sourceIcons = {
  person: UserRound,
  rule: Workflow,
  document: FileText,
  history: History,
  books: BookOpen,
  calculated: Sigma,
} as const satisfies Record<ShownSource['by'], unknown>;

/**
 * A small mark beside a field's label for where its value comes from; in words when one points at it, or is in the field.
 * That of a rule leads to the rule; whoever has no pointer goes there by the history.
 */
export function SourceMark({ field }: { field: CodingField }) {
  const source = useContext(SourcesContext)[field];
  const [, slug = ''] = usePathname().split('/');
  if (!source) return null;
  const Icon = sourceIcons[source.by];
  const mark = <Icon aria-hidden="true" size={12} />;
  return (
    <span
      data-source={source.by}
      className="group/source absolute top-0 right-0 flex h-5 items-center group-has-[[role=status]>*]/place:hidden"
    >
      {source.ruleId ? (
        <PageLink
          href={rulePaths(slug).rule(source.ruleId)}
          aria-label={source.text}
          tabIndex={-1}
          className="relative text-muted after:absolute after:-inset-1.5 hover:text-text"
        >
          {mark}
        </PageLink>
      ) : (
        <span role="img" aria-label={source.text} className="text-muted">
          {mark}
        </span>
      )}
      <span
        aria-hidden="true"
        className="pointer-events-none invisible absolute right-0 bottom-full z-20 mb-0.5 w-max max-w-[min(13rem,40vw)] rounded-md border bg-surface px-2 py-1 text-xs text-text shadow-sm group-hover/source:visible group-has-focus-visible/place:visible"
      >
        {source.text}
      </span>
    </span>
  );
}
