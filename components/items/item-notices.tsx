'use client';

import { Copy as CopyIcon } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { ComponentProps } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { LockChanges } from '#components/publishing/lock-changes.tsx';
import { PublicationPanel } from '#components/publishing/publication-panel.tsx';
import { PublishedCard } from '#components/publishing/published-card.tsx';
import { ActionsPart, LifePart } from '#components/publishing/published-parts.tsx';
import { RefusalPanel } from '#components/publishing/refusal-panel.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { buttonClass } from '#components/ui/button-styles.ts';
import { later, useLater } from '#components/ui/later.ts';
import { Link } from '#components/ui/link.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { shownAmount } from '#lib/domain/coding/shown-amount.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { itemProgress } from '#lib/domain/item-progress.ts';
import { claimPath, itemPath } from '#lib/domain/paths.ts';
import type { ProblemField } from '#lib/domain/readiness/problem.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';
import type { Copy } from '#lib/intake/load-copies.ts';
import { DuplicateNotice } from './duplicate-notice.tsx';
import { placeNames, type problemsAt } from './field-problems.ts';
import { Instant } from './instant.tsx';
import type { ItemPageProps } from './item-page.tsx';
import { readAgain } from './read-again.ts';

export type ItemNoticesProps = Pick<
  ItemPageProps,
  'slug' | 'item' | 'gate' | 'connectionsHref' | 'may' | 'deleteItems' | 'publishing' | 'readAgain' | 'papers'
> & {
  isLocked: boolean;
  problems: ReturnType<typeof problemsAt>;
  /** The item's revision once what is being typed is saved; null where it can't be. */
  settle: () => Promise<number | null>;
  buttonsOf: ComponentProps<typeof RefusalPanel>['buttonsOf'];
  onGoTo: (field: ProblemField, line: number | null) => void;
  onDelete: () => void;
  onCompareWithBooks: () => void;
};

/** What holds for the whole item, above its fields: never so much that the first fields are out of sight. */
export function ItemNotices(props: ItemNoticesProps) {
  const { slug, item, gate, may, isLocked, problems, publishing, deleteItems, onGoTo, onDelete } = props;
  const { publication } = item;
  // What is being done comes first: the rest may be scrolled to.
  const isCorrected = publication?.afterwards?.correction != null;
  const actionsPart = publication?.afterwards && may.publish && may.edit && (
    <ActionsPart publication={publication} handlers={publishing} settle={props.settle} />
  );
  return (
    // Parts without anything to say take no room.
    <div className="flex max-h-60 shrink-0 flex-col gap-2 overflow-y-auto *:shrink-0 [&:not(:has(>*>*))]:hidden">
      {isCorrected && actionsPart}
      {item.claim && (
        <Banner
          title={
            <>
              In the expense claim{' '}
              <Link href={claimPath(slug, item.claim.number)}>
                <bdi>{item.claim.name}</bdi>
              </Link>
            </>
          }
        >
          {item.claim.isLocked
            ? 'It is published with that, and stays as it is.'
            : 'It is published with that, as a line of its bill.'}
        </Banner>
      )}
      {publication?.isPublished && (
        <PublishedCard
          publication={publication}
          amount={<Total item={item} />}
          when={<Instant at={publication.postedAt ?? publication.requestedAt} />}
          handlers={may.publish ? publishing : null}
        />
      )}
      {publication?.inBooks && (publication.inBooks.isGone || publication.inBooks.edits.length > 0) && (
        <LifePart publication={publication} bringBack={may.publish ? publishing.bringBackGone : null} />
      )}
      {!isCorrected && actionsPart}
      {publication && (
        <PublicationPanel
          publication={publication}
          reconnectHref={gate.health === 'needsReconnecting' ? props.connectionsHref : null}
        />
      )}
      {!isLocked && (
        <RefusalPanel
          reasons={item.refusal}
          ledgerName={gate.ledgerName ?? 'The accounting software'}
          nameOf={placeNames(item)}
          onGoTo={onGoTo}
          buttonsOf={props.buttonsOf}
        />
      )}
      {item.reading && !isLocked && (
        <ReadingPart reading={item.reading} readAgain={may.edit ? () => readAgain(props) : null} />
      )}
      {item.autoPublish && (
        <AutoPublish itemId={item.id} view={item.autoPublish} steer={may.publish ? publishing.steerAuto : null} />
      )}
      {!isLocked && <OtherwiseNotice item={item} />}
      {!may.edit && item.place === 'INBOX' && <Banner>{itemProgress[item.status]}</Banner>}
      <DuplicateNotice
        {...{ slug, item }}
        fixes={problems('reference').flatMap(({ code, fixes }) => (code === 'duplicate' ? (fixes ?? []) : []))}
        onDelete={isLocked || item.claim ? null : onDelete}
      />
      {!isLocked && !item.claim && item.alikeInBooks && (
        <InBooks
          alike={item.alikeInBooks}
          ledgerName={gate.ledgerName ?? 'The accounting software'}
          onCompare={props.onCompareWithBooks}
        />
      )}
      {!isLocked && item.likes.length > 0 && <Likeness {...{ slug, item }} handlers={props.papers} />}
      {!isLocked && !item.claim && item.copies.length > 0 && <CopyNotice {...{ slug, item, deleteItems }} />}
    </div>
  );
}

const readingNotice = later(() => import('./reading-notice.tsx'));

function ReadingPart(props: ComponentProps<typeof import('./reading-notice.tsx').ReadingNotice>) {
  const part = useLater(readingNotice, true);
  return part && <part.ReadingNotice {...props} />;
}

const likeness = later(() => import('#components/papers/likeness-notice.tsx'));

function Likeness(props: ComponentProps<typeof import('#components/papers/likeness-notice.tsx').LikenessNotice>) {
  const part = useLater(likeness, true);
  return part && <part.LikenessNotice {...props} />;
}

const autoPublish = later(() => import('./auto-publish-notice.tsx'));

function AutoPublish(props: ComponentProps<typeof import('./auto-publish-notice.tsx').AutoPublishNotice>) {
  const part = useLater(autoPublish, true);
  return part && <part.AutoPublishNotice {...props} />;
}

const inBooks = later(() => import('./in-books-notice.tsx'));

function InBooks(props: ComponentProps<typeof import('./in-books-notice.tsx').InBooksNotice>) {
  const part = useLater(inBooks, true);
  return part && <part.InBooksNotice {...props} />;
}

/** What the business's own rules make of it when it is published, and how a lock date that is in its way came about. */
function OtherwiseNotice({ item }: { item: ItemView }) {
  const { asPublished, lockLog } = item;
  if (asPublished.length === 0 && lockLog.length === 0) return null;
  return (
    <Banner title={asPublished.length > 0 ? 'Published otherwise than it is here' : 'How the lock date changed'}>
      {asPublished.map((change) => (
        <p key={change}>{change}</p>
      ))}
      {lockLog.length > 0 && <LockChanges changes={lockLog} />}
    </Banner>
  );
}

function Total({ item: { coding, choices } }: { item: ItemView }) {
  return (
    <>
      {coding.currency ?? choices.baseCurrency} <ShownNumber value={shownAmount(coding.type, coding.total ?? '0')} />
    </>
  );
}

function CopyNotice({ slug, item, deleteItems }: Pick<ItemNoticesProps, 'slug' | 'item' | 'deleteItems'>) {
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
