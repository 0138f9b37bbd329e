import type { Metadata } from 'next';
import { TaxSettingsForm } from '#components/business/tax-settings-form.tsx';
import { PageBody, PageHeader } from '#components/ui/page-header.tsx';
import { requireAccess } from '#lib/access.ts';
import { taxSettingsView } from '#lib/coding/tax-settings-view.ts';
import { saveTax, tryTaxSettings, undoTax } from './actions.ts';

export const metadata: Metadata = { title: 'Tax' };

export default async function TaxPage({ params }: PageProps<'/[business]/settings/tax'>) {
  const { business, scope } = await requireAccess((await params).business, 'business.manage');
  const view = await taxSettingsView(scope);
  return (
    <>
      <PageHeader
        title="Tax"
        description="Which tax rates items are coded with, and what of their tax reaches the books."
        guide={view.country === 'CA' ? 'tax-settings-canada' : 'tax-settings'}
      />
      <PageBody>
        <TaxSettingsForm slug={business.slug} view={view} attempt={tryTaxSettings} save={saveTax} undo={undoTax} />
      </PageBody>
    </>
  );
}
