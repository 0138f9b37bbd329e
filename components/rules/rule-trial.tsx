'use client';

import { useEffect, useRef, useState } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Link } from '#components/ui/link.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { formatDate, toCalendarDate } from '#lib/domain/calendar-date.ts';
import { inForm, writeCount } from '#lib/domain/number-form.ts';
import { itemPath } from '#lib/domain/paths.ts';
import type { PreviewedItem, RulePreview } from '#lib/rules/preview-rule.ts';
import type { RuleEditorProps, WrittenRule } from './rule-editor.tsx';

/** Nobody types for longer without a pause. */
const PAUSE_MS = 500;

/** What the rule would have changed on the last 90 days' items, as it is written: asked anew after each change. */
export function RuleTrial({
  slug,
  ruleId,
  written,
  preview,
}: {
  slug: string;
  ruleId: string | null;
  written: WrittenRule;
  preview: RuleEditorProps['preview'];
}) {
  const { numbers } = useFormats();
  const text = JSON.stringify(written);
  const [answer, setAnswer] = useState<{ text: string; told: RulePreview | string } | null>(null);
  const ask = useRef(preview);
  useEffect(() => {
    ask.current = preview;
  });
  const asked: WrittenRule = JSON.parse(text);
  const isWhole = asked.scope.id !== '' && Object.keys(asked.effects).length > 0;
  useEffect(() => {
    if (!isWhole) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const tried = await ask.current({ ruleId, input: JSON.parse(text) }).catch(() => null);
      if (!isCurrent) return;
      const told = tried === null ? 'The connection broke off. Change something to try again.' : tried;
      setAnswer({ text, told: typeof told === 'string' ? told : told.ok ? told.value : firstProblem(told.error) });
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, ruleId, isWhole]);

  const told = answer?.told;
  const isCurrent = answer?.text === text;
  const count = (value: number) => writeCount(value, numbers);
  return (
    <section aria-label="On the last 90 days" className="flex min-h-96 min-w-0 flex-1 flex-col lg:overflow-y-auto">
      <div className="flex flex-wrap items-baseline gap-x-3 px-4 pt-4 pb-2">
        <h2 className="text-sm">On the last 90 days’ items</h2>
        {isWhole && !isCurrent && <Spinner />}
      </div>
      {!isWhole && (
        <EmptyState title="Nothing to try yet">
          Choose whose items the rule is for and what it sets: then this shows what it would have changed.
        </EmptyState>
      )}
      {isWhole && typeof told === 'string' && (
        <p role="alert" className="px-4 text-danger">
          {told}
        </p>
      )}
      {isWhole && typeof told === 'object' && (
        <>
          <p role="status" className="px-4 pb-3 text-muted">
            {told.matching === 0
              ? 'It is for none of the items that arrived in these days.'
              : `It is for ${count(told.matching)} ${told.matching === 1 ? 'item' : 'items'}: ${count(told.changing)} would be changed, ${count(told.same)} ${told.same === 1 ? 'is' : 'are'} so already, and in ${count(told.kept)} a person chose otherwise, which stays.`}
            {told.isCut && ` Only the newest ${count(told.lookedAt)} were looked at.`}
          </p>
          <ul className="divide-y border-t">
            {told.items.map((item) => (
              <Tried key={item.number} {...{ slug, item }} />
            ))}
          </ul>
          {told.items.length < told.changing + told.kept && (
            <p className="px-4 py-2 text-muted">The newest {count(told.items.length)} are shown.</p>
          )}
        </>
      )}
    </section>
  );
}

function Tried({ slug, item }: { slug: string; item: PreviewedItem }) {
  const { numbers } = useFormats();
  const date = item.issuedOn && toCalendarDate(item.issuedOn);
  return (
    <li className="flex flex-col gap-0.5 px-4 py-2 text-sm">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <Link href={itemPath(slug, item.workspace, item.number)} className="inline-block min-h-6 content-center">
          #{item.number}
        </Link>
        <bdi className="font-medium">{item.contact ?? 'Nobody'}</bdi>
        <span className="text-muted">{inForm(item.because, numbers)}</span>
        {date && <span className="ml-auto text-xs text-muted">{formatDate(date)}</span>}
      </span>
      {item.fields.map(({ field, name, before, after, isKept }) => (
        <span key={field} className={isKept ? 'text-muted' : undefined}>
          {name}: <bdi>{before || 'empty'}</bdi> <span aria-hidden="true">→</span>
          <span className="sr-only"> becomes </span> <bdi>{isKept ? <del>{after}</del> : after || 'empty'}</bdi>
          {isKept && ' (a person chose what is there)'}
        </span>
      ))}
    </li>
  );
}

const firstProblem = (error: { message: string; fields?: Record<string, string> }) =>
  Object.values(error.fields ?? {})[0] ?? error.message;
