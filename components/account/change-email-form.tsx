'use client';

import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useIsReady } from '#components/ui/is-ready.ts';
import { Link } from '#components/ui/link.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import type { Result } from '#lib/domain/result.ts';
import { useAccountForm } from './use-account-form.ts';

type Values = { email: string; present: string };

export function ChangeEmailForm({
  hasPassword,
  sandboxMailHref,
  change,
}: {
  hasPassword: boolean;
  /** In the sandbox: where the mail is to be seen. */
  sandboxMailHref: string | null;
  change: (values: Values) => Promise<Result<unknown>>;
}) {
  const isReady = useIsReady();
  const [asked, setAsked] = useState<string | null>(null);
  const { field, submit, isPending, message } = useAccountForm({ email: '', present: '' }, change, ({ email }) =>
    setAsked(email.trim()),
  );
  return (
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      {message && <Banner tone="danger">{message}</Banner>}
      {asked && (
        <Banner title={`Look at the mail of ${asked}`}>
          A link went there, and works for a day. Until it is confirmed, you sign in with your present address, which
          was told of it.
          {sandboxMailHref && (
            <>
              {' '}
              <Link href={sandboxMailHref}>See the mail of this sandbox</Link>
            </>
          )}
        </Banner>
      )}
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
