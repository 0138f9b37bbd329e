'use client';

import { ComboBox } from '#components/ui/combo-box.tsx';
import { DateField } from '#components/ui/date-field.tsx';
import { DecimalField } from '#components/ui/decimal-field.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { MoneyField } from '#components/ui/money-field.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { OwnerChoice } from '#lib/coding/owners.ts';
import type { BulkField, BulkValues } from '#lib/domain/coding/bulk-edit.ts';
import { type CodingField, specOf } from '#lib/domain/coding/coding.ts';
import { itemTypeNames, publishAsStatuses, publishToNames } from '#lib/domain/coding/fields.ts';
import { itemTypesIn } from '#lib/domain/coding/item-types.ts';
import type { ItemFlag } from '#lib/domain/flag.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import { CategoryField } from '../category-field.tsx';
import { ContactField, type ContactHandlers } from '../contact-field.tsx';
import { accountOf, type FindCategories } from '../found-categories.ts';
import { type CreateOwner, OwnerField } from '../owner-field.tsx';
import { TaxModeField } from '../tax-mode-field.tsx';
import { taxRateOptions } from '../tax-rate-options.ts';

export type BulkFieldProps = {
  findCategories: FindCategories;
  field: BulkField;
  values: BulkValues;
  onChange: (values: BulkValues) => void;
  workspace: Workspace;
  choices: Choices;
  owners: readonly OwnerChoice[];
  flags: readonly ItemFlag[];
  contacts: ContactHandlers;
  createOwner: CreateOwner;
};

/** The field's name, with the books' own names for the trackings. */
export function bulkFieldName(field: CodingField, workspace: Workspace, tracking: Choices['tracking']): string {
  if (field === 'tracking1OptionId') return tracking[0]?.name ?? specOf(field).label;
  if (field === 'tracking2OptionId') return tracking[1]?.name ?? specOf(field).label;
  return specOf(field).labelIn?.(workspace) ?? specOf(field).label;
}

const isEmptied = (value: unknown) => value === null;

/** What a field is to be in all of the items, chosen as on an item's page. Left empty, it is emptied. */
export function BulkFieldControl(props: BulkFieldProps) {
  const { field, values, onChange, workspace, choices } = props;
  const { numbers } = useFormats();
  const label = bulkFieldName(field, workspace, choices.tracking);
  const emptied = isEmptied(values[field]) ? 'Left empty, it is cleared in all of them.' : undefined;
  const common = { label, ...(emptied && { description: emptied }) };
  const set = (value: unknown) => onChange({ [field]: value } as BulkValues);
  switch (field) {
    case 'contactId':
      return (
        <ContactField
          {...(emptied && { description: emptied })}
          workspace={workspace}
          contactId={values.contactId ?? null}
          contact={null}
          onChange={set}
          handlers={props.contacts}
        />
      );
    case 'ownerId':
      return (
        <OwnerField
          {...(emptied && { description: emptied })}
          value={values.ownerId ?? null}
          stored={null}
          owners={props.owners}
          create={props.createOwner}
          onChange={set}
        />
      );
    case 'flagId':
      return (
        <ComboBox
          {...common}
          placeholder="None"
          value={values.flagId ?? null}
          options={props.flags.map(({ id, name }) => ({ id, label: name }))}
          onChange={set}
        />
      );
    case 'accountId':
      return (
        <CategoryField
          {...common}
          placeholder="Choose…"
          {...{ choices, workspace }}
          find={props.findCategories}
          contactId={null}
          value={values.accountId ?? null}
          onChange={set}
        />
      );
    case 'taxRateId': {
      const account = accountOf(choices.accounts, values.accountId);
      return (
        <ComboBox
          {...common}
          placeholder="Choose…"
          value={values.taxRateId ?? null}
          {...taxRateOptions(choices.taxRates, account, values.taxRateId ?? null, numbers)}
          onChange={set}
        />
      );
    }
    case 'tracking1OptionId':
    case 'tracking2OptionId':
      return (
        <ComboBox
          {...common}
          placeholder="None"
          value={values[field] ?? null}
          options={(choices.tracking[field === 'tracking1OptionId' ? 0 : 1]?.options ?? []).map(({ id, name }) => ({
            id,
            label: name,
          }))}
          onChange={set}
        />
      );
    case 'currency':
      return (
        <ComboBox
          label={label}
          placeholder="Choose…"
          value={values.currency ?? null}
          options={choices.currencies.map((code) => ({ id: code, label: code }))}
          onChange={(code) => code && set(code)}
        />
      );
    case 'issuedOn':
    case 'dueOn':
      return <DateField {...common} value={values[field] ?? null} onChange={set} timeZone={choices.timeZone} />;
    case 'total':
    case 'taxAmount':
      return (
        <MoneyField
          {...common}
          decimals={choices.amountDigits}
          value={values[field] ?? ''}
          onChange={(amount) => set(amount || null)}
        />
      );
    case 'exchangeRate':
      return (
        <DecimalField
          {...common}
          decimals={10}
          value={values.exchangeRate ?? ''}
          onChange={(rate) => set(rate || null)}
        />
      );
    case 'taxMode':
      return <TaxModeField value={values.taxMode ?? 'INCLUSIVE'} onChange={set} isDisabled={false} />;
    case 'type':
      return (
        <Select
          label={label}
          value={values.type ?? null}
          options={itemTypesIn[workspace].map((id) => ({ id, label: itemTypeNames[id] }))}
          onChange={set}
        />
      );
    case 'publishTo':
      return (
        <Select label={label} value={values.publishTo ?? null} options={optionsOf(publishToNames)} onChange={set} />
      );
    case 'publishAs':
      return (
        <Select
          label={label}
          value={values.publishAs ?? null}
          options={publishAsStatuses
            .filter((id) => choices.statuses[id])
            .map((id) => ({ id, label: choices.statusNames[id] }))}
          onChange={set}
        />
      );
    case 'reference':
    case 'description':
      return (
        <TextField
          {...common}
          rows={field === 'description' ? 2 : 1}
          autoComplete="off"
          value={values[field] ?? ''}
          onChange={(text) => set(text || null)}
        />
      );
  }
}

function optionsOf<K extends string>(names: Record<K, string>): { id: K; label: string }[] {
  return (Object.keys(names) as K[]).map((id) => ({ id, label: names[id] }));
}
