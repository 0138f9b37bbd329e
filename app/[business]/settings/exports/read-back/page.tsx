import type { Metadata } from 'next';
import { ReadBack } from '#components/exports/read-back.tsx';
import { LiveRefresh } from '#components/live/live-events.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { listReadings } from '#lib/business-file/reading/list-readings.ts';
import { exportsPath } from '#lib/domain/paths.ts';
import { newestAtDrawing } from '../../../events/newest-at-drawing.ts';
import { beginReadingBack, readBackIn, removeReadFile } from '../complete-actions.ts';

export const metadata: Metadata = { title: 'Read a complete export back in' };

export default async function ReadBackPage({ params }: PageProps<'/[business]/settings/exports/read-back'>) {
  const { scope, business } = await requireAccess((await params).business, 'business.manage');
  const drawnAt = await newestAtDrawing(scope.businessId);
  const readings = await listReadings(scope);
  return (
    <>
      <PageHeader
        title="Read a complete export back in"
        breadcrumbs={[{ label: 'Exports', href: exportsPath(business.slug) }]}
        description="It becomes a new business beside this one, of which you are the admin. This one stays as it is."
        guide="complete-export"
      />
      <LiveRefresh interest={{ exports: 'any' }} drawnAt={drawnAt} />
      <PageBody width="full">
        <div className="max-w-3xl">
          <ReadBack
            slug={business.slug}
            readings={readings}
            begin={beginReadingBack}
            read={readBackIn}
            remove={removeReadFile}
          />
        </div>
      </PageBody>
    </>
  );
}
