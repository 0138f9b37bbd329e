'use client';

import { Check, Lightbulb, RefreshCw, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { PageHeader, Toolbar } from '#components/ui/page-header.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { rulePaths } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import type { AutoCategorise } from '#lib/domain/suggestions/auto-categorise.ts';
import type { SuggestedRule } from '#lib/rules/suggested/suggested-rules.ts';
import { AutoCategoriseForm } from './auto-categorise-form.tsx';
import { RuleWords } from './rule-line.tsx';

export type SuggestionHandlers = {
  accept: (input: { ids: string[] }) => Promise<Result<{ made: number; ruleIds: string[] }>>;
  dismiss: (input: { ids: string[]; change: 'dismiss' | 'restore' }) => Promise<Result<number>>;
  /** Takes back that they were accepted. */
  takeBack: (input: { ids: string[]; ruleIds: string[] }) => Promise<Result<number>>;
  find: (input: Record<string, never>) => Promise<Result<number>>;
  choose: (input: { autoCategorise: AutoCategorise }) => Promise<Result<null>>;
};

const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');

/** *Automation > Suggestions*: what codes items by itself, and rules that nobody has written yet. */
export function SuggestedRules({
  slug,
  suggestions,
  autoCategorise,
  handlers,
}: {
  slug: string;
  suggestions: readonly SuggestedRule[];
  autoCategorise: AutoCategorise;
  handlers: SuggestionHandlers;
}) {
  const router = useRouter();
  const { numbers } = useFormats();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [pending, setPending] = useState<'accept' | 'dismiss' | 'find' | null>(null);
  const marked = suggestions.filter(({ id }) => chosen.has(id));
  const meant = marked.length > 0 ? marked : suggestions;
  const counted = (count: number, what: string) => `${writeCount(count, numbers)} ${what}${count === 1 ? '' : 's'}`;

  const refused = (message: string) => toast({ title: 'Nothing was changed', description: message, tone: 'danger' });

  async function accept(those: readonly SuggestedRule[]) {
    setPending('accept');
    const ids = those.map(({ id }) => id);
    const done = await handlers.accept({ ids }).catch(offline);
    setPending(null);
    if (!done.ok) return refused(done.error.message);
    const { made, ruleIds } = done.value;
    setChosen(new Set());
    toast({
      title:
        made === 1 ? `A rule for ${isolated(those[0]?.scopeName ?? '')} is made` : `${counted(made, 'rule')} are made`,
      description:
        made < ids.length
          ? 'The others could not be made and are still here.'
          : 'They hold for items from now on. Apply to inbox codes those that are here.',
      tone: 'success',
      // A rule that was there before is put back in its own editor.
      ...(ruleIds.length === ids.length && { action: { label: 'Undo', onPress: () => void takeBack(ids, ruleIds) } }),
    });
    router.refresh();
  }
  async function takeBack(ids: string[], ruleIds: string[]) {
    const done = await handlers.takeBack({ ids, ruleIds }).catch(offline);
    if (!done.ok) return refused(done.error.message);
    router.refresh();
  }
  async function dismiss(those: readonly SuggestedRule[]) {
    setPending('dismiss');
    const ids = those.map(({ id }) => id);
    const done = await handlers.dismiss({ ids, change: 'dismiss' }).catch(offline);
    setPending(null);
    if (!done.ok) return refused(done.error.message);
    setChosen(new Set());
    toast({
      title: `${counted(done.value, 'suggestion')} dismissed`,
      description: 'Suggested again only when much more speaks for it.',
      action: { label: 'Undo', onPress: () => void restore(ids) },
    });
    router.refresh();
  }
  async function restore(ids: string[]) {
    const done = await handlers.dismiss({ ids, change: 'restore' }).catch(offline);
    if (!done.ok) return refused(done.error.message);
    router.refresh();
  }
  async function find() {
    setPending('find');
    const done = await handlers.find({}).catch(offline);
    setPending(null);
    if (!done.ok) return refused(done.error.message);
    toast({ title: done.value === 0 ? 'Nothing to suggest' : `${counted(done.value, 'rule')} to look at` });
    router.refresh();
  }

  const lookAgain = (
    <Button icon={<RefreshCw size={15} />} isPending={pending === 'find'} onPress={() => void find()}>
      Look again
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Suggestions"
        breadcrumbs={[{ label: 'Automation', href: rulePaths(slug).root }]}
        guide="suggestions"
        description="Rules that nobody has written yet, from what you decide here and what your books have for suppliers."
        actions={
          suggestions.length > 0 && (
            <>
              {lookAgain}
              <Button
                variant="primary"
                icon={<Check size={15} />}
                isPending={pending === 'accept'}
                onPress={() => void accept(meant)}
              >
                {marked.length > 0 ? `Accept ${writeCount(marked.length, numbers)}` : 'Accept all'}
              </Button>
            </>
          )
        }
      />
      <AutoCategoriseForm saved={autoCategorise} choose={handlers.choose} />
      {marked.length > 0 && (
        <Toolbar>
          <span className="text-sm">{counted(marked.length, 'suggestion')} selected</span>
          <Button
            size="small"
            icon={<X size={14} />}
            isPending={pending === 'dismiss'}
            onPress={() => void dismiss(marked)}
          >
            Dismiss
          </Button>
        </Toolbar>
      )}
      <Table
        label="Suggested rules"
        columns={columns}
        rows={suggestions}
        rowKey={({ id }) => id}
        rowLabel={({ scopeName }) => scopeName}
        href={({ id }) => rulePaths(slug).newFromSuggestion(id)}
        selection={chosen}
        onSelectionChange={setChosen}
        actionsWidth="5rem"
        actions={(suggestion) => (
          <span className="flex items-center justify-end gap-1">
            <IconButton
              label={`Accept the rule for ${suggestion.scopeName}`}
              icon={<Check size={15} />}
              onPress={() => void accept([suggestion])}
            />
            <IconButton
              label={`Dismiss the rule for ${suggestion.scopeName}`}
              icon={<X size={15} />}
              onPress={() => void dismiss([suggestion])}
            />
          </span>
        )}
        empty={
          <EmptyState icon={<Lightbulb />} title="No rule to suggest" action={lookAgain}>
            From the third item of a supplier that you code alike, a rule for it is suggested here.
          </EmptyState>
        }
      />
    </>
  );
}

const columns: readonly Column<SuggestedRule>[] = [
  {
    id: 'rule',
    header: 'For',
    width: 'minmax(10rem, 1fr)',
    phone: 'title',
    cell: ({ scopeName }) => <bdi className="truncate font-medium">{scopeName}</bdi>,
  },
  {
    id: 'words',
    header: 'When, and what it would set',
    width: 'minmax(14rem, 2.4fr)',
    phone: 'detail',
    cell: (suggestion) => <RuleWords rule={suggestion} />,
  },
  {
    id: 'evidence',
    header: 'Since',
    width: 'minmax(11rem, 1.2fr)',
    phone: 'mark',
    cell: (suggestion) => <span className="truncate text-muted">{evidence(suggestion)}</span>,
  },
];

/** What speaks for it. */
const evidence = ({ origin, support, agreeing }: SuggestedRule) =>
  origin === 'BOOKS' ? 'Default in your books' : `${agreeing} of ${support} decisions`;
