'use client';

import { useState } from 'react';
import type { ContactHandlers } from '#components/items/contact-field.tsx';
import { Instant } from '#components/items/instant.tsx';
import { AsyncComboBox } from '#components/ui/async-combo-box.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Link } from '#components/ui/link.tsx';
import { NumberField } from '#components/ui/number-field.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Select } from '#components/ui/select.tsx';
import { StatusBadge } from '#components/ui/status-badge.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { AutoPublishSetting } from '#lib/auto-publish/auto-publish-setting.ts';
import type { DryRun } from '#lib/auto-publish/dry-run.ts';
import {
  type AutoPublishSettings,
  clockText,
  delayChoices,
  delayText,
  firstAutoPublish,
  type TypeKey,
  type UsualReach,
  usualReaches,
  usualReachNames,
} from '#lib/domain/auto-publish/auto-publish-settings.ts';
import { typeName } from '#lib/domain/auto-publish/auto-publish-words.ts';
import { isolated } from '#lib/domain/isolated.ts';
import { writeCount } from '#lib/domain/number-form.ts';
import { inboxPath, listPaths, rulePaths } from '#lib/domain/paths.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import {
  type Answer,
  AutoPublishChoice,
  answerOf,
  answers,
  type ChooseAutoPublish,
  publishesOf,
} from './auto-publish-choice.tsx';
import { AutoPublishTrial } from './auto-publish-trial.tsx';

export type AutoPublishHandlers = {
  save: (input: { isOn: boolean; settings: AutoPublishSettings }) => Promise<Result<null>>;
  tryOut: (input: { settings: AutoPublishSettings }) => Promise<Result<DryRun>>;
  chooseFor: ChooseAutoPublish;
  findContacts: ContactHandlers['find'];
};

const defaults = [
  { id: 'CHOSEN', label: 'Only what is chosen here, or by a rule' },
  { id: 'ALL', label: 'All that is ready' },
] as const;
const typeKeys: readonly TypeKey[] = [
  ...(['COSTS.INVOICE', 'COSTS.RECEIPT', 'COSTS.CREDIT_NOTE', 'COSTS.EXPENSE'] as const),
  ...(['SALES.INVOICE', 'SALES.CREDIT_NOTE'] as const),
];
const hours = Array.from({ length: 24 }, (_, hour) => ({ id: String(hour * 60), label: clockText(hour * 60) }));
const delays = delayChoices.map((minutes) => ({ id: String(minutes), label: delayText(minutes) }));
const reaches = usualReaches.map((id) => ({ id, label: usualReachNames[id] }));
const reachWords: Record<UsualReach, string> = {
  NEAR: 'A tenth more or less goes out; further only where the supplier’s own amounts differ more.',
  USUAL: 'A quarter more or less goes out; further only where the supplier’s own amounts differ more.',
  FAR: 'Up to 1.6 times goes out, and further where the supplier’s own amounts differ more.',
  ANY: 'Whatever the supplier’s amounts were before: only the most holds.',
};
const offline = () => failure('offline', 'The connection broke off, and nothing was saved. Try again.');

