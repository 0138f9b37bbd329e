'use client';

import './globals.css';
import { ErrorState } from '#components/ui/error-state.tsx';

/** Not even the frame could be drawn: it brings its own. */
export default function GlobalError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <html lang="en-GB">
      <body>
        <title>Something went wrong · Intray</title>
        <main className="grid min-h-dvh">
          <ErrorState reference={error.digest} onRetry={retry} />
        </main>
      </body>
    </html>
  );
}
