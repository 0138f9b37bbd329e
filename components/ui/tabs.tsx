'use client';

import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs';
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
  return (
    <AriaTabs
      selectedKey={value}
      defaultSelectedKey={defaultValue}
      onSelectionChange={(key) => {
        const tab = tabs.find(({ id }) => id === key);
        if (tab) onChange?.(tab.id);
      }}
      className={cx('flex min-h-0 flex-col', className)}
    >
      <TabList aria-label={label} className="flex shrink-0 gap-1 overflow-x-auto overflow-y-hidden border-b px-2">
        {tabs.map(({ id, title, count }) => (
          <Tab key={id} id={id} className={tabClass}>
            {title}
            {count !== undefined && <TabCount count={count} />}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content, isKept }) => (
        <TabPanel
          key={id}
          id={id}
          shouldForceMount={isKept}
          className="relative data-inert:hidden min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
        >
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
