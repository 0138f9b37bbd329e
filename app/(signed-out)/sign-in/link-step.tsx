'use client';

import { type FormEvent, useState } from 'react';
import { signInLinking, signInLinkingByPasskey } from '#components/shell/session.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { Panel } from '../panel.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { signInProblem } from './sign-in-problem.ts';

export type LinkStepProps = {
  email: string;
  providerName: string;
  onSignedIn: () => void;
  onCodeMissing: () => void;
  onOver: (problem?: string) => void;
};

/** The first time by the provider: the password, or a passkey, shows that the account here and the one there are one person's. */
export function LinkStep({ email, providerName, onSignedIn, onCodeMissing, onOver }: LinkStepProps) {
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isPending, setPending] = useState(false);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const failed = await signInLinking(password);
    if (failed === null) onSignedIn();
    else if (failed === 'secondFactorNeeded') onCodeMissing();
    else if (failed === 'stepOver') onOver(signInProblem(failed));
    else {
      setPending(false);
      setProblem(
        failed === 'credentialsWrong' ? 'This is not the password of the account here.' : signInProblem(failed),
      );
    }
  }
  return (
    <Panel
      title={`Link ${providerName}`}
      lead={`There is an account of ${email} here. Enter its password this one time, or use its passkey: from then on ${providerName} signs you in without it.`}
    >
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
        {problem && <Banner tone="danger">{problem}</Banner>}
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          autoFocus
        />
        <Button type="submit" variant="primary" size="large" isPending={isPending}>
          Link and sign in
        </Button>
        <PasskeyButton
          label="Link with a passkey"
          signIn={signInLinkingByPasskey}
          onSignedIn={onSignedIn}
          onProblem={setProblem}
        />
        <Button variant="quiet" onPress={() => onOver()}>
          Do not link
        </Button>
      </form>
    </Panel>
  );
}
