'use client';

import {
  ArrowDown,
  ArrowUp,
  Copy,
  EllipsisVertical,
  Lightbulb,
  ListChecks,
  Pencil,
  Plus,
  RotateCcw,
  Send,
  Trash2,
  Workflow,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { BulkFollow } from '#components/items/bulk/bulk-follow.tsx';
import type { BulkHandlers } from '#components/items/bulk/bulk-types.ts';
import type { ContactHandlers } from '#components/items/contact-field.tsx';
import type { ImportDialogProps } from '#components/lists/import-dialog.tsx';
import { RelativeTime } from '#components/lists/relative-time.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { later, useLater } from '#components/ui/later.ts';
import { ButtonLink } from '#components/ui/link.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SearchField } from '#components/ui/search-field.tsx';
import { Select } from '#components/ui/select.tsx';
import { ShownNumber } from '#components/ui/shown-number.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { Toolbar } from '#components/ui/toolbar.tsx';
import type { BulkOutcome } from '#lib/coding/bulk/bulk-outcome.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { rulePaths } from '#lib/domain/paths.ts';
import { failure, type Result } from '#lib/domain/result.ts';
import { ruleScopeKinds } from '#lib/domain/rules/rule.ts';
import { orderWords, scopeNames } from '#lib/domain/rules/rule-words.ts';
import { comparable } from '#lib/domain/text.ts';
import type { RuleRow } from '#lib/rules/list-rules.ts';
import type { RuleChange } from '#lib/rules/save-rule.ts';
import { RuleCsvMenu } from './rule-csv-menu.tsx';
import { RuleStatus, RuleWords } from './rule-line.tsx';
import type { SetRules } from './stepped-back-notes.tsx';

const copyDialog = later(() => import('./copy-rule-dialog.tsx'));

export type RuleHandlers = {
  set: SetRules;
  move: (input: { ruleId: string; by: -1 | 1 }) => Promise<Result<null>>;
  copy: (input: { ruleId: string; contactIds: string[] }) => Promise<Result<string[]>>;
  apply: (input: { ruleId: string | null }) => Promise<Result<BulkOutcome>>;
  findContacts: ContactHandlers['find'];
  undoImport: ImportDialogProps['undo'];
};

const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');

const kinds = [
  { id: 'ALL', label: 'All rules' },
  ...ruleScopeKinds.map((kind) => ({ id: kind, label: scopeNames[kind] })),
  { id: 'BROKEN', label: 'Broken' },
  { id: 'BACK', label: 'Stepped back' },
  { id: 'OFF', label: 'Off' },
] as const;
type Shown = (typeof kinds)[number]['id'];

/** *Business settings > Automation*: all rules, in the order in which they decide. */
export function RuleList({
  slug,
  rules,
  applying,
  suggested,
  handlers,
  bulk,
}: {
  slug: string;
  rules: readonly RuleRow[];
  /** A rule's turn on the inbox that was begun elsewhere. */
  applying: string | null;
  /** How many rules are suggested. */
  suggested: number;
  handlers: RuleHandlers;
  bulk: BulkHandlers;
}) {
  const router = useRouter();
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState<Shown>('ALL');
  const [followed, setFollowed] = useState<{ bulkEditId: string; first: BulkOutcome | null } | null>(
    applying === null ? null : { bulkEditId: applying, first: null },
  );
  const [copied, setCopied] = useState<RuleRow | null>(null);
  const copying = useLater(copyDialog, copied !== null);
  const rows = useMemo(() => rules.filter((rule) => isShown(rule, shown, comparable(search))), [rules, shown, search]);

  async function set(rule: RuleRow, change: RuleChange) {
    const answer = await handlers.set({ ruleIds: [rule.id], change }).catch(offline);
    if (!answer.ok) return toast({ title: 'Nothing was changed', description: answer.error.message, tone: 'danger' });
    if (change === 'delete') {
      toast({
        title: `${isolated(rule.title)} is deleted`,
        description: 'What it has set stays.',
        action: { label: 'Undo', onPress: () => void set(rule, 'restore') },
      });
    }
  }
  async function move(rule: RuleRow, by: -1 | 1) {
    const answer = await handlers.move({ ruleId: rule.id, by }).catch(offline);
    if (!answer.ok) toast({ title: 'Nothing was changed', description: answer.error.message, tone: 'danger' });
  }
  async function apply(ruleId: string | null) {
    const answer = await handlers.apply({ ruleId }).catch(offline);
    if (answer.ok) setFollowed({ bulkEditId: answer.value.bulkEditId, first: answer.value });
    else toast({ title: 'Nothing was changed', description: answer.error.message, tone: 'danger' });
  }

  const add = (
    <ButtonLink variant="primary" icon={<Plus size={15} />} href={rulePaths(slug).new}>
      Add rule
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title="Automation"
        guide="rules"
        description="Rules code items as they arrive and change. Each field is set by the first rule below that is for the item."
        actions={
          <>
            <ButtonLink icon={<Lightbulb size={15} />} href={rulePaths(slug).suggested}>
              {suggested > 0 ? `Suggestions (${suggested})` : 'Suggestions'}
            </ButtonLink>
            <ButtonLink icon={<Send size={15} />} href={rulePaths(slug).autoPublish}>
              Publish by itself
            </ButtonLink>
            <RuleCsvMenu slug={slug} undo={handlers.undoImport} />
            {rules.length > 0 && (
              <>
                <Button icon={<ListChecks size={15} />} onPress={() => void apply(null)}>
                  Apply to inbox
                </Button>
                {add}
              </>
            )}
          </>
        }
      />
      {rules.length > 0 && (
        <Toolbar>
          <SearchField label="Search rules" value={search} onChange={setSearch} placeholder="Search" className="w-64" />
          <Select
            label="Show"
            labelPlacement="hidden"
            value={shown}
            options={kinds}
            onChange={setShown}
            className="w-44"
          />
          <p className="w-full pt-1 text-xs text-muted">{orderWords}</p>
        </Toolbar>
      )}
      {followed && (
        <div className="pt-3">
          <BulkFollow
            key={`${followed.bulkEditId} ${followed.first?.state}`}
            workspace="COSTS"
            bulkEditId={followed.bulkEditId}
            first={followed.first}
            handlers={bulk}
            onEnd={() => {
              setFollowed(null);
              if (applying) router.replace(rulePaths(slug).root);
              router.refresh();
            }}
            onUndo={(outcome) => setFollowed({ bulkEditId: outcome.bulkEditId, first: outcome })}
          />
        </div>
      )}
      <Table
        label="Rules"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        rowLabel={({ title }) => title}
        href={({ id }) => rulePaths(slug).rule(id)}
        isQuiet={({ isOn }) => !isOn}
        actionsWidth="7rem"
        actions={(rule) => (
          <span className="flex items-center justify-end gap-1">
            <Switch
              isLabelHidden
              isSelected={rule.isOn}
              onChange={(isOn) => void set(rule, isOn ? 'on' : 'off')}
            >{`${rule.title} is on`}</Switch>
            <Menu
              label={`More for ${rule.title}`}
              trigger={<IconButton label={`More for ${rule.title}`} icon={<EllipsisVertical size={15} />} />}
            >
              <MenuItem icon={<Pencil />} onAction={() => router.push(rulePaths(slug).rule(rule.id))}>
                Change
              </MenuItem>
              <MenuItem icon={<ListChecks />} onAction={() => void apply(rule.id)}>
                Apply to items in the inbox
              </MenuItem>
              {rule.steppedBack.length > 0 && (
                <MenuItem icon={<RotateCcw />} onAction={() => void set(rule, 'resume')}>
                  Let it act again
                </MenuItem>
              )}
              {(rule.scope.kind === 'SUPPLIER' || rule.scope.kind === 'CUSTOMER') && (
                <MenuItem icon={<Copy />} onAction={() => setCopied(rule)}>
                  {rule.scope.kind === 'SUPPLIER' ? 'Copy to other suppliers…' : 'Copy to other customers…'}
                </MenuItem>
              )}
              <MenuItem icon={<ArrowUp />} onAction={() => void move(rule, -1)}>
                Move up
              </MenuItem>
              <MenuItem icon={<ArrowDown />} onAction={() => void move(rule, 1)}>
                Move down
              </MenuItem>
              <MenuItem icon={<Trash2 />} tone="danger" onAction={() => void set(rule, 'delete')}>
                Delete rule
              </MenuItem>
            </Menu>
          </span>
        )}
        empty={
          rules.length === 0 ? (
            <EmptyState icon={<Workflow />} title="No rules yet" action={add}>
              A rule sets the category, the tax rate and more of what comes from a supplier, is somebody’s, or says
              something. On an item, S makes one of how it is coded.
            </EmptyState>
          ) : (
            <EmptyState icon={<Workflow />} title="No rule is like this">
              Search for something else, or show all rules.
            </EmptyState>
          )
        }
      />
      {copying && copied && (
        <copying.CopyRuleDialog
          rule={copied}
          find={handlers.findContacts}
          copy={handlers.copy}
          onClose={() => setCopied(null)}
        />
      )}
    </>
  );
}

function isShown(rule: RuleRow, shown: Shown, wanted: string): boolean {
  if (shown === 'BROKEN' && rule.troubles.length === 0) return false;
  if (shown === 'BACK' && rule.steppedBack.length === 0) return false;
  if (shown === 'OFF' && rule.isOn) return false;
  if (ruleScopeKinds.some((kind) => kind === shown) && rule.scope.kind !== shown) return false;
  const texts = [rule.title, rule.scopeName, ...rule.conditions, ...rule.effects.map(({ value }) => value)];
  return wanted === '' || texts.some((text) => comparable(text).includes(wanted));
}

const columns: readonly Column<RuleRow>[] = [
  {
    id: 'rule',
    header: 'For',
    width: 'minmax(11rem, 1.4fr)',
    phone: 'title',
    cell: (rule) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="truncate font-medium">{rule.name ?? rule.scopeName}</span>
        <span className="shrink-0 text-xs text-muted">
          {rule.name ? rule.scopeName : rule.scope.kind === 'BUSINESS' ? '' : scopeNames[rule.scope.kind]}
        </span>
      </span>
    ),
  },
  {
    id: 'words',
    header: 'When, and what it sets',
    width: 'minmax(14rem, 2.6fr)',
    phone: 'detail',
    cell: (rule) => <RuleWords rule={rule} />,
  },
  {
    id: 'state',
    header: 'Status',
    width: '7.5rem',
    phone: 'mark',
    cell: (rule) => <RuleStatus rule={rule} />,
  },
  {
    id: 'hits',
    header: 'Items',
    width: '4.5rem',
    align: 'end',
    phone: 'value',
    cell: ({ hits }) => <ShownNumber value={hits} />,
  },
  {
    id: 'corrections',
    header: 'Corrected',
    width: '6rem',
    align: 'end',
    cell: ({ corrections }) => corrections > 0 && <ShownNumber value={corrections} />,
  },
  {
    id: 'lastUsed',
    header: 'Last used',
    width: '7rem',
    isSecondary: true,
    cell: ({ lastUsedAt }) => lastUsedAt && <RelativeTime instant={lastUsedAt} />,
  },
];
