'use client';

import { useEffect, useState } from 'react';
import { cx } from '#components/ui/cx.ts';
import { ErrorState } from '#components/ui/error-state.tsx';
import { FormSkeleton } from '#components/ui/skeleton.tsx';
import type { Result } from '#lib/domain/result.ts';
import type { HistoryEntry } from '#lib/items/item-history.ts';
import { Instant } from './instant.tsx';

export type LoadHistory = (input: { itemId: string }) => Promise<Result<HistoryEntry[]>>;

/** Who or what changed each value, newest first. Asked for when it is shown, and anew when the item changes. */
export function ItemHistory({ itemId, version, load }: { itemId: string; version: string; load: LoadHistory }) {
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
  return (
    <ol className="flex flex-col p-4">
      {answer.value.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ol>
  );
}

/** Lines are told one by one, other values before and after. */
function verbOf({ before, after, details }: NonNullable<HistoryEntry['change']>): string {
  if (details.length > 0 || (before && after)) return 'changed';
  return after ? 'set' : 'cleared';
}

const dots = { neutral: 'bg-edge', success: 'bg-success-mark', danger: 'bg-danger-mark' };

function Entry({ entry: { who, what, change, note, tone, at } }: { entry: HistoryEntry }) {
  return (
    <li className="relative flex gap-3 pb-4 last:pb-0">
      <span aria-hidden="true" className={cx('mt-1.5 size-2 shrink-0 rounded-full', dots[tone])} />
      <div className="min-w-0 flex-1">
        <p className="break-words">
          <span className="font-medium">{who}</span> {change ? `${verbOf(change)} ${what}` : what}
        </p>
        {change && change.details.length === 0 && (
          <p className="break-words text-muted">
            {change.before && (
              <>
                <del className="decoration-1">{change.before}</del> <span aria-hidden="true">→</span>{' '}
              </>
            )}
            <span className="text-text">{change.after || 'empty'}</span>
          </p>
        )}
        {change?.details.map((detail) => (
          <p key={detail} className="break-words text-muted">
            {detail}
          </p>
        ))}
        {change?.because && <p className="text-xs text-muted">{change.because}</p>}
        {note && <p className="text-muted">{note}</p>}
        <p className="text-xs text-muted">
          <Instant at={at} />
        </p>
      </div>
    </li>
  );
}
