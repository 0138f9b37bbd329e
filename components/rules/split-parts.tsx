'use client';

import { CalendarPlus, Plus, Trash2 } from 'lucide-react';
import { CategoryField } from '#components/items/category-field.tsx';
import { accountOf } from '#components/items/found-categories.ts';
import type { LineEntries } from '#components/items/line-editor.tsx';
import { taxRateOptions } from '#components/items/tax-rate-options.ts';
import { AsyncComboBox } from '#components/ui/async-combo-box.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { DateField } from '#components/ui/date-field.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { NumberField } from '#components/ui/number-field.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { addDays, type CalendarDate, todayIn } from '#lib/domain/calendar-date.ts';
import {
  MAX_SPLIT_PARTS,
  MAX_SPLIT_VERSIONS,
  type Split,
  type SplitPart,
  type SplitShares,
} from '#lib/domain/rules/rule.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import type { RuleCategories } from './rule-part.tsx';

/** The customers that parts of a cost may be charged on to; of a sale there are none. */
export type PartCustomers = {
  /** By id, those that are chosen. */
  names: Readonly<Record<string, string>>;
  find: LineEntries['findCustomers'];
  onNamed: (id: string, name: string) => void;
};

const kinds = [
  { id: 'PERCENT', label: '% of the rest' },
  { id: 'AMOUNT', label: 'Fixed amount' },
] as const;

/** The lines that a total is split into, with the one that takes the cents that are left over, and other shares from a day on. */
export function SplitParts({
  split,
  onChange,
  choices,
  categories,
  customers,
  problem,
}: {
  split: Split | undefined;
  onChange: (split: Split | null) => void;
  choices: Choices;
  categories: RuleCategories;
  customers: PartCustomers | null;
  problem: string | undefined;
}) {
  const later = split?.later ?? [];
  const put = (change: Partial<Split>) => split && onChange(withoutEmpty({ ...split, ...change }));
  const putLater = (next: NonNullable<Split['later']>) =>
    put({ later: next.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)) });
  const changeShares = (shares: SplitShares | null) => {
    if (shares) return onChange(split ? { ...split, ...shares } : shares);
    // The shares of the next day are the first then.
    const [next, ...rest] = later;
    onChange(split && next ? withoutEmpty({ ...split, parts: next.parts, restTo: next.restTo, later: rest }) : null);
  };
  const addLater = () => {
    if (!split) return;
    const from = addDays(later.at(-1)?.from ?? todayIn(choices.timeZone, new Date()), 1);
    const { parts, restTo } = later.at(-1) ?? split;
    putLater([...later, { from, parts, restTo }]);
  };
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">Split into lines</legend>
      <p className="mb-2 text-xs text-muted">
        Fixed amounts are taken first, and percentages are of what they leave. What is not said of a line is as above.
      </p>
      {problem && <p className="mb-2 text-sm text-danger-text">{problem}</p>}
      <Shares shares={split} {...{ choices, categories, customers }} label="" onChange={changeShares} />
      {later.map(({ from, ...shares }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what they begin with may change
        <fieldset key={index} className="mt-4 min-w-0 border-t pt-3">
          <legend className="sr-only">Other shares, {index + 1}</legend>
          <div className="mb-3 flex items-end gap-2">
            <DateField
              label="For items dated from"
              timeZone={choices.timeZone}
              value={from}
              onChange={(date: CalendarDate | null) =>
                date && putLater(later.map((each, at) => (at === index ? { ...each, from: date } : each)))
              }
              className="max-w-48"
            />
            <IconButton
              label={`Remove other shares, ${index + 1}`}
              icon={<Trash2 size={15} />}
              onPress={() => putLater(later.filter((_, at) => at !== index))}
            />
          </div>
          <Shares
            shares={shares}
            {...{ choices, categories, customers }}
            label={`, other shares ${index + 1}`}
            onChange={(changed) =>
              putLater(
                changed === null
                  ? later.filter((_, at) => at !== index)
                  : later.map((each, at) => (at === index ? { from, ...changed } : each)),
              )
            }
          />
        </fieldset>
      ))}
      {split && (
        <div className="mt-3 flex flex-col items-start gap-3">
          <Button
            size="small"
            icon={<CalendarPlus size={14} />}
            isDisabled={later.length >= MAX_SPLIT_VERSIONS}
            onPress={addLater}
          >
            Other shares from a day on
          </Button>
          <Checkbox
            isSelected={split.replacesRead === true}
            onChange={(replacesRead) => put({ replacesRead })}
            description="Otherwise an item whose lines were read keeps them, and is not split."
          >
            Replace lines that were read
          </Checkbox>
        </div>
      )}
    </fieldset>
  );
}

