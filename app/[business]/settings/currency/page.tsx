import type { Metadata } from 'next';
import { CurrencyForm } from '#components/publishing/currency-form.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { currencySetting } from '#lib/publishing/settings/currency-setting.ts';
import { saveCurrencyRules, undoRates } from './actions.ts';

export const metadata: Metadata = { title: 'Currency' };

export default async function CurrencyPage({ params }: PageProps<'/[business]/settings/currency'>) {
  const { scope } = await requireAccess((await params).business, 'business.manage');
  const setting = await currencySetting(scope);
  return (
    <>
      <PageHeader
        title="Currency"
        description="Documents in another currency than your books."
        guide="multiple-currencies"
      />
      <PageBody>
        <CurrencyForm setting={setting} save={saveCurrencyRules} undo={undoRates} />
      </PageBody>
    </>
  );
}
