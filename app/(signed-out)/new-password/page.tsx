import type { Metadata } from 'next';
import { ownPath } from '#lib/domain/own-path.ts';
import { NewPasswordForm } from './new-password-form.tsx';

export const metadata: Metadata = { title: 'New password' };

export default async function NewPasswordPage({ searchParams }: PageProps<'/new-password'>) {
  return <NewPasswordForm returnTo={ownPath((await searchParams).callbackUrl)} />;
}
