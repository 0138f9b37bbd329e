'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ContactHandlers } from '#components/items/contact-field.tsx';
import type { FindCategories } from '#components/items/found-categories.ts';
import type { LineEntries } from '#components/items/line-editor.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { OwnerChoice } from '#lib/coding/owners.ts';
import { rulePaths, type Workspace } from '#lib/domain/paths.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import { type RuleConditions, type RuleEffects, type RuleScope, workspaceOfScope } from '#lib/domain/rules/rule.ts';
import type { Choices } from '#lib/lists/load-choices.ts';
import type { RuleDraft } from '#lib/rules/list-rules.ts';
import type { RulePreview } from '#lib/rules/preview-rule.ts';
import type { RuleRef } from '#lib/rules/save-rule.ts';
import { RuleConditionFields } from './rule-condition-fields.tsx';
import { RuleEffectFields } from './rule-effect-fields.tsx';
import { RuleScopeFields } from './rule-scope-fields.tsx';
import { RuleTrial } from './rule-trial.tsx';
import { SplitParts } from './split-parts.tsx';
import { type SetRules, SteppedBackNotes } from './stepped-back-notes.tsx';

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
  findCategories: FindCategories;
  save: (input: {
    rule: RuleRef | null;
    input: WrittenRule;
    appliesToInbox: boolean;
    suggestionId: string | null;
  }) => Promise<Result<{ title: string; bulkEditId: string | null }>>;
  preview: (input: { ruleId: string | null; input: WrittenRule }) => Promise<Result<RulePreview>>;
  set: SetRules;
};

/** A rule: whose items it is for, what it asks of them and what it sets; and what that would have done, before it is saved. */
export function RuleEditor(props: RuleEditorProps) {
  const { slug, draft, isFromItem, suggestionId = null, owners } = props;
  const isSaidAlready = isFromItem || suggestionId !== null;
  const router = useRouter();
  const [scope, setScope] = useState(draft.scope);
  const [scopeLabel, setScopeLabel] = useState(draft.scopeName);
  const [name, setName] = useState(draft.name ?? '');
  const [conditions, setConditions] = useState(draft.conditions);
  const [words, setWords] = useState((draft.conditions.words ?? []).join(', '));
  const [effects, setEffects] = useState(draft.effects);
  const [customerNames, setCustomerNames] = useState(draft.customerNames);
  const [appliesToInbox, setApplies] = useState(isFromItem);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const saveButton = useRef<HTMLFormElement>(null);

  const workspace = workspaceOfScope(scope) ?? conditions.workspace ?? props.workspace;
  const choices = props.choices[workspace];
  const isOfContact = scope.kind === 'SUPPLIER' || scope.kind === 'CUSTOMER';
  // A scope without its entry yet has an empty id.
  const categories = { find: props.findCategories, workspace, contactId: (isOfContact && scope.id) || null };
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
          {draft.rule && draft.steppedBack.length > 0 && (
            <SteppedBackNotes {...{ slug }} ruleId={draft.rule.ruleId} parts={draft.steppedBack} set={props.set} />
          )}
          {problem && (
            <Banner tone="danger" title="The rule is not saved">
              {problem.message}
            </Banner>
          )}
          <RuleScopeFields
            {...{ scope, workspace, choices, owners, name, at }}
            label={scopeLabel}
            onScope={(next, label) => {
              setScope(next);
              setScopeLabel(label);
            }}
            onName={setName}
            findContacts={props.findContacts}
          />
          <RuleConditionFields {...{ scope, conditions, ask, words, choices, owners, at }} onWords={setWords} />
          <RuleEffectFields {...{ scope, effects, put, choices, categories, at }} />
          <SplitParts
            split={effects.split}
            onChange={(split) => put('split', split)}
            {...{ choices, categories }}
            customers={
              workspace === 'COSTS'
                ? {
                    names: customerNames,
                    find: props.findCustomers,
                    onNamed: (id, label) => setCustomerNames((now) => ({ ...now, [id]: label })),
                  }
                : null
            }
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
