'use client';

import { ErrorState } from '#components/shell/providers.tsx';

export default function ClaimsError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <ErrorState title="This could not be shown" reference={error.digest} onRetry={retry} />;
}
