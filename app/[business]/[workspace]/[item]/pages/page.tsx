import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PagesDesk } from '#components/papers/pages-desk.tsx';
import { requireAccess } from '#lib/access.ts';
import { papersOfNumber } from '#lib/inbox/pages/item-papers.ts';
import { papers } from '../../../paper-handlers.ts';
import { workspaceIn } from '../../workspace-in.ts';

export const metadata: Metadata = { title: 'Pages' };

export default async function PagesOfItem({ params }: PageProps<'/[business]/[workspace]/[item]/pages'>) {
  const { business, workspace, item: number } = await params;
  const { scope, business: own } = await requireAccess(business, 'items.edit');
  const item = /^\d{1,9}$/.test(number)
    ? await papersOfNumber(scope, workspaceIn({ workspace }), Number(number))
    : null;
  if (!item) notFound();
  // Another start, once its pages are others.
  const key = JSON.stringify(item.sheets);
  return <PagesDesk key={key} slug={own.slug} item={item} handlers={papers} />;
}
