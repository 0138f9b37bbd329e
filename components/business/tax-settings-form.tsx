'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useRef, useState, useTransition } from 'react';
import { thisTab } from '#components/live/this-tab.ts';
import { ClockTime } from '#components/publishing/clock-time.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { Link } from '#components/ui/link.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { AppliedTaxSettings } from '#lib/coding/apply-tax-settings.ts';
import type { TaxEffect, TaxSettingsView, ToldTax } from '#lib/coding/tax-settings-view.ts';
import { type NumberForm, writeCount } from '#lib/domain/number-form.ts';
import type { Workspace } from '#lib/domain/paths.ts';
import { type Failure, failure, type Result } from '#lib/domain/result.ts';
import { formatRate, isRateNamed } from '#lib/domain/tax.ts';
import {
  isSameTaxSettings,
  rateSourceNames,
  rateSources,
  type TaxSettings,
  taxPolicies,
  taxPolicyNames,
} from '#lib/domain/tax-settings.ts';
import { CisFields } from './cis-fields.tsx';
import { alikeRateText, alikeText, evidenceText, policyText, registrationText, sourceText } from './tax-examples.ts';

export type TaxSettingsFormProps = {
  slug: string;
  view: TaxSettingsView;
  /** What settings would change, before they are saved. */
  attempt: (settings: TaxSettings) => Promise<Result<ToldTax>>;
  save: (input: { settings: TaxSettings; appliesToOpen: boolean }, tab?: string) => Promise<Result<AppliedTaxSettings>>;
  undo: (input: { changeId: string }, tab?: string) => Promise<Result<number>>;
};

