'use client';

import { useRouter } from 'next/navigation';
import type { ComponentProps, MouseEvent } from 'react';

export type PageLinkProps = ComponentProps<'a'> & { href: string };

/**
 * A link to another page of ours, without loading the whole anew. What it leads to is fetched once somebody is about to
 * go there: with the pointer on it, a finger or the focus. Next.js's own link, 4 kB on every page, would fetch all that
 * is in view, and all of it again at each live change, which is most of what a server would do.
 */
export function PageLink({ onClick, onMouseEnter, onTouchStart, onFocus, ...props }: PageLinkProps) {
  const { href } = props;
  const router = useRouter();
  const near =
    <Event,>(also: ((event: Event) => void) | undefined) =>
    (event: Event) => {
      router.prefetch(href);
      also?.(event);
    };
  const ways = {
    onMouseEnter: near(onMouseEnter),
    onTouchStart: near(onTouchStart),
    onFocus: near(onFocus),
    onClick: (event: MouseEvent<HTMLAnchorElement>) => {
      onClick?.(event);
      if (event.defaultPrevented || isForTheBrowser(event)) return;
      event.preventDefault();
      router.push(href);
    },
  };
  return <a {...props} {...ways} />;
}

/** Into another tab or window, or into a file. */
function isForTheBrowser({ currentTarget, metaKey, ctrlKey, shiftKey, altKey, button }: MouseEvent<HTMLAnchorElement>) {
  const { target, download } = currentTarget;
  return metaKey || ctrlKey || shiftKey || altKey || button !== 0 || target !== '' || download !== '';
}
