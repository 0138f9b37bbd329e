'use client';

import NextLink from 'next/link';
import { type ComponentProps, useState } from 'react';

export type PageLinkProps = Omit<ComponentProps<typeof NextLink>, 'prefetch'>;

/**
 * Next.js's link, which fetches what it leads to once somebody is about to go there: with the pointer on it, a finger or
 * the focus. By itself it would fetch all that is in view, twenty pages and each item of a list, and all of them again
 * at each live change, which is most of what a server would do.
 */
export function PageLink({ onMouseEnter, onMouseLeave, onTouchStart, onFocus, onBlur, ...props }: PageLinkProps) {
  const [isNear, setIsNear] = useState(false);
  return (
    <NextLink
      {...props}
      prefetch={isNear ? 'auto' : false}
      onMouseEnter={(event) => {
        setIsNear(true);
        onMouseEnter?.(event);
      }}
      onMouseLeave={(event) => {
        setIsNear(false);
        onMouseLeave?.(event);
      }}
      onTouchStart={(event) => {
        setIsNear(true);
        onTouchStart?.(event);
      }}
      onFocus={(event) => {
        setIsNear(true);
        onFocus?.(event);
      }}
      onBlur={(event) => {
        setIsNear(false);
        onBlur?.(event);
      }}
    />
  );
}
