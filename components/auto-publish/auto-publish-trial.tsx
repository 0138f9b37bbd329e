'use client';

import { useEffect, useRef, useState } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Link } from '#components/ui/link.tsx';
import { SegmentedControl } from '#components/ui/segmented-control.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import type { DryRun, DryRunItem } from '#lib/auto-publish/dry-run.ts';
import type { AutoPublishSettings } from '#lib/domain/auto-publish/auto-publish-settings.ts';
import { guardNames } from '#lib/domain/auto-publish/guard-names.ts';
import { formatDate, toCalendarDate } from '#lib/domain/calendar-date.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { itemPath } from '#lib/domain/paths.ts';
import type { AutoPublishHandlers } from './auto-publish-form.tsx';

/** Nobody types for longer without a pause. */
const PAUSE_MS = 600;

const parts = [
  { value: 'would', label: 'Published' },
  { value: 'held', label: 'Held back' },
] as const;

/** What these settings would have had published of the last 90 days, and what held the rest back. */
export function AutoPublishTrial({
  slug,
  settings,
  tryOut,
  onTried,
}: {
  slug: string;
  settings: AutoPublishSettings;
  tryOut: AutoPublishHandlers['tryOut'];
  onTried: (run: DryRun | null) => void;
}) {
  const { numbers } = useFormats();
  const text = JSON.stringify(settings);
  const [answer, setAnswer] = useState<{ text: string; told: DryRun | string } | null>(null);
  const [shown, setShown] = useState<'would' | 'held'>('would');
  const ask = useRef({ tryOut, onTried });
  useEffect(() => {
    ask.current = { tryOut, onTried };
  });
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const tried = await ask.current.tryOut({ settings: JSON.parse(text) }).catch(() => null);
      if (!isCurrent) return;
      const told =
        tried === null
          ? 'The connection broke off. Change something to try again.'
          : tried.ok
            ? tried.value
            : (Object.values(tried.error.fields ?? {})[0] ?? tried.error.message);
      setAnswer({ text, told });
      ask.current.onTried(typeof told === 'string' ? null : told);
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text]);

  const told = answer?.told;
  const count = (value: number) => writeCount(value, numbers);
  return (
    <section aria-label="On the last 90 days" className="flex min-h-96 min-w-0 flex-1 flex-col lg:overflow-y-auto">
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 px-4 pt-3 pb-1">
        <h2 className="text-sm">On the last 90 days’ items</h2>
        {answer?.text !== text && <Spinner />}
        {typeof told === 'object' && told.lookedAt > 0 && (
          <span className="ml-auto">
            <SegmentedControl
              label="Which items"
              labelPlacement="hidden"
              choices={parts}
              value={shown}
              onChange={setShown}
            />
          </span>
        )}
      </div>
      {typeof told === 'string' && (
        <p role="alert" className="px-4 text-danger">
          {told}
        </p>
      )}
      {typeof told === 'object' && told.lookedAt === 0 && (
        <EmptyState title="Nothing to try it on yet">
          Items that were published in the last 90 days, or are ready now, show here with what would become of them.
        </EmptyState>
      )}
      {typeof told === 'object' && told.lookedAt > 0 && (
        <>
          <p role="status" className="px-4 pb-2 text-muted">
            {count(told.would)} of {count(told.lookedAt)} would have been published by themselves, {count(told.held)}{' '}
            held back, {count(told.never)} left to people.
            {told.corrected > 0 &&
              ` In ${count(told.corrected)} of those published, a person had changed something first.`}
            {told.isCut && ` Only the newest ${count(told.lookedAt)} were looked at.`}
          </p>
          {shown === 'held' && told.byGuard.length > 0 && (
            <p className="px-4 pb-2 text-xs text-muted">
              {told.byGuard.map(({ guard, count: held }) => `${guardNames[guard]}: ${count(held)}`).join(' · ')}
            </p>
          )}
          <ul className="divide-y border-t">
            {told.items
              .filter(({ isHeld }) => isHeld === (shown === 'held'))
              .map((item) => (
                <Tried key={item.number} {...{ slug, item }} />
              ))}
          </ul>
          {told.items.length < told.would + told.held && (
            <p className="px-4 py-2 text-muted">The newest {count(told.items.length)} are shown.</p>
          )}
        </>
      )}
    </section>
  );
}

function Tried({ slug, item }: { slug: string; item: DryRunItem }) {
  const date = item.issuedOn && toCalendarDate(item.issuedOn);
  return (
    <li className="flex flex-col gap-0.5 px-4 py-2 text-sm">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <Link
          href={itemPath(slug, item.workspace, item.number) + (item.isOpen ? '' : '?from=archive')}
          className="inline-block min-h-6 content-center"
        >
          #{item.number}
        </Link>
        <bdi className="font-medium">{item.contact ?? 'Nobody'}</bdi>
        {item.isOpen && <span className="text-xs text-muted">ready now</span>}
        <span className="ml-auto flex gap-3 text-xs text-muted">
          {date && formatDate(date)}
          {item.total !== null && (
            <span className="text-text">
              {item.currency} <ShownNumber value={item.total} />
            </span>
          )}
        </span>
      </span>
      {item.texts.map((text) => (
        <span key={text} className="text-muted">
          {text}
        </span>
      ))}
    </li>
  );
}
