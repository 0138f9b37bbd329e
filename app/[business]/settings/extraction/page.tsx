import type { Metadata } from 'next';
import { ExtractionForm } from '#components/extraction/extraction-form.tsx';
import { LanguageModelForm } from '#components/extraction/language-model-form.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { languageModelSetting } from '#lib/extraction/model/model-setting.ts';
import { extractionSetting } from '#lib/extraction/settings/extraction-setting.ts';
import { askLanguageModel, saveExtraction, saveLanguageModel } from './actions.ts';

export const metadata: Metadata = { title: 'Extraction' };

export default async function ExtractionPage({ params }: PageProps<'/[business]/settings/extraction'>) {
  const { scope } = await requireAccess((await params).business, 'business.manage');
  const [setting, languageModel] = await Promise.all([extractionSetting(scope), languageModelSetting(scope)]);
  return (
    <>
      <PageHeader title="Extraction" description="What is read of a document when it arrives." guide="reading" />
      <PageBody>
        <ExtractionForm setting={setting} save={saveExtraction} />
        <LanguageModelForm setting={languageModel} save={saveLanguageModel} tryOut={askLanguageModel} />
      </PageBody>
    </>
  );
}
