import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { currentUser } from '#lib/access.ts';
import { signInProvider } from '#lib/account/link-provider.ts';
import { readStep } from '#lib/account/pending-step.ts';
import { providerProblems, waitingLink } from '#lib/account/provider/sign-in-by-provider.ts';
import { stepToken } from '#lib/auth.ts';
import { ownPath } from '#lib/domain/own-path.ts';
import { roleNames } from '#lib/domain/roles.ts';
import { env } from '#lib/env.ts';
import { demoPassword, demoPeople } from '#lib/team/demo.ts';
import { isSetUp } from '#lib/team/set-up.ts';
import { SignInForm, type SignInFormProps } from './sign-in-form.tsx';
import { signInProblem } from './sign-in-problem.ts';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const asked = await searchParams;
  const callbackUrl = ownPath(asked.callbackUrl);
  if (await currentUser()) redirect(callbackUrl);
  if (!(await isSetUp())) redirect('/set-up');
  const provider = signInProvider();
  return (
    <SignInForm
      callbackUrl={callbackUrl}
      isPasswordChanged={asked.changed === 'password'}
      provider={provider && { name: provider.name, isOnlyWay: provider.isOnlyWay }}
      begun={await begun(asked)}
      demo={env().INTRAY_SANDBOX ? demo() : []}
    />
  );
}

/** Of a browser that comes back from the provider; one whose step is over begins again. */
async function begun({
  step,
  problem,
}: Record<string, string | string[] | undefined>): Promise<SignInFormProps['begun']> {
  if (step === 'code' && (await readStep('secondFactor', await stepToken('secondFactor')))) return { step };
  const waiting = step === 'link' ? await waitingLink(await stepToken('providerLink')) : null;
  if (waiting) return { step: 'link', email: waiting.email };
  const known = providerProblems.find((each) => each === problem) ?? (step ? 'providerStepOver' : null);
  return { step: 'password', ...(known && { problem: signInProblem(known) }) };
}

function demo() {
  return demoPeople.map(({ name, email, roles }) => ({
    name,
    email,
    password: demoPassword,
    role: [...new Set(Object.values(roles))].map((role) => roleNames[role]).join(', '),
  }));
}
