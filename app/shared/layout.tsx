import type { ReactNode } from 'react';
import { Logo } from '#components/ui/logo.tsx';

/** For whoever was sent a link: our mark, and what they were sent. */
export default function SharedLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-3xl flex-col gap-6 px-4 py-8">
      <Logo />
      {children}
    </main>
  );
}
