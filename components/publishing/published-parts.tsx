'use client';

import type { ComponentProps } from 'react';
import { later, useLater } from '#components/ui/later.ts';

const lifeNotice = later(() => import('./life-notice.tsx'));

/** What became in the books of what was published, brought once there is something to tell. */
export function LifePart(props: ComponentProps<typeof import('./life-notice.tsx').LifeNotice>) {
  const part = useLater(lifeNotice, true);
  return part && <part.LifeNotice {...props} />;
}

const publishedActions = later(() => import('./published-actions.tsx'));

/** What can be done with what is published, brought once something is. */
export function ActionsPart(props: ComponentProps<typeof import('./published-actions.tsx').PublishedActions>) {
  const part = useLater(publishedActions, true);
  return part && <part.PublishedActions {...props} />;
}
