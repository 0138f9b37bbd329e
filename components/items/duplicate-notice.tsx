'use client';

import { Columns2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { goToNextStep } from '#components/ui/keep-focus.ts';
import { later, useLater } from '#components/ui/later.ts';
import { Link } from '#components/ui/link.tsx';
import { itemPath } from '#lib/domain/paths.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';

const compared = later(() => import('./compared-document.tsx'));

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
  const part = useLater(compared, isOpen);
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
        isOpen={isOpen && part !== null}
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
        {part && (
          <div className="grid grid-cols-2 gap-4">
            <part.ComparedDocument
              slug={slug}
              item={own}
              status={statusOf({ isPublished: item.publication?.isPublished, isArchived: item.place === 'ARCHIVE' })}
            />
            <part.ComparedDocument slug={slug} item={twin} status={statusOf(twin)} />
          </div>
        )}
      </Dialog>
    </Banner>
  );
}

const statusOf = ({ isPublished = false, isArchived }: { isPublished?: boolean | undefined; isArchived: boolean }) =>
  isPublished ? 'Published' : isArchived ? 'Archived' : 'In the inbox';