function Shares({
  shares,
  choices,
  categories,
  customers,
  label,
  onChange,
}: {
  shares: SplitShares | undefined;
  choices: Choices;
  categories: RuleCategories;
  customers: PartCustomers | null;
  /** What tells its fields apart from those of other days. */
  label: string;
  onChange: (shares: SplitShares | null) => void;
}) {
  const { numbers } = useFormats();
  const parts = shares?.parts ?? [];
  const restTo = shares?.restTo ?? 0;
  const change = (index: number, part: Partial<SplitPart>) =>
    onChange({ parts: parts.map((each, at) => (at === index ? tidy({ ...each, ...part }) : each)), restTo });
  const remove = (index: number) => {
    const left = parts.filter((_, at) => at !== index);
    onChange(left.length === 0 ? null : { parts: left, restTo: Math.min(restTo, left.length - 1) });
  };
  const add = () => onChange({ parts: [...parts, { kind: 'PERCENT', value: '' }], restTo });
  return (
    <>
      <ul className="flex flex-col gap-3">
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name but their place
          <li key={index} className="grid grid-cols-2 items-end gap-2 border-b pb-3">
            <Select
              label={`Part ${index + 1}${label}`}
              value={part.kind}
              options={kinds}
              onChange={(kind) => change(index, { kind })}
            />
            <div className="flex items-end gap-2">
              <NumberField
                label={part.kind === 'PERCENT' ? 'Per cent' : 'Amount'}
                className="min-w-0 flex-1"
                allowsNegative={false}
                value={part.value}
                onChange={(value) => change(index, { value })}
              />
              <IconButton
                label={`Remove part ${index + 1}${label}`}
                icon={<Trash2 size={15} />}
                onPress={() => remove(index)}
              />
            </div>
            <CategoryField
              label="Category of the part"
              placeholder="As above"
              {...{ choices, ...categories }}
              value={part.accountId ?? null}
              onChange={(accountId) => change(index, { accountId: accountId ?? '' })}
            />
            <TextField
              label="Description of the part"
              placeholder="As above"
              value={part.description ?? ''}
              onChange={(description) => change(index, { description })}
            />
            <ComboBox
              label="Tax rate of the part"
              placeholder="As above"
              value={part.taxRateId ?? null}
              {...taxRateOptions(
                choices.taxRates,
                accountOf(choices.accounts, part.accountId),
                part.taxRateId ?? null,
                numbers,
              )}
              onChange={(taxRateId) => change(index, { taxRateId: taxRateId ?? '' })}
            />
            {choices.tracking.slice(0, 2).map(({ name, options }, slot) => {
              const field = slot === 0 ? 'tracking1OptionId' : 'tracking2OptionId';
              return (
                <ComboBox
                  key={field}
                  label={`${name} of the part`}
                  placeholder="As above"
                  value={part[field] ?? null}
                  options={options.map(({ id, name }) => ({ id, label: name }))}
                  onChange={(id) => change(index, { [field]: id ?? '' })}
                />
              );
            })}
            {customers && (
              <PartCustomer
                {...{ customers }}
                id={part.rebillableContactId ?? null}
                onChange={(id) => change(index, { rebillableContactId: id ?? '' })}
              />
            )}
          </li>
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap items-end gap-3">
        <Button size="small" icon={<Plus size={14} />} isDisabled={parts.length >= MAX_SPLIT_PARTS} onPress={add}>
          Add part
        </Button>
        {parts.length > 1 && (
          <Select
            label="Cents left over go to"
            value={String(restTo)}
            options={parts.map((_, index) => ({ id: String(index), label: `Part ${index + 1}` }))}
            onChange={(index) => onChange({ parts, restTo: Number(index) })}
          />
        )}
      </div>
    </>
  );
}

/** To whom a part of the cost is charged on. */
function PartCustomer({
  customers: { names, find, onNamed },
  id,
  onChange,
}: {
  customers: PartCustomers;
  id: string | null;
  onChange: (id: string | null) => void;
}) {
  return (
    <AsyncComboBox
      label="Rebill the part to"
      placeholder="Nobody"
      emptyText="No customer of this name"
      value={id ? { id, label: names[id] ?? 'Unknown' } : null}
      onChange={(option) => {
        if (option) onNamed(option.id, option.label);
        onChange(option?.id ?? null);
      }}
      loadOptions={async (query) => {
        const found = await find({ query });
        if (!found.ok) throw new Error(found.error.message);
        return found.value.map(({ id, name }) => ({ id, label: name }));
      }}
    />
  );
}

/** What is empty is not said. */
const tidy = (part: SplitPart): SplitPart =>
  Object.fromEntries(Object.entries(part).filter(([name, value]) => name === 'value' || value !== '')) as SplitPart;

function withoutEmpty({ later, replacesRead, ...split }: Split): Split {
  return { ...split, ...(later && later.length > 0 && { later }), ...(replacesRead && { replacesRead }) };
}
