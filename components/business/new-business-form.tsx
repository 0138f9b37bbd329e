'use client';

import { type FormEvent, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { useIsReady } from '#components/ui/is-ready.ts';
import { ButtonLink } from '#components/ui/link.tsx';
import type { Option } from '#components/ui/options.ts';
import { TextField } from '#components/ui/text-field.tsx';
import { inboxPath } from '#lib/domain/paths.ts';
import { type Failure, failure as failed, type Result } from '#lib/domain/result.ts';

const empty = { businessName: '', country: '', baseCurrency: '' };
type Values = typeof empty;

export type NewBusinessFormProps = {
  countries: readonly (Option & { currency: string | null })[];
  currencies: readonly Option[];
  make: (input: Values) => Promise<Result<{ slug: string }>>;
};

/** Another business, of which whoever makes it is the admin. */
export function NewBusinessForm({ countries, currencies, make }: NewBusinessFormProps) {
  const [values, setValues] = useState(empty);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const isReady = useIsReady();
  const set = (change: Partial<Values>) => setValues((now) => ({ ...now, ...change }));
  const field = (name: keyof Values) => {
    const problem = failure?.fields?.[name];
    return problem ? { problems: problem } : {};
  };

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const made = await make(values).catch(() =>
      failed(
        'offline',
        'The connection broke off, so it is not known whether this was done. Look in the list of businesses before you try again.',
      ),
    );
    if (made.ok) {
      window.location.assign(inboxPath(made.value.slug, 'COSTS'));
      return;
    }
    setFailure(made.error);
    setPending(false);
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {failure && <Banner tone="danger">{failure.message}</Banner>}
      <TextField
        label="Business name"
        autoComplete="organization"
        autoFocus
        value={values.businessName}
        onChange={(businessName) => set({ businessName })}
        {...field('businessName')}
      />
      <ComboBox
        label="Country"
        options={countries}
        value={values.country || null}
        onChange={(id) => {
          const usual = countries.find((country) => country.id === id)?.currency;
          set({ country: id ?? '', ...(usual && { baseCurrency: usual }) });
        }}
        {...field('country')}
      />
      <ComboBox
        label="Base currency"
        options={currencies}
        value={values.baseCurrency || null}
        onChange={(id) => set({ baseCurrency: id ?? '' })}
        {...field('baseCurrency')}
      />
      <div className="mt-2 flex gap-3">
        <Button type="submit" variant="primary" isDisabled={!isReady} isPending={isPending}>
          Make the business
        </Button>
        <ButtonLink href="/">Cancel</ButtonLink>
      </div>
    </form>
  );
}
