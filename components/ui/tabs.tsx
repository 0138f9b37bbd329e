'use client';

import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { cx } from './cx.ts';
import { TabCount, tabClass } from './tab-style.tsx';

export type TabsProps<Id extends string> = {
  label: string;
  /** `isKept`: what was typed there is still there when one comes back. */
  tabs: readonly { id: Id; title: string; count?: number; content: ReactNode; isKept?: boolean }[];
  value?: Id;
  defaultValue?: Id;
  onChange?: (id: Id) => void;
  className?: string;
};

/** Parts of one thing, one at a time, within the page. Pages have links instead (see `TabLinks`). */
export function Tabs<Id extends string>({ label, tabs, value, defaultValue, onChange, className }: TabsProps<Id>) {
  const baseId = useId();
  const [own, setOwn] = useState(defaultValue);
  const wanted = value ?? own;
  const selected = tabs.find(({ id }) => id === wanted) ?? tabs[0];

  function choose(id: Id) {
    setOwn(id);
    if (id !== selected?.id) onChange?.(id);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const at = tabs.findIndex(({ id }) => id === selected?.id);
    const places: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 };
    const place = places[event.key];
    const next = place === undefined ? undefined : tabs.at(place % tabs.length);
    if (!next) return;
    event.preventDefault();
    choose(next.id);
    document.getElementById(`${baseId}-${next.id}`)?.focus();
  }

  return (
    <div className={cx('flex min-h-0 flex-col', className)}>
      <div
        role="tablist"
        aria-label={label}
        className="flex shrink-0 gap-1 overflow-x-auto overflow-y-hidden border-b px-2"
      >
        {tabs.map(({ id, title, count }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${baseId}-${id}`}
            aria-selected={id === selected?.id}
            aria-controls={id === selected?.id ? `${baseId}-${id}-panel` : undefined}
            data-selected={id === selected?.id || undefined}
            tabIndex={id === selected?.id ? 0 : -1}
            onClick={() => choose(id)}
            onKeyDown={onKeyDown}
            className={tabClass}
          >
            {title}
            {count !== undefined && <TabCount count={count} />}
          </button>
        ))}
      </div>
      {tabs.map(({ id, content, isKept }) => {
        const isSelected = id === selected?.id;
        if (!isSelected && !isKept) return null;
        return (
          <div
            key={id}
            role="tabpanel"
            id={`${baseId}-${id}-panel`}
            aria-labelledby={`${baseId}-${id}`}
            inert={!isSelected}
            className={cx('relative min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]', !isSelected && 'hidden')}
          >
            {content}
          </div>
        );
      })}
    </div>
  );
}
