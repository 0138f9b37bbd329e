'use client';

import { ErrorState } from '#components/shell/providers.tsx';

/** The page could not be drawn. `digest` is the reference under which the server logged why. */
export default function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <main className="grid min-h-dvh">
      <ErrorState reference={error.digest} onRetry={retry} />
    </main>
  );
}
