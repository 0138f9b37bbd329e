import type { Metadata } from 'next';
import { ExtractionForm } from '#components/extraction/extraction-form.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { extractionSetting } from '#lib/extraction/settings/extraction-setting.ts';
import { saveExtraction } from './actions.ts';

export const metadata: Metadata = { title: 'Extraction' };

export default async function ExtractionPage({ params }: PageProps<'/[business]/settings/extraction'>) {
  const { scope } = await requireAccess((await params).business, 'business.manage');
  return (
    <>
      <PageHeader title="Extraction" description="What is read of a document when it arrives." guide="reading" />
      <PageBody>
        <ExtractionForm setting={await extractionSetting(scope)} save={saveExtraction} />
      </PageBody>
    </>
  );
}
