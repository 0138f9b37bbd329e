'use client';

import { Plus, Trash2 } from 'lucide-react';
import { categorySections } from '#components/items/category-options.ts';
import { usedCategory } from '#components/items/found-categories.ts';
import { Button } from '#components/ui/button.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { NumberField } from '#components/ui/number-field.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { MAX_SPLIT_PARTS, type Split, type SplitPart } from '#lib/domain/rules/rule.ts';
import type { Choices } from '#lib/lists/load-choices.ts';

const kinds = [
  { id: 'PERCENT', label: '% of the rest' },
  { id: 'AMOUNT', label: 'Fixed amount' },
] as const;

/** The lines that a total is split into, with the one that takes the cents that are left over. */
export function SplitParts({
  split,
  onChange,
  choices,
  problem,
}: {
  split: Split | undefined;
  onChange: (split: Split | null) => void;
  choices: Choices;
  problem: string | undefined;
}) {
  const parts = split?.parts ?? [];
  const change = (index: number, part: Partial<SplitPart>) =>
    onChange({
      parts: parts.map((each, at) => (at === index ? tidy({ ...each, ...part }) : each)),
      restTo: split?.restTo ?? 0,
    });
  const remove = (index: number) => {
    const left = parts.filter((_, at) => at !== index);
    onChange(left.length === 0 ? null : { parts: left, restTo: Math.min(split?.restTo ?? 0, left.length - 1) });
  };
  const add = () => onChange({ parts: [...parts, { kind: 'PERCENT', value: '' }], restTo: split?.restTo ?? 0 });
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-medium">Split into lines</legend>
      <p className="mb-2 text-xs text-muted">
        Fixed amounts are taken first, and percentages are of what they leave. What is not said of a line is as above.
      </p>
      {problem && <p className="mb-2 text-sm text-danger-text">{problem}</p>}
      <ul className="flex flex-col gap-3">
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name but their place
          <li key={index} className="grid grid-cols-[1fr_1fr_auto] items-end gap-2 border-b pb-3">
            <Select
              label={`Part ${index + 1}`}
              value={part.kind}
              options={kinds}
              onChange={(kind) => change(index, { kind })}
            />
            <NumberField
              label={part.kind === 'PERCENT' ? 'Per cent' : 'Amount'}
              allowsNegative={false}
              value={part.value}
              onChange={(value) => change(index, { value })}
            />
            <IconButton label={`Remove part ${index + 1}`} icon={<Trash2 size={15} />} onPress={() => remove(index)} />
            <ComboBox
              label="Category of the part"
              placeholder="As above"
              value={part.accountId ?? null}
              options={categorySections(choices.accounts)}
              selectedOption={usedCategory(choices.accounts, part.accountId ?? null)}
              onChange={(accountId) => change(index, { accountId: accountId ?? '' })}
            />
            <TextField
              label="Description of the part"
              placeholder="As above"
              value={part.description ?? ''}
              onChange={(description) => change(index, { description })}
            />
          </li>
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap items-end gap-3">
        <Button size="small" icon={<Plus size={14} />} isDisabled={parts.length >= MAX_SPLIT_PARTS} onPress={add}>
          Add part
        </Button>
        {split && parts.length > 1 && (
          <Select
            label="Cents left over go to"
            value={String(split.restTo)}
            options={parts.map((_, index) => ({ id: String(index), label: `Part ${index + 1}` }))}
            onChange={(index) => onChange({ ...split, restTo: Number(index) })}
          />
        )}
      </div>
    </fieldset>
  );
}

/** What is empty is not said. */
const tidy = (part: SplitPart): SplitPart =>
  Object.fromEntries(Object.entries(part).filter(([name, value]) => name === 'value' || value !== '')) as SplitPart;
