'use client';

import { useOpenedLink } from '#components/account/link-token.ts';
import { leaving, useAccountForm } from '#components/account/use-account-form.ts';
import { ButtonLink } from '#components/ui/link.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { changedPasswordPath, forgottenPasswordPath, signInPath } from '#lib/domain/paths.ts';
import { LinkLoading, LinkProblem } from '../link-problem.tsx';
import { NewPasswordField } from '../new-password-field.tsx';
import { Panel } from '../panel.tsx';
import { PanelForm } from '../panel-form.tsx';
import { checkResetLink, chooseNewPassword } from './actions.ts';

const title = 'Choose a new password';

/** `returnTo` is where the person was on their way to when they had forgotten it. */
export function NewPasswordForm({ returnTo }: { returnTo: string }) {
  const link = useOpenedLink(checkResetLink);
  const form = useAccountForm(
    { password: '' },
    ({ password }) => chooseNewPassword({ token: link?.token ?? '', password }),
    // All sessions have ended, this tab's too.
    () => leaving(changedPasswordPath(returnTo)),
  );

  if (!link) return <LinkLoading title={title} />;
  const problem = link.about.ok ? (form.failure?.code.startsWith('link') ? form.failure : null) : link.about.error;
  if (problem || !link.about.ok) {
    return (
      <LinkProblem title="This link does not work" message={problem?.message ?? ''}>
        <ButtonLink href={forgottenPasswordPath(returnTo)} variant="primary">
          Ask for a new link
        </ButtonLink>
        <ButtonLink href={signInPath(returnTo)} variant="quiet">
          Sign in
        </ButtonLink>
      </LinkProblem>
    );
  }
  return (
    <Panel
      title={title}
      lead="Whoever is signed in is signed out everywhere. Passkeys and linked accounts end too: you add them again."
    >
      <PanelForm form={form} action="Change the password">
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          value={link.about.value.email}
          isReadOnly
        />
        <NewPasswordField {...form.field('password')} label="New password" autoFocus />
      </PanelForm>
    </Panel>
  );
}
