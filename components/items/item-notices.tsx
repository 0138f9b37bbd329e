'use client';

import type { ComponentProps, ReactNode } from 'react';
import { PublicationPanel } from '#components/publishing/publication-panel.tsx';
import { PublishedCard } from '#components/publishing/published-card.tsx';
import { ActionsPart, LifePart } from '#components/publishing/published-parts.tsx';
import { RefusalPanel } from '#components/publishing/refusal-panel.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { Link } from '#components/ui/link.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { shownAmount } from '#lib/domain/coding/shown-amount.ts';
import { itemProgress } from '#lib/domain/item-progress.ts';
import { claimPath } from '#lib/domain/paths.ts';
import type { ProblemField } from '#lib/domain/readiness/problem.ts';
import type { ItemView } from '#lib/inbox/get-item.ts';
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
  const { publication, reading, alikeInBooks } = item;
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
      {reading && !isLocked && (
        <OnDemand>
          {(part) => <part.ReadingNotice reading={reading} readAgain={may.edit ? () => readAgain(props) : null} />}
        </OnDemand>
      )}
      {item.autoPublish && (
        <OnDemand>
          {(part) => <part.AutoPublishNotice item={item} steer={may.publish ? publishing.steerAuto : null} />}
        </OnDemand>
      )}
      {!isLocked && item.asPublished.length + item.lockLog.length > 0 && (
        <OnDemand>{(part) => <part.OtherwiseNotice item={item} />}</OnDemand>
      )}
      {!may.edit && item.place === 'INBOX' && <Banner>{itemProgress[item.status]}</Banner>}
      {item.twins.length > 0 && (
        <OnDemand>
          {(part) => (
            <part.DuplicateNotice
              {...{ slug, item }}
              fixes={problems('reference').flatMap(({ code, fixes }) => (code === 'duplicate' ? (fixes ?? []) : []))}
              onDelete={isLocked || item.claim ? null : onDelete}
            />
          )}
        </OnDemand>
      )}
      {!isLocked && !item.claim && alikeInBooks && (
        <OnDemand>
          {(part) => (
            <part.InBooksNotice
              alike={alikeInBooks}
              ledgerName={gate.ledgerName ?? 'The accounting software'}
              onCompare={props.onCompareWithBooks}
            />
          )}
        </OnDemand>
      )}
      {!isLocked && !item.claim && item.copies.length > 0 && (
        <OnDemand>{(part) => <part.CopyNotice {...{ slug, item, deleteItems }} />}</OnDemand>
      )}
      {item.putTogether.length > 0 && (
        <OnDemand>{(part) => <part.PutTogetherNotice {...{ slug, item }} handlers={props.papers} />}</OnDemand>
      )}
      {!isLocked && item.likes.length > 0 && (
        <OnDemand>{(part) => <part.LikenessNotice {...{ slug, item }} handlers={props.papers} />}</OnDemand>
      )}
    </div>
  );
}

const notices = later(() => import('./notices-on-demand.ts'));

/** What few items have to say comes when one has. */
function OnDemand({ children }: { children: (part: typeof import('./notices-on-demand.ts')) => ReactNode }) {
  const part = useLater(notices, true);
  return part && children(part);
}

function Total({ item: { coding, choices } }: { item: ItemView }) {
  return (
    <>
      {coding.currency ?? choices.baseCurrency} <ShownNumber value={shownAmount(coding.type, coding.total ?? '0')} />
    </>
  );
}
