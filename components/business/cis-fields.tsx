'use client';

import { ComboBox } from '#components/ui/combo-box.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Link } from '#components/ui/link.tsx';
import type { TaxSettingsView } from '#lib/coding/tax-settings-view.ts';
import type { CisSettings } from '#lib/domain/cis.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { listPaths } from '#lib/domain/paths.ts';
import { cisText } from './tax-examples.ts';

/** Whether a business takes the deductions of the Construction Industry Scheme off what it pays, and where these go. */
export function CisFields({
  slug,
  view,
  accounts,
  value,
  onChange,
}: {
  slug: string;
  view: TaxSettingsView;
  accounts: NonNullable<TaxSettingsView['cisAccounts']>;
  value: CisSettings | null;
  onChange: (cis: CisSettings | null) => void;
}) {
  const { numbers } = useFormats();
  const options = accounts.map(({ id, name, code }) => ({ id, label: name, ...(code && { detail: code }) }));
  return (
    <>
      <p className="text-sm text-muted">
        For contractors: a subcontractor’s bill gets a line that takes the deduction off its labour, without VAT and
        materials. {cisText(view.example, numbers)} How each is registered is said on its page among the{' '}
        <Link href={listPaths(slug).suppliers}>suppliers</Link>
        {value && `: ${writeCount(view.subcontractors, numbers)} so far`}. Leave it empty where the accounting software
        takes the deductions off by itself.
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        <ComboBox
          label="Deductions go to"
          placeholder="No deductions"
          value={value?.accountId ?? null}
          options={options}
          onChange={(accountId) =>
            onChange(accountId ? { accountId, materialsAccountId: value?.materialsAccountId ?? null } : null)
          }
          description="What is owed to HMRC, mostly a liability."
        />
        <ComboBox
          label="Materials are coded to"
          placeholder="None"
          value={value?.materialsAccountId ?? null}
          options={options}
          isDisabled={value === null}
          onChange={(materialsAccountId) => value && onChange({ ...value, materialsAccountId })}
          description="All else in a subcontractor’s bill is labour."
        />
      </div>
    </>
  );
}
