import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { currentUser } from '#lib/access.ts';
import { ownPath } from '#lib/domain/own-path.ts';
import { roleNames } from '#lib/domain/roles.ts';
import { env } from '#lib/env.ts';
import { demoPassword, demoPeople } from '#lib/team/demo.ts';
import { isSetUp } from '#lib/team/set-up.ts';
import { SignInForm } from './sign-in-form.tsx';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const asked = await searchParams;
  const callbackUrl = ownPath(asked.callbackUrl);
  if (await currentUser()) redirect(callbackUrl);
  if (!(await isSetUp())) redirect('/set-up');
  return (
    <SignInForm
      callbackUrl={callbackUrl}
      isPasswordChanged={asked.changed === 'password'}
      demo={env().INTRAY_SANDBOX ? demo() : []}
    />
  );
}

function demo() {
  return demoPeople.map(({ name, email, roles }) => ({
    name,
    email,
    password: demoPassword,
    role: [...new Set(Object.values(roles))].map((role) => roleNames[role]).join(', '),
  }));
}
