import type { Metadata } from 'next';
import { SubmissionList } from '#components/items/submission-list.tsx';
import { requireAccess } from '#lib/access.ts';
import { PAGE_ROWS } from '#lib/inbox/inbox-query.ts';
import { listSubmissions, submissionQuerySchema } from '#lib/intake/submissions/list-submissions.ts';
import { newestAtDrawing } from '../events/newest-at-drawing.ts';
import { moreSubmissions } from './actions.ts';

export const metadata: Metadata = { title: 'Submission history' };

export default async function SubmissionsPage({ params, searchParams }: PageProps<'/[business]/submissions'>) {
  const { scope, business } = await requireAccess((await params).business, 'items.see');
  const drawnAt = await newestAtDrawing(scope.businessId);
  const { q, show } = await searchParams;
  const query = submissionQuerySchema.catch({ search: '', show: 'all' }).parse({ search: q ?? '', show });
  const first = await listSubmissions(scope, query, { after: null, limit: PAGE_ROWS });
  return <SubmissionList slug={business.slug} {...{ first, query, drawnAt }} load={moreSubmissions} />;
}
