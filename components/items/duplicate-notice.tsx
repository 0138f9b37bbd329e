'use client';

import { Columns2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { DescriptionList } from '#components/ui/description-list.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { goToNextStep } from '#components/ui/keep-focus.ts';
import { Link } from '#components/ui/link.tsx';
import { formatInstant } from '#lib/domain/instant-text.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { documentPaths, itemPath } from '#lib/domain/paths.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';
import type { TwinView } from '#lib/inbox/load-twin-views.ts';

/**
 * Beside an item that seems to be here more than once: the others, and a look at both documents side by side, with what
 * can be done about it. Published items are told of too, and nothing can be done about those here.
 */
export function DuplicateNotice({
  slug,
  item,
  fixes,
  onDelete,
}: {
  slug: string;
  item: ItemView;
  /** What would settle it, where it still holds the item. */
  fixes: readonly { label: string; onFix: () => void }[];
  /** Null for an item that stays. */
  onDelete: (() => void) | null;
}) {
  const [isOpen, setOpen] = useState(false);
  const compare = useRef<HTMLButtonElement>(null);
  const isAnswered = useRef(false);
  const isOpenQuestion = fixes.length > 0;
  // Once it is settled: whoever has answered goes on.
  useEffect(() => {
    if (isOpenQuestion || !isAnswered.current) return;
    isAnswered.current = false;
    goToNextStep(compare.current);
  }, [isOpenQuestion]);
  const [twin] = item.twins;
  if (!twin) return null;
  const own = { ...item, reference: item.coding.reference, documentId: item.document?.id ?? null };
  return (
    <Banner
      tone={isOpenQuestion ? 'warning' : 'info'}
      title={isOpenQuestion ? 'This may be here twice' : 'Another item is like this one'}
      action={
        <Button ref={compare} size="small" icon={<Columns2 size={14} />} onPress={() => setOpen(true)}>
          Compare
        </Button>
      }
    >
      {item.twins.map((other, index) => (
        <span key={other.id}>
          {index > 0 && ', '}
          <Link href={itemPath(slug, other.workspace, other.number)}>Item {other.number}</Link>
          {other.isPublished ? ', published' : other.isArchived && ', archived'}
        </span>
      ))}
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        size="large"
        title={`Item ${item.number} and item ${twin.number}`}
        actions={
          <>
            {onDelete && (
              <Button variant="danger" onPress={onDelete}>
                Delete item {item.number}
              </Button>
            )}
            {fixes.map(({ label, onFix }) => (
              <Button
                key={label}
                variant="primary"
                onPress={() => {
                  setOpen(false);
                  isAnswered.current = true;
                  onFix();
                }}
              >
                {label}
              </Button>
            ))}
          </>
        }
      >
        <div className="grid grid-cols-2 gap-4">
          <Side
            slug={slug}
            item={own}
            status={statusOf({ isPublished: item.publication?.isPublished, isArchived: item.place === 'ARCHIVE' })}
          />
          <Side slug={slug} item={twin} status={statusOf(twin)} />
        </div>
      </Dialog>
    </Banner>
  );
}

const statusOf = ({ isPublished = false, isArchived }: { isPublished?: boolean | undefined; isArchived: boolean }) =>
  isPublished ? 'Published' : isArchived ? 'Archived' : 'In the inbox';

function Side({
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
