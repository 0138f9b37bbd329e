'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { categorySections } from '#components/items/category-options.ts';
import type { ContactHandlers } from '#components/items/contact-field.tsx';
import { usedCategory } from '#components/items/found-categories.ts';
import type { LineEntries } from '#components/items/line-editor.tsx';
import { ownerOption } from '#components/items/owner-field.tsx';
import { taxRateOptions } from '#components/items/tax-rate-options.ts';
import { AsyncComboBox } from '#components/ui/async-combo-box.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { DateField } from '#components/ui/date-field.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { NumberField } from '#components/ui/number-field.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { OwnerChoice } from '#lib/coding/owners.ts';
import { itemTypeNames, publishAsStatuses, publishToNames } from '#lib/domain/coding/fields.ts';
import { rulePaths, type Workspace } from '#lib/domain/paths.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import {
  type RuleConditions,
  type RuleEffects,
  type RuleScope,
  type RuleScopeKind,
  ruleScopeKinds,
  workspaceOfScope,
} from '#lib/domain/rules/rule.ts';
import { scopeNames } from '#lib/domain/rules/rule-words.ts';
import { contactWords, workspaceNames } from '#lib/domain/words.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import type { RuleDraft } from '#lib/rules/list-rules.ts';
import type { RulePreview } from '#lib/rules/preview-rule.ts';
import type { RuleRef } from '#lib/rules/save-rule.ts';
import { RuleTrial } from './rule-trial.tsx';
import { SplitParts } from './split-parts.tsx';

/** As it is sent: ids and amounts are checked there. */
export type WrittenRule = {
  scope: RuleScope;
  name: string | null;
  conditions: RuleConditions;
  effects: RuleEffects;
  isOn: boolean;
};

export type RuleEditorProps = {
  slug: string;
  draft: RuleDraft;
  /** It is made of how an item is coded. */
  isFromItem: boolean;
  /** It was suggested. */
  suggestionId?: string | null;
  choices: Record<Workspace, Choices>;
  workspace: Workspace;
  owners: readonly OwnerChoice[];
  findContacts: ContactHandlers['find'];
  findCustomers: LineEntries['findCustomers'];
  save: (input: {
    rule: RuleRef | null;
    input: WrittenRule;
    appliesToInbox: boolean;
    suggestionId: string | null;
  }) => Promise<Result<{ title: string; bulkEditId: string | null }>>;
  preview: (input: { ruleId: string | null; input: WrittenRule }) => Promise<Result<RulePreview>>;
};

/** Both, one, or the other. */
const workspaceOptions = [
  { id: 'ALL', label: 'Costs and sales' },
  { id: 'COSTS', label: workspaceNames.COSTS },
  { id: 'SALES', label: workspaceNames.SALES },
] as const;
const autoPublishOptions = [
  { id: 'LEAVE', label: 'Leave it to the rest' },
  { id: 'YES', label: 'Yes, unless a guard holds it' },
  { id: 'NEVER', label: 'Never' },
] as const;
const typeOptions = [
  { id: 'ALL', label: 'Any type' },
  ...(Object.keys(itemTypeNames) as (keyof typeof itemTypeNames)[]).map((id) => ({ id, label: itemTypeNames[id] })),
] as const;

