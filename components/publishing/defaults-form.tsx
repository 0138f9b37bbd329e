'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { NumberField } from '#components/ui/number-field.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { addDays, formatDate } from '#lib/domain/calendar-date.ts';
import type { PublishAs } from '#lib/domain/coding/coding.ts';
import { MAX_DUE_DAYS } from '#lib/domain/coding/due-days.ts';
import { type NumberForm, writeCount } from '#lib/domain/number-form.ts';
import type { PublishingDefaults } from '#lib/domain/publishing-defaults.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import type { ChangedByDefaults, DefaultsEffect, DefaultsSetting } from '#lib/publishing/settings/defaults-setting.ts';

/** *New items*: where they go, as what, and when they are due; open ones too, when asked. */
export function DefaultsForm({
  setting,
  save,
  preview,
  undo,
}: {
  setting: DefaultsSetting;
  save: (input: PublishingDefaults & { changesOpen: boolean }) => Promise<Result<{ changed: ChangedByDefaults[] }>>;
  /** What these would change of the inbox. */
  preview: (input: PublishingDefaults) => Promise<Result<DefaultsEffect>>;
  undo: (input: { changed: ChangedByDefaults[] }) => Promise<Result<number>>;
}) {
  const router = useRouter();
  const { numbers } = useFormats();
  const { saved, statuses, statusNames } = setting;
  const [defaults, setDefaults] = useState(saved);
  const [effect, setEffect] = useState(setting.effect);
  const [changesOpen, setChangesOpen] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();
  const isApplying = changesOpen && effect.open > 0;
  const isChanged =
    isApplying ||
    defaults.publishTo !== saved.publishTo ||
    defaults.publishAs !== saved.publishAs ||
    defaults.dueDays !== saved.dueDays;

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

  const item = effect.example ? `Item ${effect.example.number}` : 'A bill';
  return (
    <section className="flex max-w-2xl flex-col gap-4">
      <h2 className="border-b pb-2 text-sm font-semibold">New items</h2>
      {problem && <Banner tone="danger">{problem.message}</Banner>}
      <RadioGroup
        label="Publish to"
        value={defaults.publishTo}
        onChange={(publishTo) => choose({ publishTo })}
        choices={[
          {
            value: 'DOCUMENT' as const,
            label: 'Purchases or sales',
            description: `${item} becomes a bill, an invoice or a credit note in the books, to be paid there.`,
          },
          {
            value: 'BANK_ACCOUNT' as const,
            label: 'Bank account',
            description: `${item} becomes money spent or received on the bank account that it was paid from.`,
          },
        ]}
      />
      <RadioGroup
        label="Publish as"
        value={defaults.publishAs}
        onChange={(publishAs) => choose({ publishAs })}
        choices={(Object.keys(statuses) as PublishAs[]).map((status) => ({
          value: status,
          label: statusNames[status],
          description: statusExample[status](item),
        }))}
      />
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
