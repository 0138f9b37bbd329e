'use client';

import { CircleAlert } from 'lucide-react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

export type ErrorStateProps = {
  title?: string;
  /** What happened, what is safe, what to do. */
  message?: string;
  /** What to quote when asking for help. */
  reference?: string | undefined;
  onRetry?: () => void;
  className?: string;
};

/** Something failed that should not have: said plainly, with a way on and a reference to quote. */
export function ErrorState({
  title = 'This page could not be shown',
  message = 'Something went wrong on our side. Nothing you saved is lost. Try again; if it happens once more, pass the reference on to whoever runs Intray for you.',
  reference,
  onRetry,
  className,
}: ErrorStateProps) {
  return (
    <EmptyState
      className={className}
      icon={<CircleAlert className="text-danger" />}
      title={title}
      action={onRetry && <Button onPress={onRetry}>Try again</Button>}
    >
      <p role="alert">{message}</p>
      {reference && (
        <p className="mt-2 text-xs">
          Reference <code className="font-mono text-text select-all">{reference}</code>
        </p>
      )}
    </EmptyState>
  );
}
