import type { Metadata } from 'next';
import { NewPasswordForm } from './new-password-form.tsx';

export const metadata: Metadata = { title: 'New password' };

export default function NewPasswordPage() {
  return <NewPasswordForm />;
}
