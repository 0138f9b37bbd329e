'use client';

import { cx } from '#components/ui/cx.ts';
import { useFormats } from '#components/ui/formats.tsx';
import { Link } from '#components/ui/link.tsx';
import { showDate } from '#lib/domain/date-form.ts';
import { documentPaths, itemPath } from '#lib/domain/paths.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import type { ComparedSide } from '#lib/inbox/duplicates/like-views.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';

/** The item that is looked at, as one of two. */
export function sideOf(item: ItemView): ComparedSide {
  return {
    ...{ id: item.id, number: item.number, workspace: item.workspace, contact: item.contact?.name ?? null },
    ...{ reference: item.coding.reference, issuedOn: item.coding.issuedOn, total: item.coding.total },
    currency: item.coding.currency,
    status: item.publication?.isPublished ? 'Published' : item.place === 'ARCHIVE' ? 'Archived' : 'In the inbox',
    sheet: item.document?.sheets[0] ?? null,
  };
}

/** Two items with what is entered and their first pages; what differs is marked. */
export function SideBySide({ slug, own, other }: { slug: string; own: ComparedSide; other: ComparedSide }) {
  return (
    <div className="grid grid-cols-2 gap-4">
      <OneSide {...{ slug }} side={own} beside={other} />
      <OneSide {...{ slug }} side={other} beside={own} />
    </div>
  );
}

function OneSide({ slug, side, beside }: { slug: string; side: ComparedSide; beside: ComparedSide }) {
  const { dates } = useFormats();
  const rows: [string, (of: ComparedSide) => string][] = [
    ['Supplier or customer', ({ contact }) => contact ?? ''],
    ['Reference', ({ reference }) => reference ?? ''],
    ['Date', ({ issuedOn }) => (issuedOn ? showDate(issuedOn, dates) : '')],
    ['Total', ({ total, currency }) => (total === null ? '' : `${currency ?? ''} ${Number(total).toFixed(2)}`.trim())],
    ['In', ({ workspace }) => workspaceNames[workspace]],
    ['Status', ({ status }) => status],
  ];
  return (
    <section aria-label={`Item ${side.number}`} className="flex min-w-0 flex-col gap-2">
      <h3 className="font-medium">
        <Link href={itemPath(slug, side.workspace, side.number)}>Item {side.number}</Link>
      </h3>
      <dl className="text-sm">
        {rows.map(([name, of]) => {
          const differs = of(side) !== of(beside);
          return (
            <div
              key={name}
              className={cx('flex flex-wrap gap-x-2 rounded-sm px-1.5 py-0.5', differs && 'bg-warning-soft')}
            >
              <dt className="w-36 shrink-0 text-muted max-md:w-full">
                {name}
                {differs && <span className="sr-only">, differs</span>}
              </dt>
              <dd className="min-w-0 break-words">{of(side) || '–'}</dd>
            </div>
          );
        })}
      </dl>
      {side.sheet && (
        // biome-ignore lint/performance/noImgElement: pages are drawn in fitting sizes by our own route
        <img
          src={documentPaths(slug, side.sheet.documentId).page(side.sheet.page, 800)}
          alt={`First page of item ${side.number}`}
          className="w-full border bg-[#fff]"
          style={{ rotate: `${side.sheet.turn}deg` }}
        />
      )}
    </section>
  );
}
