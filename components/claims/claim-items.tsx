'use client';

import { EllipsisVertical, FileText, ReceiptText, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import { brokenOff, type ClaimHandlers } from '#components/gathering/claim-handlers.ts';
import { thisTab } from '#components/live/this-tab.ts';
import { cx } from '#components/ui/cx.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Link } from '#components/ui/link.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { PlainButton } from '#components/ui/plain-button.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { ClaimItemView, ClaimView } from '#lib/claims/get-claim.ts';
import { showDate } from '#lib/domain/date-form.ts';
import { documentPaths, itemPath } from '#lib/domain/paths.ts';
import { ReturnItemDialog } from './return-item-dialog.tsx';

const THUMBNAIL_PX = 120;

/** What a claim holds: each with what is left to do about it, and the way to that. */
export function ClaimItems({
  slug,
  claim,
  mayEdit,
  shownId,
  onShow,
  handlers,
}: {
  slug: string;
  claim: ClaimView;
  mayEdit: boolean;
  /** Whose receipt is beside. */
  shownId: string | null;
  onShow: (itemId: string) => void;
  handlers: ClaimHandlers;
}) {
  const [returned, setReturned] = useState<ClaimItemView | null>(null);
  async function takeOut(item: ClaimItemView) {
    const asked = { claimId: claim.id, itemIds: [item.id] };
    const out = await handlers.takeOut(asked, thisTab()).catch(brokenOff);
    if (!out.ok) return toast({ title: 'Not taken out', description: out.error.message, tone: 'danger' });
    toast({
      title: `Item ${item.number} is in the inbox again`,
      action: { label: 'Undo', onPress: () => void handlers.add(asked, thisTab()) },
    });
  }
  if (claim.items.length === 0) {
    return (
      <EmptyState icon={<ReceiptText />} title="Nothing in this claim yet">
        {mayEdit && 'Add items of the inbox: they leave it with the claim.'}
      </EmptyState>
    );
  }
  return (
    <>
      <ul aria-label="Items" className="divide-y border-b">
        {claim.items.map((item) => (
          <Row
            key={item.id}
            {...{ slug, item }}
            isShown={item.id === shownId}
            onShow={() => onShow(item.id)}
            onTakeOut={mayEdit && !item.isLocked ? () => void takeOut(item) : null}
            onReturn={() => setReturned(item)}
          />
        ))}
      </ul>
      {returned && (
        <ReturnItemDialog
          claimId={claim.id}
          item={returned}
          returnItem={handlers.returnItem}
          onClose={() => setReturned(null)}
        />
      )}
    </>
  );
}

function Row({
  slug,
  item,
  isShown,
  onShow,
  onTakeOut,
  onReturn,
}: {
  slug: string;
  item: ClaimItemView;
  isShown: boolean;
  onShow: () => void;
  /** Null for what stays. */
  onTakeOut: (() => void) | null;
  onReturn: () => void;
}) {
  const { dates } = useFormats();
  const [isUndrawn, setUndrawn] = useState(false);
  const name = item.contact ?? item.document?.fileName ?? `Item ${item.number}`;
  return (
    <li className={cx('flex items-start gap-3 px-4 py-2.5', isShown && 'bg-accent-soft')}>
      <PlainButton
        aria-label={`Show the receipt of item ${item.number}`}
        aria-pressed={isShown}
        className="grid h-14 w-11 shrink-0 place-items-center overflow-hidden rounded-sm border bg-surface"
        onPress={onShow}
      >
        {item.document && !isUndrawn ? (
          // biome-ignore lint/performance/noImgElement: drawn by our own server in the wanted size
          <img
            alt=""
            loading="lazy"
            className="size-full object-cover object-top"
            src={documentPaths(slug, item.document.id).page(item.document.sheets[0]?.page ?? 1, THUMBNAIL_PX)}
            onError={() => setUndrawn(true)}
          />
        ) : (
          <FileText aria-hidden="true" size={16} className="text-muted" />
        )}
      </PlainButton>
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <Link
            href={itemPath(slug, 'COSTS', item.number)}
            className="min-h-6 min-w-0 truncate content-center font-medium pointer-coarse:min-h-11"
          >
            <bdi>{name}</bdi>
          </Link>
          <span className="ml-auto shrink-0 tabular-nums">
            {item.currency} {item.total === null ? '–' : <ShownNumber value={item.total} currency={item.currency} />}
          </span>
        </p>
        <p className="flex flex-wrap items-baseline gap-x-2 text-muted">
          <span className="tabular-nums">
            {item.issuedOn ? showDate(item.issuedOn, dates) : 'No date'}, no. {item.number}
          </span>
          {item.taxAmount !== null && (
            <span className="ml-auto text-xs tabular-nums">
              tax <ShownNumber value={item.taxAmount} currency={item.currency} />
            </span>
          )}
        </p>
        <p className="truncate text-muted">
          {[item.category, item.description].filter(Boolean).join(', ') || 'No category'}
        </p>
        {item.problems.map((problem) => (
          <p key={problem} className="mt-0.5 text-sm text-warning">
            {problem}
          </p>
        ))}
      </div>
      {onTakeOut && (
        <Menu
          label={`Item ${item.number}`}
          trigger={
            <IconButton size="small" label={`More of item ${item.number}`} icon={<EllipsisVertical size={15} />} />
          }
        >
          <MenuItem id="out" icon={<X />} onAction={onTakeOut}>
            Take out
          </MenuItem>
          <MenuItem id="return" icon={<Undo2 />} onAction={onReturn}>
            Return…
          </MenuItem>
        </Menu>
      )}
    </li>
  );
}
