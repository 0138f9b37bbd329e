import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { passwordsAreUsed } from '#lib/account/passwords-used.ts';
import { mailSending, sandboxMailHref } from '#lib/mail/list-mails.ts';
import { ForgottenPasswordForm } from './forgotten-password-form.tsx';

export const metadata: Metadata = { title: 'Forgotten password' };

/** Where passwords are not used there is none to forget. */
export default function ForgottenPasswordPage() {
  if (!passwordsAreUsed()) redirect('/sign-in');
  return <ForgottenPasswordForm sendsMail={mailSending() !== 'noServer'} sandboxMailHref={sandboxMailHref()} />;
}
