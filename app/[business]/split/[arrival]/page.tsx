import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { SplitPreview } from '#components/splitting/split-preview.tsx';
import { requireAccess } from '#lib/access.ts';
import { loadWaitingSplit } from '#lib/intake/arrivals/decide-split.ts';
import { keepSplit, makeItems, removeWaiting } from './actions.ts';

export const metadata: Metadata = { title: 'Split a file' };

export default async function SplitPage({ params }: PageProps<'/[business]/split/[arrival]'>) {
  const { business, arrival } = await params;
  const { scope, business: own } = await requireAccess(business, 'documents.add');
  const id = z.uuid().safeParse(arrival);
  const waiting = id.success ? await loadWaitingSplit(scope, id.data) : null;
  if (!waiting) notFound();
  return (
    <SplitPreview
      key={waiting.id}
      slug={own.slug}
      {...{ waiting }}
      keep={keepSplit}
      make={makeItems}
      remove={removeWaiting}
    />
  );
}
