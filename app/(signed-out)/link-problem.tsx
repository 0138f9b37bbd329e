'use client';

import type { ReactNode } from 'react';
import { FormSkeleton } from '#components/ui/skeleton.tsx';
import { Panel } from './panel.tsx';

/** While a link is looked at. */
export function LinkLoading({ title }: { title: string }) {
  return (
    <Panel title={title}>
      <FormSkeleton fields={2} />
    </Panel>
  );
}

/** A link that does not work, why, and the way on. */
export function LinkProblem({ title, message, children }: { title: string; message: string; children: ReactNode }) {
  return (
    <Panel title={title}>
      <p role="alert" className="text-sm text-pretty">
        {message}
      </p>
      <div className="mt-5 flex flex-wrap gap-2">{children}</div>
    </Panel>
  );
}
