'use client';

import { Copy as CopyIcon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { thisTab } from '#components/live/this-tab.ts';
import { Banner } from '#components/ui/banner.tsx';
import { buttonClass } from '#components/ui/button-styles.ts';
import { Link } from '#components/ui/link.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { itemPath } from '#lib/domain/paths.ts';
import type { Copy } from '#lib/intake/load-copies.ts';
import type { ItemNoticesProps } from './item-notices.tsx';

/** Other items that have the very same file. */
export function CopyNotice({ slug, item, deleteItems }: Pick<ItemNoticesProps, 'slug' | 'item' | 'deleteItems'>) {
  const router = useRouter();
  const [first] = item.copies as [Copy];
  return (
    <Banner
      tone="warning"
      title="The same file was added more than once"
      action={
        <button
          type="button"
          className={buttonClass('secondary', 'small')}
          onClick={async () => {
            const removed = await deleteItems({ itemIds: [item.id] }, thisTab());
            if (removed.ok) router.push(itemPath(slug, first.workspace, first.number));
            else toast({ title: 'Not removed', description: removed.error.message, tone: 'danger' });
          }}
        >
          <CopyIcon size={14} /> Remove this copy
        </button>
      }
    >
      {item.copies.map((copy, index) => (
        <span key={copy.itemId}>
          {index > 0 && ', '}
          <Link href={itemPath(slug, copy.workspace, copy.number)}>Item {copy.number}</Link>
          {copy.addedBy && ` by ${isolated(copy.addedBy)}`}
          {copy.isArchived && ', archived'}
        </span>
      ))}
    </Banner>
  );
}
