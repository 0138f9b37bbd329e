'use client';

import { ExternalLink } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { type ComponentProps, useEffect, useState } from 'react';
import { PublicationExplanation } from '#components/publishing/publication-explanation.tsx';
import type { LoadAttempts } from '#components/publishing/publish-button.tsx';
import { Button } from '#components/ui/button.tsx';
import { cx } from '#components/ui/cx.ts';
import { ErrorState } from '#components/ui/error-state.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { Link } from '#components/ui/link.tsx';
import { FormSkeleton } from '#components/ui/skeleton.tsx';
import type { HistoryEntry } from '#lib/coding/item-history.ts';
import { rulePaths } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { PublicationView } from '#lib/publishing/publication-view.ts';
import { Instant } from './instant.tsx';

export type LoadHistory = (input: { itemId: string }) => Promise<Result<HistoryEntry[]>>;

/** Who or what changed each value, newest first. Asked for when it is shown, and anew when the item changes. */
export function ItemHistory({
  itemId,
  version,
  publication,
  load,
  loadAttempts,
}: {
  itemId: string;
  version: string;
  /** Under way, it stands above what has happened. */
  publication: PublicationView | null;
  load: LoadHistory;
  /** Null for those who publish nothing. */
  loadAttempts: LoadAttempts | null;
}) {
  const [answer, setAnswer] = useState<Result<HistoryEntry[]> | null>(null);
  const [tries, setTries] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version or try asks again
  useEffect(() => {
    let isCurrent = true;
    load({ itemId })
      .catch(() => ({ ok: false as const, error: { code: 'offline', message: 'The connection broke off.' } }))
      .then((loaded) => isCurrent && setAnswer(loaded));
    return () => {
      isCurrent = false;
    };
  }, [itemId, version, tries, load]);

  if (!answer) {
    return (
      <div className="p-4">
        <FormSkeleton fields={4} />
      </div>
    );
  }
  if (!answer.ok) {
    return (
      <ErrorState
        title="The history could not be shown"
        message={answer.error.message}
        onRetry={() => setTries(tries + 1)}
      />
    );
  }
  const wasPublished = answer.value.some(({ kind }) => kind === 'publishRequested');
  return (
    <>
      {wasPublished && loadAttempts && <WhatWasSent {...{ itemId, version }} load={loadAttempts} />}
      <ol className="flex flex-col p-4">
        {publication?.notice.isLive && (
          <li className="flex gap-3 pb-4">
            <span aria-hidden="true" className="mt-1.5 size-2 shrink-0 animate-breathe rounded-full bg-info-mark" />
            <div className="min-w-0 flex-1">
              <p className="font-medium">{publication.notice.label}</p>
              <p className="text-muted">
                <PublicationExplanation notice={publication.notice} />
              </p>
            </div>
          </li>
        )}
        {answer.value.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
    </>
  );
}

const sentRequests = later(() => import('./sent-requests.tsx'));

/** Brought, and asked for, once somebody wants to see it. */
function WhatWasSent(props: ComponentProps<typeof import('./sent-requests.tsx').SentRequests>) {
  const [isOpen, setOpen] = useState(false);
  const part = useLater(sentRequests, isOpen);
  return (
    <div className="border-b p-4">
      <Button size="small" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide what was sent' : 'Show what was sent'}
      </Button>
      {isOpen && part && (
        <div className="mt-3">
          <part.SentRequests {...props} />
        </div>
      )}
    </div>
  );
}

/** Lines are told one by one, other values before and after. */
function verbOf({ before, after, details }: NonNullable<HistoryEntry['change']>): string {
  if (details.length > 0 || (before && after)) return 'changed';
  return after ? 'set' : 'cleared';
}

const dots = { neutral: 'bg-edge', success: 'bg-success-mark', danger: 'bg-danger-mark' };

/** Whoever did it; a rule leads to where it can be changed. */
function Doer({ who, ruleId }: Pick<HistoryEntry, 'who' | 'ruleId'>) {
  const [, slug = ''] = usePathname().split('/');
  const name = <bdi className="font-medium">{who}</bdi>;
  return ruleId ? <Link href={rulePaths(slug).rule(ruleId)}>{name}</Link> : name;
}

function Entry({ entry: { who, ruleId, what, change, notes, link, tone, at } }: { entry: HistoryEntry }) {
  return (
    <li className="relative flex gap-3 pb-4 last:pb-0">
      <span aria-hidden="true" className={cx('mt-1.5 size-2 shrink-0 rounded-full', dots[tone])} />
      <div className="min-w-0 flex-1">
        <p className="break-words">
          <Doer {...{ who, ruleId }} /> {change ? `${verbOf(change)} ${what}` : what}
        </p>
        {change && change.details.length === 0 && (
          <p className="break-words text-muted">
            {change.before && (
              <>
                <bdi>
                  <del className="decoration-1">{change.before}</del>
                </bdi>{' '}
                <span aria-hidden="true">→</span>{' '}
              </>
            )}
            <bdi className="text-text">{change.after || 'empty'}</bdi>
          </p>
        )}
        {change?.details.map((detail) => (
          <p key={detail} className="break-words text-muted">
            {detail}
          </p>
        ))}
        {change?.because && <p className="text-xs text-muted">{change.because}</p>}
        {notes.map((note) => (
          <p key={note} className="break-words text-muted">
            {note}
          </p>
        ))}
        {link && (
          <p>
            <a
              href={link.href}
              target="_blank"
              rel="noreferrer"
              className="inline-flex min-h-6 items-center gap-1 rounded-sm text-accent-text underline underline-offset-2"
            >
              {link.text}
              <ExternalLink aria-hidden="true" size={12} />
              <span className="sr-only">, opens in a new tab</span>
            </a>
          </p>
        )}
        <p className="text-xs text-muted">
          <Instant at={at} />
        </p>
      </div>
    </li>
  );
}
