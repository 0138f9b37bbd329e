'use client';

import { Instant } from '#components/items/instant.tsx';
import { sayItIsMeant } from '#components/items/say-it-is-meant.ts';
import { PublicationPanel } from '#components/publishing/publication-panel.tsx';
import type { PublishHandlers } from '#components/publishing/publish-button.tsx';
import { PublishedCard } from '#components/publishing/published-card.tsx';
import { ActionsPart, LifePart } from '#components/publishing/published-parts.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { PlainButton } from '#components/ui/plain-button.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import type { ClaimBillView } from '#lib/claims/get-claim.ts';
import { itemPath } from '#lib/domain/paths.ts';
import type { PublishingGate } from '#lib/publishing/publication-view.ts';

export type ClaimBillCardProps = {
  slug: string;
  bill: ClaimBillView;
  gate: PublishingGate;
  connectionsHref: string | null;
  mayPublish: boolean;
  publishing: PublishHandlers;
  confirm: Parameters<typeof sayItIsMeant>[0]['confirm'];
  onPreview: () => void;
};

/** What a claim comes to in one currency, and what becomes of that in the books. */
export function ClaimBillCard(props: ClaimBillCardProps) {
  const { slug, bill, gate, mayPublish, publishing } = props;
  const { publication, currency, total, taxAmount } = bill;
  const isOpen = !publication?.isPublished && !publication?.locksItem;
  const confirm = sayItIsMeant({ item: { id: bill.itemId }, confirm: props.confirm });
  return (
    <section aria-label={`In ${currency}`} className="flex flex-col gap-2 border-b px-4 py-3">
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 tabular-nums">
        <dt className="text-muted">Tax in {currency}</dt>
        <dd className="text-right">
          <ShownNumber value={taxAmount} currency={currency} />
        </dd>
        <dt className="font-medium">Total in {currency}</dt>
        <dd className="text-right font-medium">
          <ShownNumber value={total} currency={currency} />
        </dd>
      </dl>
      {bill.refusal.length > 0 && (
        <Banner tone="danger" title={`${gate.ledgerName ?? 'The accounting software'} did not take it`}>
          {bill.refusal.map(({ message, item }) => (
            <p key={`${item} ${message}`}>
              {item !== null && <Link href={itemPath(slug, 'COSTS', item)}>Item {item}:</Link>} {message}
            </p>
          ))}
        </Banner>
      )}
      {bill.problems.map(({ message, code, fixes }) => {
        const asked = fixes.flatMap((fix) =>
          fix.kind === 'confirm' ? [{ code, question: fix.question, label: fix.label }] : [],
        );
        return (
          <Banner
            key={message}
            tone="warning"
            action={asked.map(({ label, code, question }) => (
              <Button key={label} size="small" onPress={() => void confirm(code, question)}>
                {label}
              </Button>
            ))}
          >
            {message}
          </Banner>
        );
      })}
      {publication?.isPublished && (
        <PublishedCard
          publication={publication}
          amount={
            <>
              {currency} <ShownNumber value={total} currency={currency} />
            </>
          }
          when={<Instant at={publication.postedAt ?? publication.requestedAt} />}
          handlers={mayPublish ? publishing : null}
        />
      )}
      {publication?.inBooks && (publication.inBooks.isGone || publication.inBooks.edits.length > 0) && (
        <LifePart publication={publication} bringBack={mayPublish ? publishing.bringBackGone : null} />
      )}
      {publication?.afterwards && mayPublish && (
        <ActionsPart publication={publication} handlers={publishing} settle={async () => bill.revision} />
      )}
      {publication && (
        <PublicationPanel
          publication={publication}
          reconnectHref={gate.health === 'needsReconnecting' ? props.connectionsHref : null}
        />
      )}
      {isOpen && gate.ledgerName && (
        <PlainButton
          className="min-h-6 self-start rounded-sm text-sm text-muted underline decoration-dotted underline-offset-4 hover:text-text pointer-coarse:min-h-11"
          onPress={props.onPreview}
        >
          What {gate.ledgerName} will show in {currency}
        </PlainButton>
      )}
    </section>
  );
}
