'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { DateField } from '#components/ui/date-field.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { addDays, type CalendarDate, formatDate } from '#lib/domain/calendar-date.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { type LockPolicy, lockPolicies, lockPolicyExample, lockPolicyNames } from '#lib/domain/lock-dates.ts';
import { type NumberForm, writeCount } from '#lib/domain/number-form.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import type { LockEffect, LockRules, LockSetting } from '#lib/publishing/settings/lock-setting.ts';
import { LockChanges } from './lock-changes.tsx';

/** *Lock dates*: those of the books, one of the business's own, what becomes of an item behind them, and how they changed. */
export function LockPolicyForm({
  setting,
  save,
  preview,
}: {
  setting: LockSetting;
  save: (input: LockRules) => Promise<Result<null>>;
  /** What an own lock date would concern. */
  preview: (input: { lockOn: CalendarDate | null }) => Promise<Result<LockEffect>>;
}) {
  const router = useRouter();
  const { numbers } = useFormats();
  const { saved, books } = setting;
  const [rules, setRules] = useState(saved);
  const [effect, setEffect] = useState(setting.effect);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();
  const isChanged = rules.policy !== saved.policy || rules.lockOn !== saved.lockOn;
  const told = tell(effect, setting);

  const setLockOn = (lockOn: CalendarDate | null) => {
    setRules({ ...rules, lockOn });
    start(async () => {
      const seen = await preview({ lockOn }).catch(() => offline);
      setProblem(seen.ok ? null : seen.error);
      if (seen.ok) setEffect(seen.value);
    });
  };
  const submit = () =>
    start(async () => {
      const done = await save(rules).catch(() => offline);
      setProblem(done.ok ? null : done.error);
      if (!done.ok) return;
      toast({ title: 'Saved', description: consequence(rules.policy, effect, numbers), tone: 'success' });
      router.refresh();
    });

  return (
    <section className="flex max-w-2xl flex-col gap-4">
      <h2 className="border-b pb-2 text-sm font-semibold">Lock dates</h2>
      {problem && <Banner tone="danger">{problem.message}</Banner>}
      <p className="text-sm">
        {books
          ? `${isolated(books.name)}: period ${lockedTo(books.periodLockOn)}, end of year ${lockedTo(books.endOfYearLockOn)}.`
          : 'No books are connected: only your own lock date counts.'}
      </p>
      <DateField
        label="Own lock date"
        description="Here, up to and including this day, whatever the books still take. The later date counts."
        value={rules.lockOn}
        onChange={setLockOn}
        timeZone={setting.timeZone}
        placeholder="None"
        className="max-w-64"
      />
      <RadioGroup
        label="An item whose date is locked"
        value={rules.policy}
        onChange={(policy) => setRules({ ...rules, policy })}
        choices={lockPolicies.map((policy) => ({
          value: policy,
          label: lockPolicyNames[policy],
          description: lockPolicyExample(policy, told),
        }))}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant={isChanged ? 'primary' : 'secondary'}
          onPress={submit}
          isPending={isPending}
          isDisabled={!isChanged}
        >
          Save lock dates
        </Button>
        <p role="status" className="text-sm text-muted">
          {isChanged && consequence(rules.policy, effect, numbers)}
        </p>
      </div>
      <h3 className="text-sm font-semibold">How lock dates changed</h3>
      {setting.log.length > 0 ? (
        <LockChanges changes={setting.log} />
      ) : (
        <p className="text-sm text-muted">
          Nothing changed since they were first read. They are looked at with every refresh of the lists.
        </p>
      )}
    </section>
  );
}

const offline = failure('offline', 'The connection broke off, and nothing was saved. Try again.');

const lockedTo = (date: CalendarDate | null) => (date === null ? 'not locked' : `locked up to ${formatDate(date)}`);

/** The words that the choices are told by: of an item that is locked, or of one that would be. */
function tell({ example, lockedTo }: LockEffect, { statusNames }: LockSetting) {
  const draft = statusNames.DRAFT.toLowerCase();
  if (!example) return { item: 'A bill', date: 'its own', firstOpenDay: 'the first open day', draft };
  const isLocked = lockedTo !== null && example.issuedOn <= lockedTo;
  const date = formatDate(example.issuedOn);
  return {
    item: isLocked ? `Item ${example.number} of ${date}` : `Item ${example.number}, were ${date} locked,`,
    date,
    firstOpenDay: formatDate(addDays(isLocked ? lockedTo : example.issuedOn, 1)),
    draft,
  };
}

/** What becomes of the items that are in the inbox now. */
function consequence(policy: LockPolicy, { locked, lockedTo }: LockEffect, numbers: NumberForm): string {
  if (locked === 0 || lockedTo === null) return 'No item in the inbox is locked.';
  const items = `${writeCount(locked, numbers)} ${locked === 1 ? 'item' : 'items'} in the inbox`;
  const [is, goes] = locked === 1 ? ['is', 'goes'] : ['are', 'go'];
  switch (policy) {
    case 'ASK':
      return `${items} ${is} asked about.`;
    case 'STOP':
      return `${items} ${is} stopped.`;
    case 'DRAFT':
      return `${items} ${goes} to the books as drafts.`;
    case 'MOVE':
      return `${items} ${goes} to the books on ${formatDate(addDays(lockedTo, 1))}.`;
  }
}
