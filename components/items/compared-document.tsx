'use client';

import type { ReactNode } from 'react';
import { DescriptionList } from '#components/ui/description-list.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatInstant } from '#lib/domain/instant-text.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { documentPaths, itemPath } from '#lib/domain/paths.ts';
import type { TwinView } from '#lib/inbox/load-twin-views.ts';

/** One of two items that are held beside each other. */
export function ComparedDocument({
  slug,
  item,
  status,
}: {
  slug: string;
  item: Pick<TwinView, 'number' | 'workspace' | 'reference' | 'addedBy' | 'addedAt' | 'documentId'>;
  status: string;
}) {
  const formats = useFormats();
  const facts: [string, ReactNode][] = [
    ['Document reference', item.reference],
    ['Added', `${formatInstant(item.addedAt, formats)}${item.addedBy ? ` by ${isolated(item.addedBy)}` : ''}`],
    ['Status', status],
  ];
  return (
    <section aria-label={`Item ${item.number}`} className="flex min-w-0 flex-col gap-2">
      <h3 className="font-medium">
        <Link href={itemPath(slug, item.workspace, item.number)}>Item {item.number}</Link>
      </h3>
      <DescriptionList items={facts.map(([term, detail]) => ({ term, detail }))} />
      {item.documentId && (
        // biome-ignore lint/performance/noImgElement: pages are drawn in fitting sizes by our own route
        <img
          src={documentPaths(slug, item.documentId).page(1, 800)}
          alt={`First page of item ${item.number}`}
          className="w-full border bg-[#fff]"
        />
      )}
    </section>
  );
}
