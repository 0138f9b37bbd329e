'use client';

import { ErrorState } from '#components/ui/error-state.tsx';

export default function CostsError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorState title="This could not be shown" reference={error.digest} onRetry={reset} />;
}
