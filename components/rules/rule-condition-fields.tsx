import { ownerOption } from '#components/items/owner-field.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { DateField } from '#components/ui/date-field.tsx';
import { NumberField } from '#components/ui/number-field.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { OwnerChoice } from '#lib/coding/owners.ts';
import { itemTypeNames } from '#lib/domain/coding/fields.ts';
import { type RuleConditions, type RuleScope, workspaceOfScope } from '#lib/domain/rules/rule.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import { type ProblemAt, type PutPart, RulePart } from './rule-part.tsx';

/** Both, one, or the other. */
const workspaceOptions = [
  { id: 'ALL', label: 'Costs and sales' },
  { id: 'COSTS', label: workspaceNames.COSTS },
  { id: 'SALES', label: workspaceNames.SALES },
] as const;
const typeOptions = [
  { id: 'ALL', label: 'Any type' },
  ...(Object.keys(itemTypeNames) as (keyof typeof itemTypeNames)[]).map((id) => ({ id, label: itemTypeNames[id] })),
] as const;

/** What a rule asks of an item beside whose it is. */
export function RuleConditionFields({
  scope,
  conditions,
  ask,
  words,
  onWords,
  choices,
  owners,
  at,
}: {
  scope: RuleScope;
  conditions: RuleConditions;
  ask: PutPart<RuleConditions>;
  /** As they are typed, between commas. */
  words: string;
  onWords: (words: string) => void;
  choices: Choices;
  owners: readonly OwnerChoice[];
  at: ProblemAt;
}) {
  return (
    <RulePart title="When">
      <TextField
        label="Words in the document"
        value={words}
        onChange={onWords}
        placeholder="diesel, petrol"
        description="Any of these, between commas. Empty: whatever it says."
        className="col-span-full"
        {...at('input.conditions.words')}
      />
      <TextField
        label="Reference or account number"
        value={conditions.pattern ?? ''}
        onChange={(text) => ask('pattern', text)}
        placeholder="INV-####"
        description="# is a digit, ? any one sign, * any number of them."
        className="col-span-full"
        {...at('input.conditions.pattern')}
      />
      <NumberField
        label="Total from"
        decimals={choices.amountDigits}
        allowsNegative={false}
        value={conditions.amountFrom ?? ''}
        onChange={(amount) => ask('amountFrom', amount)}
        {...at('input.conditions.amountFrom')}
      />
      <NumberField
        label="Total to"
        decimals={choices.amountDigits}
        allowsNegative={false}
        value={conditions.amountTo ?? ''}
        onChange={(amount) => ask('amountTo', amount)}
        {...at('input.conditions.amountTo')}
      />
      <DateField
        label="Dated from"
        timeZone={choices.timeZone}
        value={conditions.datedFrom ?? null}
        onChange={(date) => ask('datedFrom', date)}
      />
      <DateField
        label="Dated to"
        timeZone={choices.timeZone}
        value={conditions.datedTo ?? null}
        onChange={(date) => ask('datedTo', date)}
        {...at('input.conditions.datedTo')}
      />
      <ComboBox
        label="Currency"
        placeholder="Any"
        value={conditions.currency ?? null}
        options={choices.currencies.map((id) => ({ id, label: id }))}
        onChange={(code) => ask('currency', code)}
      />
      <Select
        label="Type"
        value={conditions.types?.length === 1 ? (conditions.types[0] ?? 'ALL') : 'ALL'}
        options={typeOptions}
        onChange={(type) => ask('types', type === 'ALL' ? null : [type])}
      />
      {scope.kind !== 'MEMBER' && (
        <ComboBox
          label="Owner"
          placeholder="Anybody"
          value={conditions.ownerId ?? null}
          options={owners.map(ownerOption)}
          onChange={(id) => ask('ownerId', id)}
        />
      )}
      {workspaceOfScope(scope) === null && (
        <Select
          label="Workspace"
          value={conditions.workspace ?? 'ALL'}
          options={workspaceOptions}
          onChange={(chosen) => ask('workspace', chosen === 'ALL' ? null : chosen)}
        />
      )}
    </RulePart>
  );
}
