'use client';

import { useRouter } from 'next/navigation';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useIsReady } from '#components/ui/is-ready.ts';
import { TextField } from '#components/ui/text-field.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import type { Result } from '#lib/domain/result.ts';
import { useAccountForm } from './use-account-form.ts';

type Values = { email: string; present: string };

export function ChangeEmailForm({
  hasPassword,
  change,
}: {
  hasPassword: boolean;
  change: (values: Values) => Promise<Result<unknown>>;
}) {
  const isReady = useIsReady();
  const router = useRouter();
  const { field, submit, isPending, message } = useAccountForm({ email: '', present: '' }, change, ({ email }) => {
    toast({
      title: 'Both addresses have to say yes',
      description: `By the link in the mail to ${email.trim()}, and by the one in the mail to your present address.`,
      tone: 'success',
    });
    router.refresh();
  });
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      {message && <Banner tone="danger">{message}</Banner>}
      <TextField {...field('email')} label="New e-mail" type="email" autoComplete="email" />
      {hasPassword && (
        <TextField {...field('present')} label="Your password" type="password" autoComplete="current-password" />
      )}
      <Button type="submit" isDisabled={!isReady} isPending={isPending} className="self-start">
        Change the e-mail
      </Button>
    </form>
  );
}
