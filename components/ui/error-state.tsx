'use client';

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
      icon={<Alert />}
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

/** Drawn here: each page brings its error pages along, and the library of icons would come with each of them. */
function Alert() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      className="text-danger"
    >
      <circle cx="12" cy="12" r="10" />
      <path d="M12 8v4M12 16h.01" />
    </svg>
  );
}
