import type { Metadata } from 'next';
import { sandboxMailPath } from '#lib/domain/paths.ts';
import { mailSending } from '#lib/mail/list-mails.ts';
import { ForgottenPasswordForm } from './forgotten-password-form.tsx';

export const metadata: Metadata = { title: 'Forgotten password' };

export default function ForgottenPasswordPage() {
  const sending = mailSending();
  return (
    <ForgottenPasswordForm
      sendsMail={sending !== 'noServer'}
      sandboxMailHref={sending === 'sandbox' ? sandboxMailPath : null}
    />
  );
}
