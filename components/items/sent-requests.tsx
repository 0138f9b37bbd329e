'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { OpenInLedger } from '#components/publishing/open-in-ledger.tsx';
import type { LoadAttempts } from '#components/publishing/publish-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { FormSkeleton } from '#components/ui/skeleton.tsx';
import type { Result } from '#lib/domain/result.ts';
import type { Attempt, AttemptRequest } from '#lib/publishing/publication-attempts.ts';
import { Instant } from './instant.tsx';

/** Each time that an item was to be published: who, when, exactly what was sent, and exactly what was answered. */
export function SentRequests({ itemId, version, load }: { itemId: string; version: string; load: LoadAttempts }) {
  const [answer, setAnswer] = useState<Result<Attempt[]> | null>(null);
  const [tries, setTries] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version or try asks again
  useEffect(() => {
    let isCurrent = true;
    load({ itemId })
      .catch(() => ({ ok: false as const, error: { code: 'offline', message: 'The connection broke off.' } }))
      .then((loaded) => isCurrent && setAnswer(loaded));
    return () => {
      isCurrent = false;
    };
  }, [itemId, version, tries, load]);

  if (!answer) return <FormSkeleton fields={2} />;
  if (!answer.ok) {
    return (
      <ErrorState
        title="What was sent could not be shown"
        message={answer.error.message}
        onRetry={() => setTries(tries + 1)}
      />
    );
  }
  if (answer.value.length === 0) return <EmptyState title="Nothing was sent yet">It was never published.</EmptyState>;
  return (
    <ol className="flex flex-col gap-3">
      {answer.value.map((attempt) => (
        <li key={attempt.id} className="rounded-lg border px-3 py-2.5">
          <AttemptPart attempt={attempt} />
        </li>
      ))}
    </ol>
  );
}

function AttemptPart({ attempt }: { attempt: Attempt }) {
  const { what, who, at, outcome, ledgerName, ledgerId, ledgerNumber, ledgerUrl, reasons, requests } = attempt;
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2 font-medium">
        {what}
        <span className="font-normal text-muted">{outcome}</span>
      </p>
      <p className="text-xs text-muted">
        <bdi>{who}</bdi>, <Instant at={at} />
      </p>
      {reasons.map((reason) => (
        <p key={reason} className="break-words">
          {reason}
        </p>
      ))}
      {ledgerId && (
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
          <span className="min-w-0 break-all">
            {ledgerNumber && <bdi>{ledgerNumber}, </bdi>}
            id <code className="select-all">{ledgerId}</code>
          </span>
          {ledgerUrl && <OpenInLedger href={ledgerUrl} ledgerName={ledgerName} size="small" />}
        </p>
      )}
      {requests.map((request) => (
        <RequestPart key={request.id} request={request} />
      ))}
    </>
  );
}

function RequestPart({ request }: { request: AttemptRequest }) {
  const { what, outcome, sentAt, sends, status, body, bodyHash, answer, idempotencyKey } = request;
  return (
    <details className="mt-2 border-t pt-2 text-sm">
      <summary className="cursor-pointer rounded-sm">
        {what}: {outcome}
        {status !== null && ` (${status})`}
      </summary>
      <div className="mt-1.5 flex flex-col gap-2 text-xs">
        <p className="text-muted">
          {sentAt ? (
            <>
              Sent <Instant at={sentAt} />
              {sends > 1 && `, ${sends} times under one key`}.
            </>
          ) : (
            'Nothing left.'
          )}{' '}
          Key <code className="break-all select-all">{idempotencyKey}</code>
        </p>
        {body === null ? (
          <p className="text-muted">
            The file’s own bytes, SHA-256 <code className="break-all select-all">{bodyHash}</code>
          </p>
        ) : (
          <Text title="Sent">{body}</Text>
        )}
        {answer !== null && <Text title="Answered">{answer}</Text>}
      </div>
    </details>
  );
}

function Text({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
      tabIndex={0}
      className="max-h-72 overflow-auto rounded-sm bg-canvas p-2"
    >
      <p className="mb-0.5 font-medium">{title}</p>
      <pre className="font-mono break-words whitespace-pre-wrap select-text">{children}</pre>
    </section>
  );
}
