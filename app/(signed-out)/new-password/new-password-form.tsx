'use client';

import { type FormEvent, useState } from 'react';
import { answerOf, useOpenedLink } from '#components/account/link-token.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { changedPasswordPath, forgottenPasswordPath, signInPath } from '#lib/domain/paths.ts';
import type { Failure } from '#lib/domain/result.ts';
import { LinkLoading, LinkProblem } from '../link-problem.tsx';
import { Panel } from '../panel.tsx';
import { checkResetLink, chooseNewPassword } from './actions.ts';

const title = 'Choose a new password';

/** `returnTo` is where the person was on their way to when they had forgotten it. */
export function NewPasswordForm({ returnTo }: { returnTo: string }) {
  const link = useOpenedLink(checkResetLink);
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isPending, setPending] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending || !link) return;
    setPending(true);
    const answer = await answerOf(chooseNewPassword({ token: link.token, password }));
    if (answer.ok) {
      // A whole load: all sessions have ended, this tab's too.
      window.location.assign(changedPasswordPath(returnTo));
      return;
    }
    setFailure(answer.error);
    setPending(false);
  }

  if (!link) return <LinkLoading title={title} />;
  const problem = link.about.ok ? (failure?.code.startsWith('link') ? failure : null) : link.about.error;
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
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
        {failure && !failure.fields && <Banner tone="danger">{failure.message}</Banner>}
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          value={link.about.value.email}
          isReadOnly
        />
        <TextField
          label="New password"
          name="password"
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={(text) => {
            setPassword(text);
            setFailure(null);
          }}
          problems={failure?.fields?.password}
          description="At least 12 characters. Three or four unrelated words are easy to remember and hard to guess."
          autoFocus
        />
        <Button type="submit" variant="primary" size="large" isPending={isPending}>
          Change the password
        </Button>
      </form>
    </Panel>
  );
}
