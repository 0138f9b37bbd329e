'use client';

import type { ReactNode } from 'react';
import { later, useLater } from '#components/ui/later.ts';
import type { FailureListProps } from './failure-list.tsx';

const list = later(() => import('./failure-list.tsx'));

/** Why items failed, with what puts all of a cause right. `children` show the causes until that has come. */
export function FailedGroups({ children, ...props }: FailureListProps & { children: ReactNode }) {
  const part = useLater(list, true);
  return part ? <part.FailureList {...props} /> : children;
}
