'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { useIsReady } from '#components/ui/is-ready.ts';
import type { Option } from '#components/ui/options.ts';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { calendarDate } from '#lib/domain/calendar-date.ts';
import { type DateForm, dateForms, showDate } from '#lib/domain/date-form.ts';
import { type NumberForm, numberFormNames, numberForms } from '#lib/domain/number-form.ts';
import type { Failure, Result } from '#lib/domain/result.ts';
import { answerOf } from './link-token.ts';

type Profile = { name: string; timeZone: string; dates: DateForm; numbers: NumberForm | null };

const aDate = calendarDate('2026-12-31');

const dateOptions = dateForms.map((id) => ({
  id,
  label: showDate(aDate, id),
  ...(id === 'named' && { description: 'The same to everybody' }),
}));

/** Nobody has chosen: whoever types what can be read in two ways is asked. */
const asBrowser = 'asBrowser';

const numberOptions = (browser: NumberForm) => [
  {
    id: asBrowser,
    label: `As this browser: ${numberForms[browser]}`,
    description: 'You are asked where what you type could mean two numbers',
  } as const,
  ...numberFormNames.map((id) => ({ id, label: numberForms[id] })),
];

export type ProfileFormProps = {
  profile: Profile;
  timeZones: readonly Option[];
  /** The form of numbers of the browser's language. */
  browserNumbers: NumberForm;
  save: (profile: Profile) => Promise<Result<unknown>>;
};

export function ProfileForm({ profile, timeZones, browserNumbers, save }: ProfileFormProps) {
  const router = useRouter();
  const [values, setValues] = useState(profile);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);
  const isReady = useIsReady();

  function set(change: Partial<Profile>) {
    setValues((before) => ({ ...before, ...change }));
    setFailure(null);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const saved = await answerOf(save(values));
    setPending(false);
    setFailure(saved.ok ? null : saved.error);
    if (!saved.ok) return;
    toast({ title: 'Profile saved', tone: 'success' });
    router.refresh();
  }

  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      {failure && !failure.fields && <Banner tone="danger">{failure.message}</Banner>}
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        value={values.name}
        onChange={(name) => set({ name })}
        problems={failure?.fields?.name}
        description="As others see it in your businesses."
      />
      <ComboBox
        label="Time zone"
        options={timeZones}
        value={values.timeZone}
        onChange={(id) => set({ timeZone: id ?? '' })}
        problems={failure?.fields?.timeZone}
        description="Times are shown by its clock, in every browser."
      />
      <Select
        label="Dates"
        options={dateOptions}
        value={values.dates}
        onChange={(dates) => set({ dates })}
        description="As they stand in fields and lists, and in which order you type them."
      />
      <Select
        label="Numbers"
        options={numberOptions(browserNumbers)}
        value={values.numbers ?? asBrowser}
        onChange={(numbers) => set({ numbers: numbers === asBrowser ? null : numbers })}
        description="As amounts are shown, and read when you type them."
      />
      <Button type="submit" variant="primary" isDisabled={!isReady} isPending={isPending} className="self-start">
        Save
      </Button>
    </form>
  );
}
