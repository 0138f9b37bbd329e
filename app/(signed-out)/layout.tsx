import type { ReactNode } from 'react';
import { Logo } from '#components/ui/logo.tsx';

/** Pages for people who are not signed in: our mark, one narrow column, and nothing to distract from it. */
export default function SignedOutLayout({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh content-start justify-items-center px-4 py-10 sm:content-center">
      <div className="flex w-full max-w-sm flex-col gap-6">
        <Logo />
        {children}
      </div>
    </main>
  );
}
