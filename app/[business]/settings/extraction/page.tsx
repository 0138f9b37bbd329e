import type { Metadata } from 'next';
import { DuplicatesForm } from '#components/extraction/duplicates-form.tsx';
import { ExtractionForm } from '#components/extraction/extraction-form.tsx';
import { LanguageModelForm } from '#components/extraction/language-model-form.tsx';
import { LeftOpen } from '#components/extraction/left-open.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { languageModelSetting } from '#lib/extraction/model/model-setting.ts';
import { extractionSetting } from '#lib/extraction/settings/extraction-setting.ts';
import { duplicateSetting } from '#lib/inbox/duplicates/duplicate-setting.ts';
import { paidByDefault } from '#lib/rules/paid-by-default.ts';
import { askLanguageModel, saveDuplicateMode, saveExtraction, saveLanguageModel } from './actions.ts';

export const metadata: Metadata = { title: 'Extraction' };

export default async function ExtractionPage({ params }: PageProps<'/[business]/settings/extraction'>) {
  const { business: slug } = await params;
  const { scope } = await requireAccess(slug, 'business.manage');
  const [setting, duplicates, paidBy, languageModel] = await Promise.all([
    extractionSetting(scope),
    duplicateSetting(scope),
    paidByDefault(scope),
    languageModelSetting(scope),
  ]);
  return (
    <>
      <PageHeader title="Extraction" description="What is read of a document when it arrives." guide="reading" />
      <PageBody>
        <div className="flex flex-col gap-8">
          <ExtractionForm setting={setting} asksModel={languageModel.saved.isOn} save={saveExtraction} />
          <LeftOpen {...{ slug, paidBy }} dueDays={setting.dueDays} lately={setting.lately} />
          <DuplicatesForm {...{ slug }} setting={duplicates} save={saveDuplicateMode} />
          <LanguageModelForm setting={languageModel} save={saveLanguageModel} tryOut={askLanguageModel} />
        </div>
      </PageBody>
    </>
  );
}
