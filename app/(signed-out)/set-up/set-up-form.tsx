'use client';

import { type FormEvent, useState } from 'react';
import { signIn } from '#components/shell/session.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { typedBefore, useIsReady, useTypedPassword } from '#components/ui/is-ready.ts';
import type { Option } from '#components/ui/options.ts';
import { TextField } from '#components/ui/text-field.tsx';
import { type Failure, failure as failed } from '#lib/domain/result.ts';
import { NewPasswordField } from '../new-password-field.tsx';
import { Panel } from '../panel.tsx';
import { setUpIntray } from './actions.ts';

type Country = Option & { currency: string | null };

const empty = { businessName: '', country: '', baseCurrency: '', name: '', email: '', password: '' };
type Values = typeof empty;

/** The two that are chosen keep what is typed by themselves. */
const atFirst = (password: string): Values => ({
  ...empty,
  businessName: typedBefore('businessName'),
  name: typedBefore('name'),
  email: typedBefore('email'),
  password,
});

const unanswered = failed(
  'unanswered',
  'Intray did not answer, so it is not known whether this was done. Check the connection and try again; it is never done twice.',
);

export function SetUpForm({ countries, currencies }: { countries: readonly Country[]; currencies: readonly Option[] }) {
  const typedPassword = useTypedPassword();
  const [values, setValues] = useState(() => atFirst(typedPassword));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [isPending, setPending] = useState(false);
  const isReady = useIsReady();

  function set(change: Partial<Values>) {
    setValues((before) => ({ ...before, ...change }));
    // What was changed is not wrong any more until it is looked at again.
    setProblems((before) => Object.fromEntries(Object.entries(before).filter(([name]) => !(name in change))));
  }

  const field = (name: keyof Values) => ({
    name,
    value: values[name],
    onChange: (text: string) => set({ [name]: text }),
    problems: problems[name],
  });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const result = await setUpIntray(values).catch(() => unanswered);
    if (!result.ok) {
      setFailure(result.error);
      setProblems(result.error.fields ?? {});
      setPending(false);
      return;
    }
    await signIn({ email: values.email, password: values.password });
    window.location.assign('/');
  }

  return (
    <Panel
      title="Set up Intray"
      lead="This makes your business, and you its admin. It is done once; afterwards you are signed in."
    >
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-8">
        {failure && <Banner tone="danger">{failure.message}</Banner>}
        <fieldset className="flex flex-col gap-4">
          <legend className="mb-3 text-sm font-semibold">Your business</legend>
          <TextField {...field('businessName')} label="Business name" autoComplete="organization" autoFocus />
          <ComboBox
            label="Country"
            options={countries}
            value={values.country || null}
            onChange={(id) => {
              const usual = countries.find((country) => country.id === id)?.currency;
              set({ country: id ?? '', ...(usual && { baseCurrency: usual }) });
            }}
            problems={problems.country}
          />
          <ComboBox
            label="Base currency"
            options={currencies}
            value={values.baseCurrency || null}
            onChange={(id) => set({ baseCurrency: id ?? '' })}
            problems={problems.baseCurrency}
          />
        </fieldset>
        <fieldset className="flex flex-col gap-4">
          <legend className="mb-3 text-sm font-semibold">You, its admin</legend>
          <TextField {...field('name')} label="Your name" autoComplete="name" />
          <TextField {...field('email')} label="E-mail" type="email" autoComplete="username" />
          <NewPasswordField {...field('password')} label="Password" />
        </fieldset>
        <Button type="submit" variant="primary" size="large" isDisabled={!isReady} isPending={isPending}>
          Set up and sign in
        </Button>
      </form>
    </Panel>
  );
}
