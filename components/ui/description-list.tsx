import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export type DescriptionListProps = {
  items: readonly { term: string; detail: ReactNode }[];
  className?: string;
};

/** Facts with their names, to be read and not edited. */
export function DescriptionList({ items, className }: DescriptionListProps) {
  return (
    <dl className={cx('grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_minmax(0,1fr)]', className)}>
      {items.map(({ term, detail }) => (
        <div key={term} className="contents">
          <dt className="text-muted max-sm:-mb-2">{term}</dt>
          <dd className="min-w-0">{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
