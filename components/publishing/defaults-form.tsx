'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Link } from '#components/ui/link.tsx';
import { NumberField } from '#components/ui/number-field.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { addDays, formatDate } from '#lib/domain/calendar-date.ts';
import type { PublishAs } from '#lib/domain/coding/coding.ts';
import { MAX_DUE_DAYS } from '#lib/domain/coding/due-days.ts';
import { publishToNames } from '#lib/domain/coding/fields.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { type NumberForm, writeCount } from '#lib/domain/number-form.ts';
import { listPaths, rulePaths, type Workspace, workspaces } from '#lib/domain/paths.ts';
import type { DefaultDestination, PublishingDefaults } from '#lib/domain/publishing-defaults.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import { workspaceNames } from '#lib/domain/words.ts';
import type { ChangedByDefaults, DefaultsEffect, DefaultsSetting } from '#lib/publishing/settings/defaults-setting.ts';
import type { PaidByDefault } from '#lib/rules/paid-by-default.ts';

/** *New items*: where they go, as what, and when they are due; open ones too, when asked. */
export function DefaultsForm({
  slug,
  setting,
  paidBy,
  save,
  preview,
  undo,
}: {
  slug: string;
  setting: DefaultsSetting;
  paidBy: PaidByDefault;
  save: (input: PublishingDefaults & { changesOpen: boolean }) => Promise<Result<{ changed: ChangedByDefaults[] }>>;
  /** What these would change of the inbox. */
  preview: (input: PublishingDefaults) => Promise<Result<DefaultsEffect>>;
  undo: (input: { changed: ChangedByDefaults[] }) => Promise<Result<number>>;
}) {
  const router = useRouter();
  const { numbers } = useFormats();
  const { saved } = setting;
  const [defaults, setDefaults] = useState(saved);
  const [effect, setEffect] = useState(setting.effect);
  const [changesOpen, setChangesOpen] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();
  const isApplying = changesOpen && effect.open > 0;
  const isChanged =
    isApplying ||
    defaults.dueDays !== saved.dueDays ||
    workspaces.some(
      (each) =>
        defaults[each].publishTo !== saved[each].publishTo || defaults[each].publishAs !== saved[each].publishAs,
    );

  const choose = (changes: Partial<PublishingDefaults>) => {
    const next = { ...defaults, ...changes };
    setDefaults(next);
    start(async () => {
      const seen = await preview(next).catch(() => offline);
      setProblem(seen.ok ? null : seen.error);
      if (seen.ok) setEffect(seen.value);
    });
  };
  const takeBack = async (changed: ChangedByDefaults[]) => {
    const taken = await undo({ changed }).catch(() => offline);
    toast(
      taken.ok
        ? { title: `${items(taken.value, numbers)} as before`, tone: 'success' }
        : { title: 'Not undone', description: taken.error.message, tone: 'danger' },
    );
    router.refresh();
  };
  const submit = () =>
    start(async () => {
      const done = await save({ ...defaults, changesOpen: isApplying }).catch(() => offline);
      setProblem(done.ok ? null : done.error);
      if (!done.ok) return;
      const { changed } = done.value;
      setChangesOpen(false);
      toast({
        title: 'Saved',
        description: isApplying
          ? `${items(changed.length, numbers)} in the inbox changed too.`
          : 'New items begin so. Those in the inbox stay as they are.',
        tone: 'success',
        ...(changed.length > 0 && { action: { label: 'Undo', onPress: () => void takeBack(changed) } }),
      });
      router.refresh();
    });

  return (
    <section className="flex max-w-2xl flex-col gap-4">
      <h2 className="border-b pb-2 text-sm font-semibold">New items</h2>
      {problem && <Banner tone="danger">{problem.message}</Banner>}
      <div className="grid gap-x-8 gap-y-6 sm:grid-cols-2">
        {workspaces.map((workspace) => (
          <Destination
            key={workspace}
            {...{ slug, workspace, setting }}
            paidBy={paidBy[workspace]}
            item={effect.example?.workspace === workspace ? `Item ${effect.example.number}` : aNewOne[workspace]}
            chosen={defaults[workspace]}
            onChange={(changes) => choose({ [workspace]: { ...defaults[workspace], ...changes } })}
          />
        ))}
      </div>
      <NumberField
        label="Due, in days after the date"
        decimals={0}
        allowsNegative={false}
        placeholder="Not filled in"
        description={dueExample(defaults.dueDays, effect)}
        value={defaults.dueDays === null ? '' : String(defaults.dueDays)}
        onChange={(typed) => choose({ dueDays: typed === '' ? null : Math.min(Number(typed), MAX_DUE_DAYS) })}
        className="max-w-72"
      />
      {effect.open > 0 && (
        <Checkbox isSelected={changesOpen} onChange={setChangesOpen}>
          Also change {items(effect.open, numbers)} in the inbox, where nobody has decided otherwise
        </Checkbox>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant={isChanged ? 'primary' : 'secondary'}
          onPress={submit}
          isPending={isPending}
          isDisabled={!isChanged}
        >
          Save defaults
        </Button>
      </div>
    </section>
  );
}

const aNewOne: Record<Workspace, string> = { COSTS: 'A cost', SALES: 'A sale' };

/** Where the new items of a workspace go, and as what. */
function Destination({
  slug,
  workspace,
  paidBy,
  setting: { statuses, statusNames, hasBankMethod },
  item,
  chosen,
  onChange,
}: {
  slug: string;
  workspace: Workspace;
  paidBy: PaidByDefault[Workspace];
  setting: DefaultsSetting;
  item: string;
  chosen: DefaultDestination;
  onChange: (changes: Partial<DefaultDestination>) => void;
}) {
  const isCost = workspace === 'COSTS';
  const name = workspaceNames[workspace];
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        label={`${name}: publish to`}
        value={chosen.publishTo}
        onChange={(publishTo) => onChange({ publishTo })}
        choices={[
          {
            value: 'DOCUMENT' as const,
            label: isCost ? 'Purchases' : 'Sales',
            description: isCost
              ? `${item} becomes a bill in the books, paid there by a payment of its own where the item is paid.`
              : `${item} becomes an invoice in the books, and is paid there where the item is.`,
          },
          {
            value: 'BANK_ACCOUNT' as const,
            label: publishToNames.BANK_ACCOUNT,
            // It stays where it is chosen already; what it takes is told at each item.
            isDisabled: !hasBankMethod && chosen.publishTo !== 'BANK_ACCOUNT',
            description: hasBankMethod
              ? `${item} becomes money ${isCost ? 'spent from' : 'received in'} the bank account that it was paid through, once it is marked as paid.`
              : 'No payment method goes through a bank account of your books: link one under Lists > Payment methods first.',
          },
        ]}
      />
      <RadioGroup
        label={`${name}: publish as`}
        value={chosen.publishAs}
        onChange={(publishAs) => onChange({ publishAs })}
        choices={(Object.keys(statuses) as PublishAs[]).map((status) => ({
          value: status,
          label: statusNames[status],
          description: statusExample[status](item),
        }))}
      />
      <Paid {...{ slug, workspace, paidBy, hasBankMethod }} isApproved={chosen.publishAs === 'AUTHORISED'} />
    </div>
  );
}

/** Paid is a status that needs to say by what: a rule says so, and a supplier's or customer's own stands above it. */
function Paid({
  slug,
  workspace,
  paidBy,
  hasBankMethod,
  isApproved,
}: {
  slug: string;
  workspace: Workspace;
  paidBy: PaidByDefault[Workspace];
  hasBankMethod: boolean;
  isApproved: boolean;
}) {
  const all = workspace === 'COSTS' ? 'costs' : 'sales';
  const whose = workspace === 'COSTS' ? 'supplier' : 'customer';
  return (
    <div>
      <p className="text-xs font-medium text-muted">Paid</p>
      {paidBy ? (
        <p>
          All {all} are paid by {isolated(paidBy.method)}, in full and on their own date.{' '}
          <Link href={rulePaths(slug).rule(paidBy.ruleId)}>Change this rule</Link>
        </p>
      ) : hasBankMethod ? (
        <p>
          Items are unpaid until something says by what they were paid.{' '}
          <Link href={`${rulePaths(slug).new}?paid=${workspace}`}>Have all {all} paid by…</Link>
        </p>
      ) : (
        <p>
          To have all {all} paid at once takes a payment method that goes through a bank account of your books:{' '}
          <Link href={listPaths(slug).paymentMethods}>link one</Link> first.
        </p>
      )}
      <p className="text-xs text-muted">
        {isApproved || !paidBy
          ? `A ${whose}’s own rule stands above it, and what is chosen at an item above both.`
          : 'A payment goes with what is awaiting payment, which the rule can say too: otherwise such items are to review.'}
      </p>
    </div>
  );
}

const offline = failure('offline', 'The connection broke off, and nothing was saved. Try again.');

const items = (count: number, numbers: NumberForm) => `${writeCount(count, numbers)} ${count === 1 ? 'item' : 'items'}`;

const statusExample: Record<PublishAs, (item: string) => string> = {
  DRAFT: (item) =>
    `${item} can still be changed or deleted in the books, and counts for nothing until somebody approves it.`,
  SUBMITTED: (item) => `${item} waits in the books for somebody who may approve it.`,
  AUTHORISED: (item) => `${item} counts in the books at once, and waits there to be paid.`,
};

function dueExample(dueDays: number | null, { example }: DefaultsEffect): string {
  if (dueDays === null) return 'An invoice has the due date that somebody enters. A supplier may have days of its own.';
  const { number, issuedOn } = example ?? { number: null, issuedOn: null };
  const one =
    number !== null && issuedOn !== null
      ? ` Item ${number} of ${formatDate(issuedOn)} is due on ${formatDate(addDays(issuedOn, dueDays))}.`
      : '';
  return `Unless its supplier has days of its own, or somebody enters the due date.${one}`;
}
