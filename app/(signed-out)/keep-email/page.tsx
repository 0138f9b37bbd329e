import type { Metadata } from 'next';
import { KeepEmail } from './keep-email.tsx';

export const metadata: Metadata = { title: 'Your e-mail' };

export default function KeepEmailPage() {
  return <KeepEmail />;
}
