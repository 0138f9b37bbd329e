import type { ReactNode } from 'react';

/** Pages for people who are not signed in: one narrow column, and nothing to distract from it. */
export default function SignedOutLayout({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">{children}</div>
    </main>
  );
}
