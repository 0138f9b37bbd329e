'use client';

import { ErrorState } from '#components/shell/providers.tsx';

/** A page of a business could not be drawn: the way to the other pages stays. */
export default function BusinessPageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <ErrorState reference={error.digest} onRetry={retry} />;
}
