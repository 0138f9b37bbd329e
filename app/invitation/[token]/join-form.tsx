'use client';

import { useState } from 'react';
import { leaving, useAccountForm } from '#components/account/use-account-form.ts';
import { signIn } from '#components/shell/session.ts';
import { typedBefore, useTypedPassword } from '#components/ui/is-ready.ts';
import { TextField } from '#components/ui/text-field.tsx';
import { NewPasswordField } from '../../(signed-out)/new-password-field.tsx';
import { PanelForm } from '../../(signed-out)/panel-form.tsx';
import { joinAsNew } from './actions.ts';
import { JoinedSignedOut, type JoinedSignedOutProps } from './joined-signed-out.tsx';

export type JoinFormProps = { token: string; business: string; email: string; name: string };

/** For whoever has no account yet: makes it, signs in and leads into the business. */
export function JoinForm({ token, business, email, name: written }: JoinFormProps) {
  const [joined, setJoined] = useState<Omit<JoinedSignedOutProps, 'business'> | null>(null);
  const typedPassword = useTypedPassword();
  const form = useAccountForm(
    { name: written, password: '' },
    (values) => joinAsNew({ token, ...values }),
    async ({ password }, account) => {
      const failed = await signIn({ email: account.email, password });
      if (failed === null) await leaving(`/${account.slug}`);
      else setJoined({ slug: account.slug, failed });
    },
    () => ({ name: typedBefore('name', written), password: typedPassword }),
  );

  if (joined) return <JoinedSignedOut {...joined} business={business} />;
  return (
    <div className="mt-5 border-t pt-4">
      <PanelForm form={form} action="Join and sign in">
        <TextField {...form.field('name')} label="Your name" autoComplete="name" autoFocus />
        <TextField label="E-mail" name="email" type="email" autoComplete="username" value={email} isReadOnly />
        <NewPasswordField {...form.field('password')} label="Password" />
      </PanelForm>
    </div>
  );
}
