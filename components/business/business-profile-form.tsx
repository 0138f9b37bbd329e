'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import type { Option } from '#components/ui/options.ts';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { holdUnfinished } from '#components/ui/unfinished.ts';
import { type BusinessProfile, type ProfileField, type TaxCycle, taxCycles } from '#lib/domain/business-profile.ts';
import { type Failure, failure as failed, type Result } from '#lib/domain/result.ts';
import { TaxNumbers, TradingNames } from './profile-rows.tsx';
import { changesIn, type ProfileValues, valuesOf } from './profile-values.ts';

export type ProfileFormProps = {
  profile: BusinessProfile;
  /** Whose base currency holds while it is connected. */
  organisation: { name: string; baseCurrency: string } | null;
  countries: readonly Option[];
  currencies: readonly Option[];
  save: (input: {
    changes: Partial<BusinessProfile>;
    was: Partial<BusinessProfile>;
  }) => Promise<Result<BusinessProfile>>;
};

const months = Array.from({ length: 12 }, (_, index) => ({
  id: String(index + 1),
  label: new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, index, 15)),
}));

const cycles = (Object.keys(taxCycles) as TaxCycle[]).map((id) => ({ id, label: taxCycles[id] }));

/** What the business says of itself, saved as a whole. What two admins change in different fields holds both. */
export function ProfileForm(props: ProfileFormProps) {
  const { profile, organisation, countries, currencies } = props;
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [seen, setSeen] = useState(profile);
  /** What the form was filled with, which a change is told against. */
  const [base, setBase] = useState(profile);
  const [values, setValues] = useState(() => valuesOf(profile));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const { fields, changes, was } = changesIn(values, base);
  const isChanged = fields.length > 0;
  if (seen !== profile) {
    setSeen(profile);
    // What somebody else saved is shown at once, but not over what is being typed here.
    if (!isChanged) {
      setBase(profile);
      setValues(valuesOf(profile));
    }
  }
  useEffect(() => {
    if (!isChanged) return;
    return holdUnfinished({
      label: 'The business profile',
      text: '',
      element: () => form.current,
      focus: () => form.current?.querySelector<HTMLElement>('input')?.focus(),
    });
  }, [isChanged]);

  function set(change: Partial<ProfileValues>) {
    setValues((now) => ({ ...now, ...change }));
    if (!failure?.fields) return;
    // What was changed is not wrong any more until it is looked at again.
    const left = Object.entries(failure.fields).filter(([path]) => !(path.split('.').at(-1) ?? '' in change));
    setFailure({ ...failure, fields: Object.fromEntries(left) });
  }

  const problems = (name: ProfileField) => failure?.fields?.[name] ?? failure?.fields?.[`changes.${name}`];
  const field = (name: ProfileField) => {
    const problem = problems(name);
    return problem ? { problems: problem } : {};
  };

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending || !isChanged) return;
    setPending(true);
    const saved = await props
      .save({ changes, was })
      .catch(() => failed('offline', 'The connection broke off. What you typed is still here: save again.'));
    setPending(false);
    if (saved.ok) {
      setFailure(null);
      setBase(saved.value);
      setValues(valuesOf(saved.value));
      toast({ title: 'Business profile saved', tone: 'success' });
      router.refresh();
      return;
    }
    if (saved.error.code === 'conflict') {
      const stored = (saved.error.detail as { profile: BusinessProfile }).profile;
      // One's own values stay, and saving again replaces what has been seen now.
      setBase(stored);
      setValues((now) => ({
        ...valuesOf(stored),
        ...Object.fromEntries(fields.map((name) => [name, now[name]])),
      }));
    }
    setFailure(saved.error);
  }

  return (
    <form ref={form} onSubmit={submit} noValidate className="flex flex-col gap-8">
      {failure && <Banner tone={failure.code === 'conflict' ? 'warning' : 'danger'}>{failure.message}</Banner>}
      <Part title="Names">
        <TextField
          label="Name"
          isRequired
          description="What it is called here. Its address stays when this changes."
          value={values.name}
          onChange={(name) => set({ name })}
          autoComplete="off"
          {...field('name')}
        />
        <TextField
          label="Legal name"
          description="As it is registered, such as on its tax returns."
          value={values.legalName}
          onChange={(legalName) => set({ legalName })}
          autoComplete="off"
          {...field('legalName')}
        />
        <TradingNames
          names={values.tradingNames}
          problem={problems('tradingNames')}
          onChange={(tradingNames) => set({ tradingNames })}
        />
      </Part>
      <Part title="Place">
        <ComboBox
          label="Country"
          isRequired
          options={countries}
          value={values.country}
          onChange={(country) => country && set({ country })}
          {...field('country')}
        />
        <TextField
          label="Registered address"
          rows={3}
          value={values.registeredAddress}
          onChange={(registeredAddress) => set({ registeredAddress })}
          {...field('registeredAddress')}
        />
        <TextField
          label="Trading address"
          description="Where it is another than the registered one."
          rows={3}
          value={values.tradingAddress}
          onChange={(tradingAddress) => set({ tradingAddress })}
          {...field('tradingAddress')}
        />
      </Part>
      <Part title="Tax">
        <TaxNumbers
          numbers={values.taxNumbers}
          country={values.country}
          problem={problems('taxNumbers')}
          onChange={(taxNumbers) => set({ taxNumbers })}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label="Tax cycle"
            placeholder="Not said"
            value={values.taxCycle || null}
            options={cycles}
            onChange={(taxCycle) => set({ taxCycle })}
            {...field('taxCycle')}
          />
          {values.taxCycle === 'QUARTERLY' && (
            <Select
              label="The first quarter begins in"
              value={values.taxCycleMonth ? String(values.taxCycleMonth) : null}
              options={months}
              onChange={(month) => set({ taxCycleMonth: Number(month) })}
              {...field('taxCycleMonth')}
            />
          )}
        </div>
      </Part>
      <Part title="Currency">
        <ComboBox
          label="Base currency"
          isRequired
          isDisabled={organisation !== null}
          description={
            organisation
              ? `The books of ${organisation.name} are kept in ${organisation.baseCurrency}, which holds while it is connected.`
              : 'What amounts are in where nothing else is said. Once accounting software is connected, its own holds.'
          }
          options={currencies}
          value={organisation?.baseCurrency ?? values.baseCurrency}
          onChange={(baseCurrency) => baseCurrency && set({ baseCurrency })}
          {...field('baseCurrency')}
        />
      </Part>
      <div className="sticky bottom-0 -mx-4 flex items-center gap-3 border-t bg-surface px-4 py-3">
        <Button type="submit" variant="primary" isDisabled={!isChanged} isPending={isPending}>
          Save
        </Button>
        <Button
          isDisabled={!isChanged || isPending}
          onPress={() => {
            setValues(valuesOf(base));
            setFailure(null);
          }}
        >
          Discard changes
        </Button>
        <p role="status" className="text-sm text-muted">
          {isChanged ? 'Not saved yet' : ''}
        </p>
      </div>
    </form>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-3 w-full border-b pb-2 text-sm font-semibold">{title}</legend>
      <div className="flex flex-col gap-4">{children}</div>
    </fieldset>
  );
}
