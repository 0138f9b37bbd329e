'use client';

import { type FormEvent, useState } from 'react';
import { answerOf } from '#components/account/link-token.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { typedBefore, useIsReady } from '#components/ui/is-ready.ts';
import { ButtonLink, Link } from '#components/ui/link.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { signInPath } from '#lib/domain/paths.ts';
import type { Failure } from '#lib/domain/result.ts';
import { Panel } from '../panel.tsx';
import { askForResetLink } from './actions.ts';

export type ForgottenPasswordProps = {
  sendsMail: boolean;
  /** In the sandbox: where the mail is to be seen. */
  sandboxMailHref: string | null;
  /** Where they were on their way to. */
  returnTo: string;
};

export function ForgottenPasswordForm({ sendsMail, sandboxMailHref, returnTo }: ForgottenPasswordProps) {
  const [email, setEmail] = useState(() => typedBefore('email'));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const isReady = useIsReady();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const answer = await answerOf(askForResetLink({ email, returnTo }));
    setPending(false);
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) setAskedFor(email.trim());
  }

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
            If <strong className="break-all">{askedFor}</strong> has an account here, a mail with a link is on its way.
            The link works for an hour, and of several only the newest does.
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
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
        {failure && !failure.fields && <Banner tone="danger">{failure.message}</Banner>}
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          value={email}
          onChange={(text) => {
            setEmail(text);
            setFailure(null);
          }}
          problems={failure?.fields?.email}
          autoFocus
        />
        <Button type="submit" variant="primary" size="large" isDisabled={!isReady} isPending={isPending}>
          Send me a link
        </Button>
      </form>
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