/** What a business decides about tax, each choice told by an item of its own, and what it would change. */
export function TaxSettingsForm({ slug, view, attempt, save, undo }: TaxSettingsFormProps) {
  const router = useRouter();
  const { numbers } = useFormats();
  const saved = view.settings;
  const [settings, setSettings] = useState(saved);
  const [proposed, setProposed] = useState<ToldTax | null>(null);
  const { effect, example, rate, registration, evidence } = proposed ?? view;
  const [applies, setApplies] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [isPending, start] = useTransition();
  const asked = useRef(0);
  const books = view.books ?? 'your accounting software';
  const alikeRate = alikeRateText(rate);
  const alike = alikeText(example, books, numbers);
  const isChanged = !isSameTaxSettings(saved, settings);

  const propose = async (changes: Partial<TaxSettings>) => {
    const next = { ...settings, ...changes };
    setSettings(next);
    asked.current += 1;
    const order = asked.current;
    const answer = await attempt(next).catch(() => null);
    // Of several answers the last choice's counts, however late it comes.
    if (answer?.ok && asked.current === order) setProposed(answer.value);
  };

  const submit = () =>
    start(async () => {
      const done = await save({ settings, appliesToOpen: applies }, thisTab()).catch(offline);
      setProblem(done.ok ? null : done.error);
      if (!done.ok) return;
      setApplies(false);
      setProposed(null);
      const { changeId, changed, left } = done.value;
      toast({
        title: 'Saved',
        tone: 'success',
        ...(changed > 0 && { description: `${counted(changed, numbers)} coded anew.${leftText(left, numbers)}` }),
        ...(changeId && { action: { label: 'Undo', onPress: () => void takeBack(changeId) } }),
      });
      router.refresh();
    });

  const takeBack = async (changeId: string) => {
    const undone = await undo({ changeId }, thisTab()).catch(offline);
    if (undone.ok) toast({ title: `${counted(undone.value, numbers)} as before`, tone: 'success' });
    else toast({ title: 'Not undone', description: undone.error.message, tone: 'danger' });
    router.refresh();
  };

  return (
    <div className="flex max-w-2xl flex-col gap-8">
      {problem && <Banner tone="danger">{problem.message}</Banner>}
      <Section title="Registration">
        <RadioGroup
          label="This business is"
          value={settings.isRegistered ? 'registered' : 'unregistered'}
          onChange={(value) => void propose({ isRegistered: value === 'registered' })}
          choices={[
            {
              value: 'registered',
              label: 'Registered for tax',
              description: registrationText(true, registration, numbers),
            },
            {
              value: 'unregistered',
              label: 'Not registered for tax',
              description: registrationText(false, registration, numbers),
            },
          ]}
        />
        {view.filesNoTax && settings.isRegistered && (
          <Banner tone="warning">
            The <Link href={`/${slug}/settings`}>business profile</Link> says that it files no tax: is it registered?
          </Banner>
        )}
        {view.taxCycle && !view.filesNoTax && (
          <p className="text-xs text-muted">By the business profile it files {view.taxCycle.toLowerCase()}.</p>
        )}
      </Section>
      {settings.isRegistered && (
        <>
          <Section title="Publishing tax data">
            <RadioGroup
              label="Tax amounts"
              value={settings.policy}
              onChange={(policy) => void propose({ policy })}
              choices={taxPolicies.map((policy) => ({
                value: policy,
                label: taxPolicyNames[policy](books),
                description: policyText(policy, example, books, numbers),
              }))}
            />
            {alike && <p className="text-xs text-muted">{alike}</p>}
            {view.country === 'CA' && (
              <p className="text-xs text-muted">
                In Canada let Intray decide, so that the GST, HST, PST and QST of each document reach {books}. Let{' '}
                {books} calculate only where no input tax credits are claimed, or at a fixed percentage, as by the Quick
                Method.
              </p>
            )}
          </Section>
          <Section title="Tax rates">
            <RadioGroup
              label="An item that has no tax rate yet"
              value={settings.rateSource}
              onChange={(rateSource) => void propose({ rateSource })}
              choices={rateSources.map((source) => ({
                value: source,
                label: rateSourceNames[source](books),
                description: sourceText(source, rate),
              }))}
            />
            {alikeRate && <p className="text-xs text-muted">{alikeRate}</p>}
            <div className="grid gap-3 sm:grid-cols-2">
              {(['COSTS', 'SALES'] as const).map((workspace) => (
                <ComboBox
                  key={workspace}
                  label={defaultLabels[workspace]}
                  placeholder="None"
                  value={settings.defaultRates[workspace]}
                  options={view.rates[workspace].map((rate) => ({
                    id: rate.id,
                    label: rate.name,
                    ...(!isRateNamed(rate) && { detail: formatRate(rate, numbers) }),
                  }))}
                  onChange={(id) => void propose({ defaultRates: { ...settings.defaultRates, [workspace]: id } })}
                  description={
                    view.rates[workspace].length === 0
                      ? 'The tax rates come with your accounting software.'
                      : settings.rateSource === 'DEFAULT'
                        ? 'Before those of the category and the contact.'
                        : 'Where neither the category nor the contact has one.'
                  }
                />
              ))}
            </div>
          </Section>
        </>
      )}
      {view.hasEvidenceLimits && settings.isRegistered && (
        <Section title="Evidence for input tax credits">
          <Checkbox
            isSelected={settings.checksEvidence}
            onChange={(checksEvidence) => void propose({ checksEvidence })}
            description={evidenceText(evidence, numbers)}
          >
            Ask for what the CRA wants to see
          </Checkbox>
        </Section>
      )}
      {view.cisAccounts && (
        <Section title="Construction Industry Scheme (CIS)">
          <CisFields
            {...{ slug, view: { ...view, example } }}
            accounts={view.cisAccounts}
            value={settings.cis}
            onChange={(cis) => void propose({ cis })}
          />
        </Section>
      )}
      <Section title="Open items">
        <p className="text-sm" aria-live="polite">
          {effectText(effect, isChanged, { books, numbers })}
        </p>
        {(isChanged || effect.recoded > 0) && (
          <Checkbox isSelected={applies} onChange={setApplies} isDisabled={effect.recoded === 0}>
            Also code the open items anew{effect.recoded > 0 && ` (${writeCount(effect.recoded, numbers)})`}
          </Checkbox>
        )}
        {view.last && (
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
            <span>
              {counted(view.last.items, numbers)} coded anew by {view.last.by} at <ClockTime instant={view.last.at} />
              {view.last.isUnderWay ? '; more follow.' : '.'}
            </span>
            <Button size="small" onPress={() => view.last && takeBack(view.last.id)}>
              Undo
            </Button>
          </p>
        )}
        <div>
          <Button variant="primary" onPress={submit} isPending={isPending} isDisabled={!isChanged && !applies}>
            Save
          </Button>
        </div>
      </Section>
    </div>
  );
}

const defaultLabels: Record<Workspace, string> = {
  COSTS: 'Default tax rate for costs',
  SALES: 'Default tax rate for sales',
};

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4">
      <h2 className="border-b pb-2 text-sm font-semibold">{title}</h2>
      {children}
    </section>
  );
}

const offline = () => failure('offline', 'The connection broke off, so it is not known whether this was done. Reload.');

const counted = (count: number, numbers: NumberForm) =>
  `${writeCount(count, numbers)} ${count === 1 ? 'item' : 'items'}`;

const leftText = (left: number, numbers: NumberForm) => (left > 0 ? ` ${counted(left, numbers)} more follow.` : '');

/** What becomes of the items that are open now. */
function effectText(
  { open, isCut, sentOtherwise, recoded }: TaxEffect,
  isChanged: boolean,
  { books, numbers }: { books: string; numbers: NumberForm },
): string {
  if (open === 0) return 'There are no open items: this is for those that come.';
  const all = `${isCut ? 'Of the newest ' : 'Of '}${counted(open, numbers)} in the inbox`;
  const parts = [
    ...(isChanged ? [`${writeCount(sentOtherwise, numbers)} would get to ${books} with another tax`] : []),
    `${writeCount(recoded, numbers)} could be coded anew, since nobody chose their tax`,
  ];
  return `${all} ${parts.join(', and ')}.`;
}
