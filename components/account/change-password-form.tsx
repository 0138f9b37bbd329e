'use client';

import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useIsReady } from '#components/ui/is-ready.ts';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { Result } from '#lib/domain/result.ts';
import { useAccountForm } from './use-account-form.ts';

type Values = { present: string; password: string };

export function ChangePasswordForm({
  email,
  change,
}: {
  email: string;
  change: (values: Values) => Promise<Result<unknown>>;
}) {
  const isReady = useIsReady();
  const { field, submit, isPending, message } = useAccountForm({ present: '', password: '' }, change, () =>
    toast({
      title: 'Password changed',
      description: 'Your other sessions have ended. You stay signed in here.',
      tone: 'success',
    }),
  );
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      {message && <Banner tone="danger">{message}</Banner>}
      {/* Password managers ask whose password it is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField {...field('present')} label="Present password" type="password" autoComplete="current-password" />
      <TextField
        {...field('password')}
        label="New password"
        type="password"
        autoComplete="new-password"
        description="At least 12 characters. Three or four unrelated words are easy to remember and hard to guess."
      />
      <Button type="submit" isDisabled={!isReady} isPending={isPending} className="self-start">
        Change the password
      </Button>
    </form>
  );
}
