'use client';

import { CircleCheck, Clock } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { Instant } from '#components/items/instant.tsx';
import { Button } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { toast } from '#components/ui/toast-queue.ts';
import { accountPaths, secondFactorPath } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';
import { ConfirmWithPassword } from './confirm-with-password.tsx';
import { answerOf } from './link-token.ts';

export type PendingEmailChangeProps = {
  fromEmail: string;
  toEmail: string;
  /** ISO instants; null for what has not been. */
  toConfirmedAt: string | null;
  fromConfirmedAt: string | null;
  aloneAt: string | null;
  waitsUntil: string;
  /** In the sandbox: where the mails are to be seen. */
  sandboxMailHref: string | null;
  hasPassword: boolean;
  /** Whether this session has shown a second factor, without which nothing is done without the old address. */
  hasShownTwo: boolean;
  drop: (input: Record<string, never>) => Promise<Result<unknown>>;
  goOnWithoutOld: (input: { present: string }) => Promise<Result<unknown>>;
};

/** A change of the e-mail that waits: which of the two addresses has said yes, and the ways on. */
export function PendingEmailChange({
  fromEmail,
  toEmail,
  toConfirmedAt,
  fromConfirmedAt,
  aloneAt,
  waitsUntil,
  sandboxMailHref,
  hasPassword,
  hasShownTwo,
  drop,
  goOnWithoutOld,
}: PendingEmailChangeProps) {
  const router = useRouter();
  const [isAsked, setAsked] = useState(false);
  const [isDropping, startDropping] = useTransition();
  const dropIt = () =>
    startDropping(async () => {
      const dropped = await answerOf(drop({}));
      if (dropped.ok)
        toast({ title: 'The change is dropped', description: `You sign in with ${fromEmail}.`, tone: 'success' });
      else toast({ title: 'Not dropped', description: dropped.error.message, tone: 'danger' });
      router.refresh();
    });
  return (
    <div className="flex flex-col gap-3">
      <p className="text-pretty">
        A change to <strong className="wrap-anywhere">{toEmail}</strong> is waiting
        {aloneAt ? (
          <>
            . It is done on <Instant at={aloneAt} /> without the old address, unless that stops it.
          </>
        ) : (
          '. It is done once both addresses have said yes.'
        )}
        {sandboxMailHref && (
          <>
            {' '}
            <Link href={sandboxMailHref}>See the mail of this sandbox</Link>
          </>
        )}
      </p>
      <ul aria-label="Who has said yes" className="divide-y rounded-lg border bg-surface">
        <Side email={toEmail} which="New address" at={toConfirmedAt} waitsUntil={waitsUntil} />
        <Side email={fromEmail} which="Old address" at={fromConfirmedAt} waitsUntil={aloneAt ?? waitsUntil} />
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button isPending={isDropping} onPress={dropIt}>
          Drop the change
        </Button>
        {toConfirmedAt && !fromConfirmedAt && !aloneAt && hasShownTwo && (
          <Button variant="quiet" onPress={() => setAsked(true)}>
            I can no longer read the old address
          </Button>
        )}
      </div>
      {toConfirmedAt && !fromConfirmedAt && !aloneAt && !hasShownTwo && (
        <p className="text-pretty text-muted">
          Whoever can no longer read the old address goes on without it by their password and a second factor, which you
          have not shown in this session.{' '}
          <Link href={secondFactorPath(accountPaths.security)}>Show it or set it up</Link>
        </p>
      )}
      {isAsked && (
        <ConfirmWithPassword
          title="Go on without the old address?"
          confirmLabel="Change it in seven days"
          asksPassword={hasPassword}
          run={(present) => goOnWithoutOld({ present })}
          onDone={() => {
            toast({ title: 'The e-mail changes in seven days', tone: 'success' });
            router.refresh();
          }}
          close={() => setAsked(false)}
        >
          <p>
            The e-mail changes to {toEmail} in seven days. {fromEmail} is told now, and may stop it until then and take
            it back for seven days after.
          </p>
        </ConfirmWithPassword>
      )}
    </div>
  );
}

function Side({
  email,
  which,
  at,
  waitsUntil,
}: {
  email: string;
  which: string;
  at: string | null;
  waitsUntil: string;
}) {
  const Icon = at ? CircleCheck : Clock;
  return (
    <li className="flex items-center gap-3 px-3 py-2">
      <Icon aria-hidden="true" size={16} className={at ? 'shrink-0 text-success' : 'shrink-0 text-muted'} />
      <span className="min-w-0 flex-1">
        <span className="block wrap-anywhere">{email}</span>
        <span className="block text-xs text-muted">
          {which}:{' '}
          {at ? (
            <>
              said yes on <Instant at={at} />
            </>
          ) : (
            <>
              waiting for the link in its mail, until <Instant at={waitsUntil} />
            </>
          )}
        </span>
      </span>
    </li>
  );
}
