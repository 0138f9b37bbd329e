'use client';

import { ArrowLeft, ChevronDown, ChevronUp, EllipsisVertical, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { besidePhoneBar } from '#components/ui/beside-phone-bar.ts';
import { buttonClass } from '#components/ui/button-styles.ts';
import { cx } from '#components/ui/cx.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { later } from '#components/ui/later.ts';
import { Link } from '#components/ui/link.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { PlainButton } from '#components/ui/plain-button.tsx';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { itemTypeNames } from '#lib/domain/coding/fields.ts';
import { archivePath, inboxPath } from '#lib/domain/paths.ts';
import { toDo } from '#lib/domain/readiness/assessment.ts';
import { fieldsLeft } from './field-problems.ts';
import type { ItemMenuProps } from './item-menu-items.tsx';
import type { ItemPageProps } from './item-page.tsx';
import { ItemStatusBadge } from './item-status-badge.tsx';

const menuItems = later(() => import('./item-menu-items.tsx'));

export type ItemHeaderProps = Pick<ItemPageProps, 'slug' | 'item' | 'list' | 'may'> & {
  isLocked: boolean;
  /** Something that is shown is not stored. */
  isUnfinished: boolean;
  /** What was changed last, to be undone; null when nothing was. */
  canUndo: string | null;
  onUndo: () => void;
  /** Undefined at the ends of the list. */
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  /** Leads to the first field that something is to be done at. */
  onFirstLeft: () => void;
  onDelete: () => void;
  /** Null for one whose contact is not known. */
  onSetRules: (() => void) | null;
  /** To the other workspace; null for what stays where it is. */
  onMove: (() => void) | null;
  onArchive: (() => void) | null;
  /** From the archive; null for what is published, or not there. */
  onBringBack: (() => void) | null;
  /** It could be brought back, did the business not keep what is in the books in the archive. */
  staysArchived: boolean;
  onExport: (() => void) | null;
  onSend: (() => void) | null;
  /** Its amounts among several; null for what stays as it is. */
  onSplit: (() => void) | null;
  /** Has its document read; null where it is being read, or too late. */
  onReadAgain: (() => void) | null;
  /** What the books will show of it; null for what is published, or has none. */
  onPreview: (() => void) | null;
  ledgerName: string | null;
  /** *Publish*, or what became of it. */
  children: ReactNode;
};

/** Which item it is, how far it has come, and what can be done with it as a whole. On a phone one line, beside the menu. */
export function ItemHeader(props: ItemHeaderProps) {
  const { slug, item, list, may, isLocked } = props;
  return (
    <header
      data-page-header="tall"
      className={cx('flex min-h-14 shrink-0 items-center gap-x-3 border-b px-3 py-2 max-md:gap-x-1.5', besidePhoneBar)}
    >
      <div className="flex min-w-0 items-center gap-1.5 max-md:flex-1">
        <BackLink {...{ slug, item, list }} />
        <h1 className="truncate text-lg tracking-tight">
          {item.contact?.name ?? item.readName ?? item.document?.fileName ?? 'Item'}
        </h1>
        <div className="contents max-md:hidden">
          <ItemProgress {...props} />
        </div>
      </div>
      <div className="ml-auto flex shrink-0 items-center gap-1">
        <div className="contents max-md:hidden">
          <ItemSteps {...props} />
        </div>
        {(may.edit || !isLocked) && (
          <Menu
            label="More"
            items={menuItems}
            trigger={<IconButton label="More" icon={<EllipsisVertical size={16} />} />}
          >
            <MenuItems {...props} />
          </Menu>
        )}
      </div>
      {props.children}
    </header>
  );
}

/** What has no room in a phone's header: it scrolls away with the fields. */
export function ItemStrip(props: Omit<ItemHeaderProps, 'children'>) {
  return (
    <div className="-my-2 flex flex-wrap items-center gap-x-1.5 md:hidden">
      <ItemProgress {...props} />
      <div className="ml-auto flex items-center gap-1">
        <ItemSteps {...props} />
      </div>
    </div>
  );
}

type PartProps = Omit<ItemHeaderProps, 'children'>;

function ItemProgress({ item, may, isLocked, isUnfinished, onFirstLeft }: PartProps) {
  const left = may.edit && !isLocked ? fieldsLeft(item) : 0;
  return (
    <>
      <span className="shrink-0 text-muted tabular-nums">#{item.number}</span>
      {item.coding.type === 'CREDIT_NOTE' && (
        <span className="shrink-0 rounded-sm border px-1.5 text-xs text-muted">{itemTypeNames.CREDIT_NOTE}</span>
      )}
      <span className="ml-1 shrink-0">
        <ItemStatusBadge
          status={item.status}
          toDo={toDo(item)}
          notes={item.asPublished}
          inBooks={item.alikeInBooks?.message ?? null}
          publication={item.publication}
          mayEdit={may.edit}
          isUnfinished={isUnfinished}
        />
      </span>
      {left > 0 && (
        <PlainButton
          className="min-h-6 shrink-0 rounded-sm text-sm text-muted pointer-coarse:min-h-11 underline decoration-dotted underline-offset-4 hover:text-text"
          onPress={onFirstLeft}
        >
          {left} {left === 1 ? 'field' : 'fields'} left
        </PlainButton>
      )}
    </>
  );
}

function ItemSteps({ may, isLocked, canUndo, onUndo, onPrevious, onNext }: PartProps) {
  return (
    <>
      {may.edit && !isLocked && (
        <IconButton
          label={canUndo ? `Undo: ${canUndo}` : 'Nothing to undo'}
          shortcut="Ctrl Z"
          icon={<Undo2 size={16} />}
          isDisabled={!canUndo}
          onPress={onUndo}
        />
      )}
      <IconButton
        label="Previous item"
        shortcut="K"
        icon={<ChevronUp size={16} />}
        isDisabled={!onPrevious}
        onPress={onPrevious}
      />
      <IconButton
        label="Next item"
        shortcut="J"
        icon={<ChevronDown size={16} />}
        isDisabled={!onNext}
        onPress={onNext}
      />
    </>
  );
}

function MenuItems(props: ItemMenuProps) {
  const part = menuItems.now();
  return part && <part.ItemMenuItems {...props} />;
}

/** To the list as it was left. */
function BackLink({ slug, item, list }: Pick<ItemHeaderProps, 'slug' | 'item' | 'list'>) {
  const isArchive = list.from === 'archive';
  return (
    <Tooltip text={isArchive ? 'Archive' : 'Inbox'}>
      <Link
        tone="plain"
        href={(isArchive ? archivePath : inboxPath)(slug, item.workspace) + list.address}
        aria-label={isArchive ? 'Back to the archive' : 'Back to the inbox'}
        className={buttonClass('quiet', 'medium', { isSquare: true })}
      >
        <ArrowLeft size={16} />
      </Link>
    </Tooltip>
  );
}
