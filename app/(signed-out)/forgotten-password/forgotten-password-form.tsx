'use client';

import { useState } from 'react';
import { useAccountForm } from '#components/account/use-account-form.ts';
import { Button } from '#components/ui/button.tsx';
import { typedBefore } from '#components/ui/is-ready.ts';
import { ButtonLink, Link } from '#components/ui/link.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { signInPath } from '#lib/domain/paths.ts';
import { Panel } from '../panel.tsx';
import { PanelForm } from '../panel-form.tsx';
import { askForResetLink } from './actions.ts';

export type ForgottenPasswordProps = {
  sendsMail: boolean;
  /** In the sandbox: where the mail is to be seen. */
  sandboxMailHref: string | null;
  /** Where they were on their way to. */
  returnTo: string;
};

export function ForgottenPasswordForm({ sendsMail, sandboxMailHref, returnTo }: ForgottenPasswordProps) {
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const form = useAccountForm(
    { email: '' },
    ({ email }) => askForResetLink({ email, returnTo }),
    ({ email }) => setAskedFor(email.trim()),
    () => ({ email: typedBefore('email') }),
  );

  if (!sendsMail) {
    return (
      <Panel title="Forgotten password">
        <p className="text-sm text-pretty">
          No mail server is set up here, so no link can be sent. Ask whoever runs Intray for one: they make it with{' '}
          <code className="font-mono text-xs">npm run reset-password</code>. Your password stays as it is until then.
        </p>
        <BackToSignIn returnTo={returnTo} />
      </Panel>
    );
  }
  if (askedFor !== null) {
    return (
      <Panel title="Look at your mail">
        <div role="status" className="flex flex-col gap-3 text-sm text-pretty">
          <p>
            If <strong className="wrap-anywhere">{askedFor}</strong> has an account here, a mail with a link is on its
            way. The link works for an hour, and of several only the newest does.
          </p>
          <p className="text-muted">
            Nothing comes? Look among unwanted mail, and check the address. Your password stays as it is until you
            choose another.
          </p>
        </div>
        <div className="mt-5 flex flex-wrap items-center gap-2">
          {sandboxMailHref && (
            <ButtonLink href={sandboxMailHref} variant="primary">
              See the mail of this sandbox
            </ButtonLink>
          )}
          <Button onPress={() => setAskedFor(null)}>Use another address</Button>
        </div>
        <BackToSignIn returnTo={returnTo} />
      </Panel>
    );
  }
  return (
    <Panel title="Forgotten password" lead="Intray sends you a link with which you choose a new one.">
      <PanelForm form={form} action="Send me a link">
        <TextField {...form.field('email')} label="E-mail" type="email" autoComplete="username" autoFocus />
      </PanelForm>
      <BackToSignIn returnTo={returnTo} />
    </Panel>
  );
}

function BackToSignIn({ returnTo }: { returnTo: string }) {
  return (
    <p className="mt-4 text-sm">
      <Link
        href={signInPath(returnTo)}
        className="inline-block min-h-6 pointer-coarse:min-h-11 pointer-coarse:content-center"
      >
        Back to sign-in
      </Link>
    </p>
  );
}
