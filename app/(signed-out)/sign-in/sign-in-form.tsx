'use client';

import { type FormEvent, useState } from 'react';
import { signIn } from '#components/shell/session.ts';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { typedBefore, useIsReady, useTypedPassword } from '#components/ui/is-ready.ts';
import { Link } from '#components/ui/link.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { forgottenPasswordPath, signInPath, signInStepPath } from '#lib/domain/paths.ts';
import { Panel } from '../panel.tsx';
import { CodeStep } from './code-step.tsx';
import { type DemoSignIn, DemoSignIns } from './demo-sign-ins.tsx';
import { LinkStep } from './link-step.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import { ProviderButton } from './provider-button.tsx';
import { signInProblem } from './sign-in-problem.ts';

type Problem = { email?: string; password?: string; form?: string | undefined };

export type SignInFormProps = {
  callbackUrl: string;
  /** One has just chosen a new password. */
  isPasswordChanged: boolean;
  /** An OpenID Connect provider, if one is set. */
  provider: { name: string; isOnlyWay: boolean } | null;
  /** Where a browser that comes back from the provider goes on, or what went wrong. */
  begun: { step: 'code' } | { step: 'link'; email: string } | { step: 'password'; problem?: string };
  demo: readonly DemoSignIn[];
};

export function SignInForm({ callbackUrl, isPasswordChanged, provider, begun, demo }: SignInFormProps) {
  const [email, setEmail] = useState(() => typedBefore('email'));
  const [password, setPassword] = useState(useTypedPassword());
  const [problem, setProblem] = useState<Problem>(begun.step === 'password' ? { form: begun.problem } : {});
  const [isPending, setPending] = useState(false);
  const [step, setStep] = useState(begun.step);
  const isReady = useIsReady();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    const missing: Problem = {
      ...(email.trim() === '' && { email: 'Enter your e-mail.' }),
      ...(password === '' && { password: 'Enter your password.' }),
    };
    setProblem(missing);
    if (missing.email || missing.password) return;
    setPending(true);
    const failed = await signIn({ email, password });
    if (failed === null) {
      enter();
      return;
    }
    setPending(false);
    if (failed === 'secondFactorNeeded') {
      setPassword('');
      askForCode();
    } else {
      setProblem({ form: signInProblem(failed) });
    }
  }

  /** A whole load: nothing that another person saw in this tab stays in memory. */
  const enter = () => window.location.assign(callbackUrl);

  /** The address says so too: a page loaded anew goes on at the code. */
  function askForCode() {
    setStep('code');
    window.history.replaceState(null, '', signInStepPath({ step: 'code', callbackUrl }));
  }

  function beginAgain(form?: string) {
    setStep('password');
    window.history.replaceState(null, '', signInPath(callbackUrl));
    setProblem({ form });
  }

  function fill(person: DemoSignIn) {
    setEmail(person.email);
    setPassword(person.password);
    setProblem({});
  }

  if (step === 'code') return <CodeStep onSignedIn={enter} onOver={beginAgain} />;
  if (step === 'link' && begun.step === 'link' && provider) {
    return (
      <LinkStep
        email={begun.email}
        providerName={provider.name}
        onSignedIn={enter}
        onCodeMissing={askForCode}
        onOver={beginAgain}
      />
    );
  }
  const others = (
    <>
      {provider && (
        <ProviderButton
          name={provider.name}
          isMain={provider.isOnlyWay}
          callbackUrl={callbackUrl}
          onProblem={(form) => setProblem({ form })}
        />
      )}
      <PasskeyButton onSignedIn={enter} onProblem={(form) => setProblem({ form })} />
    </>
  );
  if (provider?.isOnlyWay) {
    return (
      <Panel title="Sign in">
        <div className="flex flex-col gap-4">
          {problem.form && <Banner tone="danger">{problem.form}</Banner>}
          {others}
        </div>
      </Panel>
    );
  }
  return (
    <>
      <Panel title="Sign in">
        <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
          {isPasswordChanged && !problem.form && (
            <Banner tone="success">Your password is changed, and all your sessions have ended. Sign in with it.</Banner>
          )}
          {problem.form && <Banner tone="danger">{problem.form}</Banner>}
          <TextField
            label="E-mail"
            name="email"
            type="email"
            autoComplete="username"
            value={email}
            onChange={setEmail}
            problems={problem.email}
            autoFocus
          />
          <TextField
            label="Password"
            name="password"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            problems={problem.password}
          />
          <Button type="submit" variant="primary" size="large" isDisabled={!isReady} isPending={isPending}>
            Sign in
          </Button>
          {others}
        </form>
        <p className="mt-4 text-sm">
          <Link
            href={forgottenPasswordPath(callbackUrl)}
            className="inline-block min-h-6 pointer-coarse:min-h-11 pointer-coarse:content-center"
          >
            Forgotten your password?
          </Link>
        </p>
      </Panel>
      {demo.length > 0 && <DemoSignIns people={demo} onChoose={fill} />}
    </>
  );
}