/** *Automation > Publish by itself*: what goes out without a person, what holds it back, and what that would have done. */
export function AutoPublishForm({
  slug,
  setting,
  mayManage,
  handlers,
}: {
  slug: string;
  setting: AutoPublishSetting;
  mayManage: boolean;
  handlers: AutoPublishHandlers;
}) {
  const { numbers } = useFormats();
  const [settings, setSettings] = useState(setting.settings);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isAsked, setAsked] = useState(false);
  const [isPending, setPending] = useState(false);
  const [trial, setTrial] = useState<DryRun | null>(null);
  const [added, setAdded] = useState(0);
  const { isOn, methods, exceptions } = setting;
  const isChanged = JSON.stringify(settings) !== JSON.stringify(setting.settings);
  const put = (change: Partial<AutoPublishSettings>) => setSettings((now) => ({ ...now, ...change }));
  const at = (field: keyof AutoPublishSettings) => {
    const found = Object.entries(problem?.fields ?? {}).find(([name]) => name.startsWith(`settings.${field}`));
    return found ? { problems: found[1] } : {};
  };
  const count = (value: number) => writeCount(value, numbers);

  async function save(to: boolean) {
    setPending(true);
    const saved = await handlers.save({ isOn: to, settings }).catch(offline);
    setPending(false);
    setProblem(saved.ok ? null : saved.error);
    if (!saved.ok) return;
    toast({
      title: to
        ? isOn
          ? 'Saved'
          : 'Items are published by themselves now'
        : 'Nothing is published by itself any more',
      description: to ? 'What is ready is looked at now.' : 'What is on its way already goes on.',
      tone: 'success',
    });
  }

  return (
    <>
      <PageHeader
        title="Publish by itself"
        breadcrumbs={[{ label: 'Automation', href: rulePaths(slug).root }]}
        guide="auto-publish"
        aside={isOn ? <StatusBadge tone="success" text="On" /> : <StatusBadge tone="neutral" text="Off" />}
        actions={
          mayManage &&
          (isOn ? (
            <Button variant="primary" isPending={isPending} isDisabled={!isChanged} onPress={() => void save(true)}>
              Save changes
            </Button>
          ) : (
            <Button variant="primary" isDisabled={trial === null} onPress={() => setAsked(true)}>
              Turn on…
            </Button>
          ))
        }
      />
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto border-t lg:flex-row lg:overflow-hidden">
        <div className="flex shrink-0 flex-col gap-5 p-4 max-lg:border-b lg:w-[28rem] lg:overflow-y-auto lg:border-r">
          {problem && (
            <Banner tone="danger" title="Nothing was saved">
              {problem.message}
            </Banner>
          )}
          {isOn && (
            <Banner
              action={
                mayManage && (
                  <Button size="small" isPending={isPending} onPress={() => void save(false)}>
                    Turn off
                  </Button>
                )
              }
            >
              {setting.changed && (
                <>
                  Set by <bdi>{setting.changed.byName}</bdi>, <Instant at={setting.changed.at} />.{' '}
                </>
              )}
              <Link href={`${inboxPath(slug, 'COSTS')}?auto=waiting`}>{count(setting.waiting)} waiting</Link>,{' '}
              <Link href={`${inboxPath(slug, 'COSTS')}?auto=held`}>{count(setting.held)} held back</Link>.
            </Banner>
          )}
          {!mayManage && (
            <Banner>Only an admin turns this on or off. Suppliers and payment methods you may choose.</Banner>
          )}
          <section className="flex flex-col gap-3">
            <h2 className="text-sm font-medium">What is published by itself</h2>
            <p className="text-xs text-muted">
              The first that says anything decides: a rule, the payment method, the supplier or customer, the type, then
              this.
            </p>
            <Select
              label="Unless something else is said"
              value={settings.byDefault ? 'ALL' : 'CHOSEN'}
              options={defaults}
              onChange={(chosen) => put({ byDefault: chosen === 'ALL' })}
              isDisabled={!mayManage}
            />
            <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
              {typeKeys.map((key) => (
                <Select
                  key={key}
                  label={typeName(key)}
                  value={answerOf(settings.types[key])}
                  options={answers}
                  onChange={(answer: Answer) => put({ types: withAnswer(settings.types, key, answer) })}
                  isDisabled={!mayManage}
                />
              ))}
            </div>
          </section>
          <section className="flex flex-col gap-3">
            <h2 className="text-sm font-medium">What holds it back</h2>
            <p className="text-xs text-muted">
              Always: a new supplier, new bank details, a possible duplicate, what is not surely read, and what is
              unlike what came before.
            </p>
            <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
              <NumberField
                label={`At most (${setting.baseCurrency})`}
                allowsNegative={false}
                placeholder="Any amount"
                value={settings.most ?? ''}
                onChange={(most) => put({ most: most === '' ? null : most })}
                isDisabled={!mayManage}
                {...at('most')}
              />
              <NumberField
                label="Published by people before"
                decimals={0}
                allowsNegative={false}
                value={String(settings.leastPublished)}
                onChange={(least) => put({ leastPublished: Number(least) })}
                isDisabled={!mayManage}
                {...at('leastPublished')}
              />
              <Select
                label="Amounts of a supplier"
                value={settings.amounts}
                options={reaches}
                onChange={(amounts) => put({ amounts })}
                description={reachWords[settings.amounts]}
                isDisabled={!mayManage}
                className="col-span-full"
              />
              <Select
                label="Wait before publishing"
                value={String(settings.delayMinutes)}
                options={delays}
                onChange={(minutes) => put({ delayMinutes: Number(minutes) })}
                isDisabled={!mayManage}
                className="col-span-full"
              />
            </div>
            <Checkbox
              isSelected={settings.quiet !== null}
              onChange={(isQuiet) => put({ quiet: isQuiet ? firstAutoPublish.quiet : null })}
              description={`By the clock of ${setting.timeZone?.replaceAll('_', ' ') ?? 'UTC'}. What would fall into them goes out at their end.`}
              isDisabled={!mayManage}
            >
              Quiet hours
            </Checkbox>
            {settings.quiet && (
              <div className="grid grid-cols-2 gap-3">
                {(['from', 'to'] as const).map((side) => (
                  <Select
                    key={side}
                    label={side === 'from' ? 'Quiet from' : 'Quiet to'}
                    value={String(settings.quiet?.[side] ?? 0)}
                    options={hours}
                    onChange={(minute) =>
                      settings.quiet && put({ quiet: { ...settings.quiet, [side]: Number(minute) } })
                    }
                    isDisabled={!mayManage}
                    {...at('quiet')}
                  />
                ))}
              </div>
            )}
          </section>
          {methods.length > 0 && (
            <section className="flex flex-col gap-3">
              <h2 className="text-sm font-medium">Payment methods</h2>
              {methods.map(({ id, name, publishes }) => (
                <AutoPublishChoice
                  key={id}
                  {...{ id, publishes }}
                  list="paymentMethods"
                  label={`Paid with ${isolated(name)}`}
                  choose={handlers.chooseFor}
                />
              ))}
            </section>
          )}
          <section className="flex flex-col gap-3">
            <h2 className="text-sm font-medium">Suppliers and customers</h2>
            {exceptions.map(({ id, name, kind, publishes }) => (
              <div key={id} className="flex items-end gap-2">
                <AutoPublishChoice {...{ id, publishes }} list="contacts" label={name} choose={handlers.chooseFor} />
                <Link
                  href={`${listPaths(slug)[kind === 'SUPPLIER' ? 'suppliers' : 'customers']}/${id}`}
                  className="inline-block min-h-8 content-center"
                >
                  Open
                </Link>
              </div>
            ))}
            <AsyncComboBox
              key={added}
              label="Publish a supplier’s by itself"
              value={null}
              onChange={async (option) => {
                if (!option) return;
                const done = await handlers
                  .chooseFor({ list: 'contacts', id: option.id, publishes: true })
                  .catch(offline);
                if (!done.ok) toast({ title: 'Not saved', description: done.error.message, tone: 'danger' });
                setAdded((now) => now + 1);
              }}
              loadOptions={async (query) => {
                const found = await handlers.findContacts({ workspace: 'COSTS', query });
                if (!found.ok) throw new Error(found.error.message);
                const taken = new Set(exceptions.map(({ id }) => id));
                return found.value.filter(({ id }) => !taken.has(id)).map(({ id, name }) => ({ id, label: name }));
              }}
              emptyText="No supplier of this name"
            />
          </section>
        </div>
        <AutoPublishTrial {...{ slug, settings }} tryOut={handlers.tryOut} onTried={setTrial} />
      </div>
      <ConfirmDialog
        isOpen={isAsked}
        onOpenChange={setAsked}
        title="Publish items by themselves?"
        confirmLabel="Turn on"
        onConfirm={() => save(true)}
      >
        {trial && (
          <div className="flex flex-col gap-2">
            <p>
              Of the {count(trial.lookedAt)} items of the last 90 days, {count(trial.would)} would have been published
              by themselves, {count(trial.held)} held back, and {count(trial.never)} left to people.
            </p>
            {trial.corrected > 0 && (
              <p>In {count(trial.corrected)} of those, a person changed something before publishing.</p>
            )}
            <p>
              {trial.open === 0
                ? 'None that is ready now will go out.'
                : `${count(trial.open)} that ${trial.open === 1 ? 'is' : 'are'} ready now will go out after ${delayText(settings.delayMinutes)}; until then each can be stopped.`}
            </p>
          </div>
        )}
      </ConfirmDialog>
    </>
  );
}

function withAnswer(types: AutoPublishSettings['types'], key: TypeKey, answer: Answer): AutoPublishSettings['types'] {
  const { [key]: _, ...rest } = types;
  const publishes = publishesOf(answer);
  return publishes === null ? rest : { ...rest, [key]: publishes };
}
