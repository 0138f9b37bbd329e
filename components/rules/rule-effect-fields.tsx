import { CategoryField } from '#components/items/category-field.tsx';
import { accountOf } from '#components/items/found-categories.ts';
import { taxRateOptions } from '#components/items/tax-rate-options.ts';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { NumberField } from '#components/ui/number-field.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { publishAsStatuses, publishToNames } from '#lib/domain/coding/fields.ts';
import type { RuleEffects, RuleScope } from '#lib/domain/rules/rule.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import { methodOptions, type ProblemAt, type PutPart, type RuleCategories, RulePart } from './rule-part.tsx';

const autoPublishOptions = [
  { id: 'LEAVE', label: 'Leave it to the rest' },
  { id: 'YES', label: 'Yes, unless a guard holds it' },
  { id: 'NEVER', label: 'Never' },
] as const;

/** What a rule sets. What is empty it leaves as it is. */
export function RuleEffectFields({
  scope,
  effects,
  put,
  choices,
  categories,
  at,
}: {
  scope: RuleScope;
  effects: RuleEffects;
  put: PutPart<RuleEffects>;
  choices: Choices;
  categories: RuleCategories;
  at: ProblemAt;
}) {
  const { numbers } = useFormats();
  const account = accountOf(choices.accounts, effects.accountId);
  const [first, second] = choices.tracking;
  return (
    <RulePart title="Set">
      <CategoryField
        label="Category"
        placeholder="Leave as it is"
        className="col-span-full"
        {...{ choices, ...categories }}
        value={effects.accountId ?? null}
        onChange={(id) => put('accountId', id)}
        {...at('input.effects')}
      />
      <ComboBox
        label="Tax rate"
        placeholder="Leave as it is"
        value={effects.taxRateId ?? null}
        {...taxRateOptions(choices.taxRates, account, effects.taxRateId ?? null, numbers)}
        onChange={(id) => put('taxRateId', id)}
      />
      {first && (
        <ComboBox
          label={first.name}
          placeholder="Leave as it is"
          value={effects.tracking1OptionId ?? null}
          options={first.options.map(({ id, name }) => ({ id, label: name }))}
          onChange={(id) => put('tracking1OptionId', id)}
        />
      )}
      {second && (
        <ComboBox
          label={second.name}
          placeholder="Leave as it is"
          value={effects.tracking2OptionId ?? null}
          options={second.options.map(({ id, name }) => ({ id, label: name }))}
          onChange={(id) => put('tracking2OptionId', id)}
        />
      )}
      <NumberField
        label="Due, days after the date"
        decimals={0}
        allowsNegative={false}
        placeholder="Leave as it is"
        value={effects.dueDays === undefined ? '' : String(effects.dueDays)}
        onChange={(days) => put('dueDays', days === '' ? null : Number(days))}
        {...at('input.effects.dueDays')}
      />
      <TextField
        label="Description"
        value={effects.description ?? ''}
        onChange={(text) => put('description', text)}
        placeholder="Leave as it is"
        description="{contact}, {reference}, {date} and {month} are the item’s own."
        className="col-span-full"
        {...at('input.effects.description')}
      />
      {scope.kind !== 'PAYMENT_METHOD' && (
        <ComboBox
          label="Paid with"
          placeholder="Leave as it is"
          description="In full, on the document’s date."
          value={effects.paidWith ?? null}
          options={methodOptions(choices)}
          onChange={(id) => put('paidWith', id)}
        />
      )}
      <ComboBox
        label="Publish to"
        placeholder="Leave as it is"
        value={effects.publishTo ?? null}
        options={Object.entries(publishToNames).map(([id, label]) => ({ id, label }))}
        onChange={(id) => put('publishTo', id as RuleEffects['publishTo'] | null)}
      />
      <ComboBox
        label="Publish as"
        placeholder="Leave as it is"
        value={effects.publishAs ?? null}
        options={publishAsStatuses.map((id) => ({ id, label: choices.statusNames[id] }))}
        onChange={(id) => put('publishAs', id as RuleEffects['publishAs'] | null)}
      />
      <Select
        label="Publish by itself"
        value={effects.autoPublish === undefined ? 'LEAVE' : effects.autoPublish ? 'YES' : 'NEVER'}
        options={autoPublishOptions}
        onChange={(chosen) => put('autoPublish', chosen === 'LEAVE' ? null : chosen === 'YES')}
      />
    </RulePart>
  );
}
