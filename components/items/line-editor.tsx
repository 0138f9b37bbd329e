'use client';

import { type ReactNode, useState } from 'react';
import { AsyncComboBox } from '#components/ui/async-combo-box.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import type { FieldProblem } from '#components/ui/field.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { MoneyField } from '#components/ui/money-field.tsx';
import { NumberField } from '#components/ui/number-field.tsx';
import type { CodingLine } from '#lib/domain/coding/coding.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import type { ContactOption } from '#lib/lists/search-contacts.ts';
import type { ProductOption } from '#lib/lists/search-products.ts';
import { CategoryField } from './category-field.tsx';
import { DraftTextField } from './draft-text-field.tsx';
import { accountOf, type FindCategories } from './found-categories.ts';
import type { LineColumn } from './line-columns.ts';
import { cellValue, type LineNames } from './line-text.ts';
import type { LineValues } from './line-values.ts';
import { taxRateOptions } from './tax-rate-options.ts';

/** Where the long lists of what is on a line are looked up. */
export type LineEntries = {
  findProducts: (input: { query: string }) => Promise<Result<ProductOption[]>>;
  findCustomers: (input: { query: string }) => Promise<Result<ContactOption[]>>;
  findCategories: FindCategories;
  /** Whose lines they are. */
  of: { workspace: Workspace; contactId: string | null };
};

export type LineEditorProps = {
  line: CodingLine;
  column: LineColumn;
  choices: Choices;
  names: LineNames;
  entries: LineEntries;
  currency: string;
  problems: readonly FieldProblem[];
  onChange: (values: LineValues) => void;
  onProduct: (product: ProductOption | null) => void;
  onCustomer: (customer: { id: string; name: string } | null) => void;
};

/** The field that stands in a cell while it is edited. */
export function LineEditor({
  line,
  column: { name, label, isRequired },
  choices,
  names,
  entries,
  currency,
  problems,
  onChange,
  onProduct,
  onCustomer,
}: LineEditorProps): ReactNode {
  const { numbers } = useFormats();
  const cell = { label, labelPlacement: 'hidden' as const, isRequired, problems };
  const decimals = choices.amountDigits;
  const money = { ...cell, currency, hidesCurrency: true };
  switch (name) {
    case 'description':
      return (
        <DraftTextField {...cell} value={line.description} onCommit={(description) => onChange({ description })} />
      );
    case 'accountId':
      return (
        <CategoryField
          {...cell}
          placeholder="Choose…"
          choices={choices}
          find={entries.findCategories}
          {...entries.of}
          value={line.accountId}
          onChange={(accountId) => onChange({ accountId })}
        />
      );
    case 'taxRateId': {
      const account = accountOf(choices.accounts, line.accountId);
      return (
        <ComboBox
          {...cell}
          placeholder="Choose…"
          value={line.taxRateId}
          {...taxRateOptions(choices.taxRates, account, line.taxRateId, numbers)}
          onChange={(taxRateId) => onChange({ taxRateId })}
        />
      );
    }
    case 'tracking1OptionId':
    case 'tracking2OptionId': {
      const options = choices.tracking[name === 'tracking1OptionId' ? 0 : 1]?.options ?? [];
      return (
        <ComboBox
          {...cell}
          placeholder="None"
          value={line[name]}
          options={options.map(({ id, name }) => ({ id, label: name }))}
          onChange={(id) => onChange({ [name]: id })}
        />
      );
    }
    case 'productId':
      return <ProductField {...cell} value={line.productId} {...{ names, entries, onProduct }} />;
    case 'rebillableContactId':
      return (
        <AsyncComboBox
          {...cell}
          placeholder="None"
          emptyText="No customer of this name"
          value={optionOf(line.rebillableContactId, names)}
          onChange={(option) => onCustomer(option && { id: option.id, name: option.label })}
          loadOptions={(query) => loadCustomers(entries, query)}
        />
      );
    case 'quantity':
      return (
        <NumberField
          {...cell}
          decimals={choices.unitDigits}
          value={line.quantity}
          onChange={(quantity) => onChange({ quantity: quantity || '1' })}
        />
      );
    case 'unitAmount':
      return (
        <MoneyField
          {...money}
          decimals={choices.unitDigits}
          value={line.unitAmount ?? ''}
          onChange={(amount) => onChange({ unitAmount: amount || null })}
        />
      );
    case 'net':
    case 'taxAmount':
    case 'secondTaxAmount':
    case 'total':
      return (
        <MoneyField
          {...money}
          decimals={decimals}
          value={cellValue(line, name, decimals) ?? ''}
          onChange={(amount) => onChange({ [name]: amount || null })}
        />
      );
  }
}

function ProductField({
  value,
  names,
  entries,
  onProduct,
  ...cell
}: Pick<LineEditorProps, 'names' | 'entries' | 'onProduct'> & {
  label: string;
  labelPlacement: 'hidden';
  problems: readonly FieldProblem[];
  value: string | null;
}) {
  const [known] = useState(() => new Map<string, ProductOption>());
  return (
    <AsyncComboBox
      {...cell}
      placeholder="None"
      emptyText="No product of this name or code"
      value={optionOf(value, names)}
      onChange={(option) => onProduct(option && (known.get(option.id) ?? null))}
      loadOptions={async (query) => {
        const products = await found(entries.findProducts, query);
        for (const product of products) known.set(product.id, product);
        return products.map(({ id, code, name, description }) => ({
          id,
          label: name,
          ...(code !== name && { detail: code }),
          ...(description && description !== name && { description }),
        }));
      }}
    />
  );
}

const optionOf = (id: string | null, { others }: LineNames) =>
  id === null ? null : { id, label: others.get(id) ?? '…' };

/** The customers whom a line can be charged on to, by what is typed of their names. */
export const loadCustomers = async (entries: LineEntries, query: string) =>
  (await found(entries.findCustomers, query)).map(({ id, name }) => ({ id, label: name }));

async function found<T>(find: (input: { query: string }) => Promise<Result<T[]>>, query: string): Promise<T[]> {
  const answer = await find({ query });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}