/** A rule: whose items it is for, what it asks of them and what it sets; and what that would have done, before it is saved. */
export function RuleEditor(props: RuleEditorProps) {
  const { slug, draft, isFromItem, suggestionId = null, owners } = props;
  const isSaidAlready = isFromItem || suggestionId !== null;
  const router = useRouter();
  const { numbers } = useFormats();
  const [scope, setScope] = useState(draft.scope);
  const [scopeLabel, setScopeLabel] = useState(draft.scopeName);
  const [name, setName] = useState(draft.name ?? '');
  const [conditions, setConditions] = useState(draft.conditions);
  const [words, setWords] = useState((draft.conditions.words ?? []).join(', '));
  const [effects, setEffects] = useState(draft.effects);
  const [appliesToInbox, setApplies] = useState(isFromItem);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const saveButton = useRef<HTMLFormElement>(null);

  const workspace = workspaceOfScope(scope) ?? conditions.workspace ?? props.workspace;
  const choices = props.choices[workspace];
  const account = choices.accounts.find(({ id }) => id === effects.accountId);
  const written: WrittenRule = {
    ...{ scope, name: name.trim() || null, effects, isOn: draft.isOn },
    conditions: withWords(conditions, words),
  };
  const ask = <K extends keyof RuleConditions>(key: K, value: RuleConditions[K] | null | '') =>
    setConditions((now) => without(now, key, value));
  const put = <K extends keyof RuleEffects>(key: K, value: RuleEffects[K] | null | '') =>
    setEffects((now) => without(now, key, value));
  const at = (path: string) => {
    const found = Object.entries(problem?.fields ?? {}).find(
      ([field]) => field === path || field.startsWith(`${path}.`),
    );
    return found ? { problems: found[1] } : {};
  };

  // Whoever made it of an item, or was suggested it, has said all there is to say: Enter saves.
  useEffect(() => {
    if (isSaidAlready) saveButton.current?.querySelector<HTMLButtonElement>('[data-save] button')?.focus();
  }, [isSaidAlready]);

  async function submit(event?: FormEvent) {
    event?.preventDefault();
    if (isPending) return;
    setPending(true);
    const saved = await props
      .save({ rule: draft.rule, input: written, appliesToInbox, suggestionId })
      .catch(() =>
        failure(
          'offline',
          'The connection broke off, so it is not known whether this was saved. Nothing that you entered is lost.',
        ),
      );
    setPending(false);
    if (!saved.ok) return setProblem(inputProblem(saved.error));
    if (!saved.value.bulkEditId) toast({ title: `${saved.value.title} is saved`, tone: 'success' });
    const { bulkEditId } = saved.value;
    const next = suggestionId === null ? rulePaths(slug).root : rulePaths(slug).suggested;
    router.push(bulkEditId ? rulePaths(slug).applying(bulkEditId) : next);
  }

  const [first, second] = choices.tracking;
  return (
    <form ref={saveButton} onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        title={draft.rule ? `Rule for ${scopeLabel}` : 'New rule'}
        breadcrumbs={[{ label: 'Automation', href: rulePaths(slug).root }]}
        guide="rules"
        actions={
          <span data-save className="contents">
            <Button type="submit" variant="primary" isPending={isPending}>
              Save rule
            </Button>
          </span>
        }
      />
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto border-t lg:flex-row lg:overflow-hidden">
        <div className="flex shrink-0 flex-col gap-5 p-4 max-lg:border-b lg:w-[28rem] lg:overflow-y-auto lg:border-r">
          {draft.troubles.length > 0 && (
            <Banner tone="danger" title="This rule does nothing">
              {draft.troubles.join(' ')}
            </Banner>
          )}
          {problem && (
            <Banner tone="danger" title="The rule is not saved">
              {problem.message}
            </Banner>
          )}
          <Part title="For">
            <Select
              label="Items of"
              value={scope.kind}
              options={ruleScopeKinds.map((id) => ({ id, label: scopeNames[id] }))}
              onChange={(kind: RuleScopeKind) => {
                setScope(kind === 'BUSINESS' ? { kind, id: null } : { kind, id: '' });
                setScopeLabel(kind === 'BUSINESS' ? 'all items' : '');
              }}
            />
            {(scope.kind === 'SUPPLIER' || scope.kind === 'CUSTOMER') && (
              <AsyncComboBox
                key={scope.kind}
                label={scopeNames[scope.kind]}
                isRequired
                {...at('input.scope')}
                value={scope.id ? { id: scope.id, label: scopeLabel } : null}
                onChange={(option) => {
                  setScope({ kind: scope.kind, id: option?.id ?? '' });
                  setScopeLabel(option?.label ?? '');
                }}
                loadOptions={async (query) => {
                  const found = await props.findContacts({ workspace, query });
                  if (!found.ok) throw new Error(found.error.message);
                  return found.value.map((contact) => ({ id: contact.id, label: contact.name }));
                }}
                emptyText={`No ${contactWords[workspace].one} of this name`}
              />
            )}
            {scope.kind === 'MEMBER' && (
              <ComboBox
                label="Member"
                isRequired
                {...at('input.scope')}
                value={scope.id || null}
                options={owners.map(ownerOption)}
                onChange={(id) => setScope({ kind: 'MEMBER', id: id ?? '' })}
              />
            )}
            {scope.kind === 'PAYMENT_METHOD' && (
              <ComboBox
                label="Payment method"
                isRequired
                {...at('input.scope')}
                value={scope.id || null}
                options={methodOptions(choices)}
                onChange={(id) => setScope({ kind: 'PAYMENT_METHOD', id: id ?? '' })}
              />
            )}
            <TextField label="Name" value={name} onChange={setName} maxLength={80} placeholder="As whom it is for" />
          </Part>
          <Part title="When">
            <TextField
              label="Words in the document"
              value={words}
              onChange={setWords}
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
          </Part>
          <Part title="Set">
            <ComboBox
              label="Category"
              placeholder="Leave as it is"
              className="col-span-full"
              value={effects.accountId ?? null}
              options={categorySections(choices.accounts)}
              selectedOption={usedCategory(choices.accounts, effects.accountId ?? null)}
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
              onChange={(chosen) =>
                setEffects(({ autoPublish: _, ...rest }) =>
                  chosen === 'LEAVE' ? rest : { ...rest, autoPublish: chosen === 'YES' },
                )
              }
            />
          </Part>
          <SplitParts
            split={effects.split}
            onChange={(split) => put('split', split)}
            choices={choices}
            problem={at('input.effects.split').problems}
          />
          <Checkbox isSelected={appliesToInbox} onChange={setApplies} description="It can be undone.">
            Apply to all inbox items
          </Checkbox>
        </div>
        <RuleTrial {...{ slug, written }} ruleId={draft.rule?.ruleId ?? null} preview={props.preview} />
      </div>
    </form>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-sm font-medium">{title}</legend>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">{children}</div>
    </fieldset>
  );
}

const methodOptions = ({ paymentMethods }: Choices) =>
  paymentMethods.filter(({ isOffered }) => isOffered).map(({ id, name }) => ({ id, label: name }));

/** What is said of fields is at the fields; of what has none, here. */
function inputProblem(error: Failure): Failure {
  if (error.code !== 'inputInvalid') return error;
  const scope = error.fields?.['input.scope.id'];
  const effects = error.fields?.['input.effects'];
  const message = scope ? 'Choose whose items it is for.' : (effects ?? error.message);
  return { ...error, message };
}

function without<T extends object, K extends keyof T>(now: T, key: K, value: T[K] | null | ''): T {
  const { [key]: _, ...rest } = now;
  return (value === null || value === '' || value === undefined ? rest : { ...rest, [key]: value }) as T;
}

function withWords({ words: _, ...conditions }: RuleConditions, text: string): RuleConditions {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
  return words.length > 0 ? { ...conditions, words } : conditions;
}
