'use client';

import { ErrorState } from '#components/shell/providers.tsx';

export default function ListError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <ErrorState
      title="This list could not be shown"
      message="Something went wrong on our side. The list itself is safe. Try again; if it happens once more, pass the reference on to whoever runs Intray for you."
      reference={error.digest}
      onRetry={retry}
    />
  );
}
