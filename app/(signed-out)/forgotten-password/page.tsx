import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { passwordsAreUsed } from '#lib/account/passwords-used.ts';
import { ownPath } from '#lib/domain/own-path.ts';
import { signInPath } from '#lib/domain/paths.ts';
import { mailSending, sandboxMailHref } from '#lib/mail/list-mails.ts';
import { ForgottenPasswordForm } from './forgotten-password-form.tsx';

export const metadata: Metadata = { title: 'Forgotten password' };

/** Where passwords are not used there is none to forget. */
export default async function ForgottenPasswordPage({ searchParams }: PageProps<'/forgotten-password'>) {
  const returnTo = ownPath((await searchParams).callbackUrl);
  if (!passwordsAreUsed()) redirect(signInPath(returnTo));
  return (
    <ForgottenPasswordForm
      returnTo={returnTo}
      sendsMail={mailSending() !== 'noServer'}
      sandboxMailHref={sandboxMailHref()}
    />
  );
}
