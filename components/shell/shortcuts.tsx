'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useLayoutEffect, useState } from 'react';
import { useEarlyKeys } from '#components/ui/early-keys.ts';
import { floating, isTyping, useFieldKeys } from '#components/ui/field-keys.ts';
import { useKeepsFocus } from '#components/ui/keep-focus.ts';
import { later, useLater } from '#components/ui/later.ts';
import type { PageKey } from '#components/ui/page-keys.ts';
import { leave } from '#components/ui/unfinished.ts';
import type { Role } from '#lib/domain/roles.ts';
import { navigation, workspaceAt, workspaceLists } from './navigation.ts';
import { toggleSidebar } from './preferences.ts';

const openHelpEvent = 'intray:shortcut-help';
const switchEvent = 'intray:switch-business';
const sequenceMs = 1_500;

const help = later(() => import('./shortcut-help.tsx'));

/** Shows the list of keys, from anywhere in the shell. */
export function openShortcutHelp(): void {
  window.dispatchEvent(new Event(openHelpEvent));
}

/** For the list of businesses, which a key opens. Returns how it stops listening. */
export function onSwitching(open: () => void): () => void {
  window.addEventListener(switchEvent, open);
  return () => window.removeEventListener(switchEvent, open);
}

/** The keys that work on every page, and the list of them on `?`. They rest while someone types or answers a dialog. */
export function Shortcuts({ slug, role }: { slug: string; role: Role }) {
  const router = useRouter();
  useKeepsFocus();
  useFieldKeys();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const { groups, foot } = navigation(slug, role);
  const pathname = usePathname();
  const [items, ...lists] = groups.map(({ places }) => places);
  const places = [...(items ?? []), ...workspaceLists(slug, workspaceAt(slug, pathname)), ...lists.flat(), ...foot];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the places follow from the slug, the address and the role
  useLayoutEffect(() => {
    let goPressedAt = Number.NEGATIVE_INFINITY;
    const isForOthers = (event: KeyboardEvent) =>
      event.defaultPrevented ||
      event.metaKey ||
      event.ctrlKey ||
      event.altKey ||
      isTyping(event.target) ||
      document.querySelector(floating) !== null;
    /** Before anybody else: by itself the second key would select a row, add documents or publish. */
    function onSecondKey(event: KeyboardEvent) {
      const isAfterGo = event.timeStamp - goPressedAt < sequenceMs;
      goPressedAt = Number.NEGATIVE_INFINITY;
      if (!isAfterGo || isForOthers(event)) return;
      const place = places.find(({ key }) => key === event.key);
      if (!place) return;
      event.preventDefault();
      event.stopPropagation();
      leave(() => router.push(place.href));
    }
    function onKeyDown(event: KeyboardEvent) {
      if (isForOthers(event)) return;
      const search = document.querySelector<HTMLInputElement>('[data-page-search]');
      const row = document.querySelector<HTMLElement>('[data-row][tabindex="0"]');
      // Into the table, which goes on by the same keys itself.
      const toRows = row && (() => row.focus());
      const acts: { [key in PageKey]?: (() => void) | null } = {
        '?': () => setHelpOpen(true),
        '[': toggleSidebar,
        b: () => window.dispatchEvent(new Event(switchEvent)),
        '/': search && (() => search.focus()),
        j: toRows,
        k: toRows,
      };
      const act = acts[event.key as PageKey];
      if (event.key === 'g') goPressedAt = event.timeStamp;
      else if (act) act();
      else return;
      event.preventDefault();
    }
    const onHelp = () => setHelpOpen(true);
    window.addEventListener('keydown', onSecondKey, true);
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener(openHelpEvent, onHelp);
    return () => {
      window.removeEventListener('keydown', onSecondKey, true);
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener(openHelpEvent, onHelp);
    };
  }, [router, slug, role, pathname]);
  useEarlyKeys();

  const part = useLater(help, isHelpOpen);
  return part && <part.ShortcutHelp isOpen={isHelpOpen} onOpenChange={setHelpOpen} places={places} />;
}
